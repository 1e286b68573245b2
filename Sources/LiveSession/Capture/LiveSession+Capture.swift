import Biofeedback
import EMGUnits
import LabStreams
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
    return try capture(engine, device.format, words: "\(device.format)", nil, controls, &outputs)
  }

  /// Runs on a stream of LSL.
  func capture(
    _ stream: LabStreamInput, _ core: consuming FedPipeline, _ controls: SessionControls,
    _ outputs: inout SessionOutputs
  ) throws(Failure) -> SessionSummary {
    let tap = request.showsEnvelope ? EnvelopeTap(core.pipeline, inputRate: input.rate) : nil
    let format = StreamFormat(stream)
    let engine = CaptureEngine(
      stream, format: format, core: core, tones: outputs.player?.link, followsPitch: request.feedback.followsPitch,
      tap: tap)
    return try capture(engine, format, words: stream.words, stream, controls, &outputs)
  }

  /// - Parameter stream: nil for a sound card.
  private func capture(
    _ engine: CaptureEngine, _ format: StreamFormat, words: String, _ stream: LabStreamInput?,
    _ controls: SessionControls, _ outputs: inout SessionOutputs
  ) throws(Failure) -> SessionSummary {
    let isLocked = MemoryLock.lockPresent() == nil
    begin(outputs.player, controls)
    engine.start()
    outputs.tell(.running(self.words(words, engine, outputs.player, isMemoryLocked: isLocked)))
    var reader = JournalReader(
      engine: engine, input: input, stopAfter: request.durationSeconds, longestGap: request.inputWaitSeconds)
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
    if let stream, reader.hasGivenUp { reader.giveUp(stream.change ?? .stopped(name: stream.name), outputs) }
    try reader.finish(&outputs)
    let capture = outputs.statistics.capture(
      device: input.name, format, isRealtime: engine.scheduling.isRealtime, isMemoryLocked: isLocked,
      measuredRate: reader.rate.measured)
    let rate = reader.rate.verdict.map {
      RateRemark(measured: $0, nominal: input.rate.value, isStream: stream != nil).text
    }
    return try end(&rest, capture: capture, notes: Self.notes(engine) + (rate.map { [$0] } ?? []), &outputs)
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
    _ format: String, _ engine: CaptureEngine, _ player: TonePlayer?, isMemoryLocked: Bool
  ) -> [String] {
    var words = ["Input \(input.name): \(format)."]
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
