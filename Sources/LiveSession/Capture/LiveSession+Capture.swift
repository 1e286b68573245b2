import Biofeedback
import EMGUnits
import RealtimeSupport
import Recording
import SessionResults
import SoundCard

extension LiveSession {
  /// Runs on a sound card until the session is to end.
  func capture(
    _ device: CaptureDevice, _ core: consuming FedPipeline, _ controls: SessionControls,
    _ outputs: inout SessionOutputs
  ) throws(Failure) -> SessionSummary {
    guard let stream = device.take() else { throw .soundCard(.gone(device: input.name)) }
    let tap = request.showsEnvelope ? EnvelopeTap(core.pipeline, inputRate: input.rate) : nil
    let engine = CaptureEngine(
      stream: stream, core: core, tones: outputs.player?.link, followsPitch: request.feedback.followsPitch, tap: tap)
    let isLocked = MemoryLock.lockPresent() == nil
    begin(outputs.player, controls)
    engine.start()
    outputs.tell(.running(words(device, engine, outputs.player, isMemoryLocked: isLocked)))
    var reader = JournalReader(engine: engine, input: input, stopAfter: request.durationSeconds)
    var failure: Failure?
    do throws(Failure) {
      while !controls.shouldStop() && !reader.isAtEnd {
        let isIdle = try !reader.read(into: &outputs)
        outputs.lookAfterAll(nextMark: controls.nextMark)
        if isIdle { MonotonicClock.sleep(nanoseconds: JournalReader.pauseNanoseconds) }
      }
    } catch { failure = error }
    // the thread ends even when the session cannot go on
    var rest = engine.stop()
    if let failure { throw failure }
    try reader.finish(&outputs)
    let capture = outputs.statistics.capture(
      device: input.name, device.format, isRealtime: engine.scheduling.isRealtime, isMemoryLocked: isLocked,
      measuredRate: reader.rate.measured)
    let notes =
      Self.notes(engine)
      + (reader.rate.verdict.map { [RateRemark(measured: $0, nominal: input.rate.value).text] } ?? [])
    return try end(&rest, capture: capture, notes: notes, &outputs)
  }

  /// What the capture thread could not hand on: whole sentences.
  private static func notes(_ engine: CaptureEngine) -> [String] {
    let count = engine.link.pointee.overflows.load(ordering: .relaxed)
    return count == 0
      ? []
      : [
        "The computer was held up for so long that \(count) entries are missing in the tables; beeps were not affected. "
          + "`live` on the recording gives them all, except for what the recording itself lacks."
      ]
  }

  private func words(
    _ device: CaptureDevice, _ engine: CaptureEngine, _ player: TonePlayer?, isMemoryLocked: Bool
  ) -> [String] {
    var words = ["Input \(input.name): \(device.format)."]
    if let player { words.append("Tone alsa:\(player.device): \(player.format).") }
    let threads = [engine.scheduling] + (player.map { [$0.scheduling] } ?? [])
    if !threads.allSatisfy(\.isRealtime) {
      words.append(
        "No permission for real-time scheduling, so a busy computer may cause gaps. To allow it, add the line "
          + "“@audio - rtprio 50” to /etc/security/limits.d/audio.conf and log in again.")
    }
    if !isMemoryLocked {
      words.append(
        "Memory could not be locked. To allow it, add “@audio - memlock unlimited” to "
          + "/etc/security/limits.d/audio.conf and log in again.")
    }
    return words
  }
}
