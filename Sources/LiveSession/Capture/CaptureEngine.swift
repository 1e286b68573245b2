import Biofeedback
import RealtimeSupport
import SoundCard

/// The capture thread with everything that it uses, from the start of the thread to its end.
final class CaptureEngine {
  /// Shared with the thread; valid as long as the engine.
  let link: UnsafeMutablePointer<CaptureLink>
  private let thread: AudioThreadOwner<CaptureThread>

  /// Makes everything that capturing needs; `start` lets it run.
  init(
    stream: consuming PCMStream, core: consuming FedPipeline, tones: UnsafeMutablePointer<ToneLink>?,
    followsPitch: Bool, tap: EnvelopeTap? = nil
  ) {
    let format = stream.format
    link = .allocate(capacity: 1)
    link.initialize(to: CaptureLink(rate: format.rate, frameBytes: format.channels * format.format.handedBytes))
    let loop = CaptureLoop(
      core: core, format: format, link: link, tones: tones, followsPitch: followsPitch, tap: tap)
    thread = AudioThreadOwner(
      CaptureThread(loop: loop, stream: stream, link: link), priority: AudioThread.capturePriority,
      body: CaptureThread.body)
  }

  /// How the system lets the thread run.
  var scheduling: AudioThread.Scheduling { thread.scheduling }

  /// Starts the thread, which starts the device. To be called once.
  func start() { thread.start() }

  deinit {
    end()
    thread.destroy()
    link.deinitialize(count: 1)
    link.deallocate()
  }

  /// Ends the thread and hands out the core, which still holds what is on its way. To be called once.
  func stop() -> FedPipeline {
    end()
    return thread.take().intoCore()
  }

  private func end() {
    link.pointee.stop.store(true, ordering: .relaxed)
    thread.join()
  }
}
