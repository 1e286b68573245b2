import Biofeedback
import Glibc
import RealtimeSupport
import SoundCard

/// The capture thread with everything that it uses, from the start of the thread to its end.
final class CaptureEngine {
  /// How the system lets the thread run.
  private(set) var scheduling = AudioThread.Scheduling.ordinary(refusal: EAGAIN)
  /// Shared with the thread; valid as long as the engine.
  let link: UnsafeMutablePointer<CaptureLink>
  private let context: UnsafeMutablePointer<CaptureThread>
  private var thread: AudioThread?
  private var isContextAlive = true

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
    context = .allocate(capacity: 1)
    context.initialize(to: CaptureThread(loop: loop, stream: stream, link: link))
  }

  /// Starts the thread, which starts the device. To be called once.
  func start() {
    let started = AudioThread(
      priority: AudioThread.capturePriority, context: UnsafeMutableRawPointer(context), body: CaptureThread.body)
    if let running = consume started {
      scheduling = running.scheduling
      thread = consume running
    }
  }

  deinit {
    end()
    if isContextAlive { context.deinitialize(count: 1) }
    context.deallocate()
    link.deinitialize(count: 1)
    link.deallocate()
  }

  /// Ends the thread and hands out the core, which still holds what is on its way. To be called once.
  func stop() -> FedPipeline {
    end()
    precondition(isContextAlive, "A capture engine is stopped once.")
    isContextAlive = false
    return context.move().intoCore()
  }

  private func end() {
    guard let running = thread.take() else { return }
    link.pointee.stop.store(true, ordering: .relaxed)
    running.join()
  }
}
