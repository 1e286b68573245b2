import Biofeedback
import LabStreams
import RealtimeSupport
import SoundCard

/// The capture thread with everything that it uses, from the start of the thread to its end.
final class CaptureEngine {
  /// Shared with the thread; valid as long as the engine.
  let link: UnsafeMutablePointer<CaptureLink>
  private let thread: Thread

  /// What captures.
  private enum Thread {
    case card(AudioThreadOwner<CaptureThread>)
    case stream(AudioThreadOwner<StreamThread>)
  }

  /// Makes everything that capturing from a sound card needs; `start` lets it run.
  init(
    stream: consuming PCMStream, core: consuming FedPipeline, tones: UnsafeMutablePointer<ToneLink>?,
    followsPitch: Bool, tap: EnvelopeTap? = nil
  ) {
    let format = stream.format
    link = .allocate(capacity: 1)
    link.initialize(to: CaptureLink(rate: format.rate, frameBytes: format.channels * format.format.handedBytes))
    let loop = CaptureLoop(
      core: core, format: format, link: link, tones: tones, followsPitch: followsPitch, tap: tap)
    thread = .card(
      AudioThreadOwner(
        CaptureThread(loop: loop, stream: stream, link: link), priority: AudioThread.capturePriority,
        body: CaptureThread.body))
  }

  /// The same for a stream of LSL.
  init(
    _ input: LabStreamInput, format: StreamFormat, core: consuming FedPipeline, tones: UnsafeMutablePointer<ToneLink>?,
    followsPitch: Bool, tap: EnvelopeTap? = nil
  ) {
    link = .allocate(capacity: 1)
    link.initialize(to: CaptureLink(rate: format.rate, frameBytes: format.channels * format.format.handedBytes))
    let loop = CaptureLoop(
      core: core, format: format, link: link, tones: tones, followsPitch: followsPitch, tap: tap)
    thread = .stream(
      AudioThreadOwner(
        StreamThread(loop: loop, input: input, link: link), priority: AudioThread.capturePriority,
        body: StreamThread.body))
  }

  /// How the system lets the thread run.
  var scheduling: AudioThread.Scheduling {
    switch thread {
    case .card(let thread): thread.scheduling
    case .stream(let thread): thread.scheduling
    }
  }

  /// Starts the thread, which starts the device. To be called once.
  func start() {
    switch thread {
    case .card(let thread): thread.start()
    case .stream(let thread): thread.start()
    }
  }

  deinit {
    end()
    switch thread {
    case .card(let thread): thread.destroy()
    case .stream(let thread): thread.destroy()
    }
    link.deinitialize(count: 1)
    link.deallocate()
  }

  /// Ends the thread and hands out the core, which still holds what is on its way. To be called once.
  func stop() -> FedPipeline {
    end()
    return switch thread {
    case .card(let thread): thread.take().intoCore()
    case .stream(let thread): thread.take().intoCore()
    }
  }

  private func end() {
    link.pointee.stop.store(true, ordering: .relaxed)
    switch thread {
    case .card(let thread): thread.join()
    case .stream(let thread): thread.join()
    }
  }
}
