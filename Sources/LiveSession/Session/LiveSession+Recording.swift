import Biofeedback
import EMGUnits
import Glibc
import RealtimeSupport
import Recording
import SessionResults
import SignalProcessing

extension LiveSession {
  private static let pacedBlockSeconds = 0.01

  /// Plays a recording until the session is to end.
  func play(
    _ reader: RecordingReader, _ core: consuming FedPipeline, _ controls: SessionControls,
    _ outputs: inout SessionOutputs
  ) throws(Failure) -> SessionSummary {
    var core = core
    if request.showsEnvelope { outputs.tap = EnvelopeTap(core.pipeline, inputRate: input.rate) }
    begin(outputs.player, controls)
    let feed = RecordingFeed(reader)
    let pacer = request.isPaced ? Pacer() : nil
    let last = request.durationSeconds.map { Int(bounded: $0 * input.rate.value) } ?? .max
    var gaps = GapTimeline(setup.gaps)
    var played = 0
    var isStopped = false
    while !isStopped, let block = try next(feed) {
      var offset = 0
      while offset < block.frames {
        isStopped = controls.shouldStop() || played >= last
        if isStopped { break }
        let (count, areLost) = gaps.run(at: played, most: min(blockFrames, block.frames - offset, last - played))
        pacer?.wait(until: core.pipeline.seconds + Double(count) / input.rate.value)
        // first of all: the tables must never know more than the recording
        outputs.files?.keep(block.samples, offset: offset, frames: count)
        outputs.tell(.arrived(at: MonotonicClock.now(), seconds: Double(played + count) / input.rate.value))
        if areLost {
          core.pushGap(frames: count)
        } else {
          core.push(block.samples, offset: offset, frames: count)
        }
        try outputs.drain(&core.pipeline)
        played += count
        try outputs.reach(played, nextMark: controls.nextMark)
        outputs.tell(.time(seconds: core.pipeline.seconds))
        offset += count
      }
    }
    return try end(&core, capture: nil, &outputs)
  }

  /// Frames that are pushed at once.
  private var blockFrames: Int {
    let usual = request.isPaced ? Int(bounded: Self.pacedBlockSeconds * input.rate.value) : FrontEnd.maximumFrames
    return max(1, min(request.blockFrames ?? usual, FrontEnd.maximumFrames))
  }

  private func next(_ feed: RecordingFeed) throws(Failure) -> (samples: RawSamples, frames: Int)? {
    do { return try feed.next() } catch { throw .recording(error) }
  }
}

/// Makes a recording come as a sound card would deliver it: block after block, each when its time has come.
package struct Pacer {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  package init() { start = clock.now }

  /// Waits until so many seconds have passed since the start; less long when a signal comes.
  package func wait(until seconds: Double) {
    let left = start + .seconds(seconds) - clock.now
    guard left > .zero else { return }
    var time = timespec(
      tv_sec: Int(left.components.seconds), tv_nsec: Int(left.components.attoseconds / 1_000_000_000))
    nanosleep(&time, nil)
  }
}
