import Biofeedback
import EMGUnits
import Foundation
import Recording
import SignalProcessing
import Synchronization

/// A recording read and decimated on a thread of its own, up to three stretches ahead of the analysis, so that one long
/// recording uses two processors. What comes out is the same: the same front end sees the same frames in the same order.
///
/// - Memory: three stretches, 0.2 MB for each channel.
///
/// `@unchecked Sendable`: the semaphores below hand every stretch, and at the end the front end, to one thread at a time.
final class DecimationAhead: @unchecked Sendable {
  /// Recordings from this length on are worth a second thread.
  static let leastFrames = 1 << 18

  // The thread writes a stretch between `free` and `ready`; the analysis reads it between `ready` and `free`.
  private let stretches: [DecimatedStretch]
  private let free = DispatchSemaphore(value: 0)
  private let ready = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let isStopped = Atomic(false)
  // Written before the thread starts and when it ends; read by it, and by the analysis after `ended`.
  private var frontEnd: FrontEnd?
  private let feed: RecordingFeed
  private let gaps: [FrameGap]
  private var isRunning = true

  /// Starts to read.
  init(_ feed: RecordingFeed, gaps: [FrameGap], frontEnd: consuming FrontEnd) {
    stretches = [DecimatedStretch(frontEnd), DecimatedStretch(frontEnd), DecimatedStretch(frontEnd)]
    self.feed = feed
    self.gaps = gaps
    self.frontEnd = .some(consume frontEnd)
    for _ in stretches { free.signal() }
    Thread { self.produce() }.start()
  }

  /// Hands each stretch to `take`, in order; then gives the front end back.
  ///
  /// - Throws: what reading threw, after everything before it was taken; or what `take` throws.
  func forEach(
    _ take: (DecimatedStretch) throws(OfflineAnalysis.Failure) -> Void
  ) throws(OfflineAnalysis.Failure) -> FrontEnd? {
    var turn = 0
    while true {
      ready.wait()
      let stretch = stretches[turn % stretches.count]
      do { try take(stretch) } catch {
        stop()
        throw error
      }
      if let failure = stretch.failure {
        stop()
        throw .recording(failure)
      }
      if stretch.isLast { break }
      free.signal()
      turn += 1
    }
    stop()
    return frontEnd.take()
  }

  /// Ends the thread, if it has not ended yet, and waits for it.
  private func stop() {
    guard isRunning else { return }
    isRunning = false
    isStopped.store(true, ordering: .relaxed)
    free.signal()
    ended.wait()
  }

  private func produce() {
    var source = DecimatedSource(feed, gaps: gaps)
    if var frontEnd = frontEnd.take() {
      var turn = 0
      while true {
        free.wait()
        if isStopped.load(ordering: .relaxed) { break }
        let stretch = stretches[turn % stretches.count]
        source.fill(stretch, with: &frontEnd)
        let isLast = stretch.isLast
        ready.signal()
        if isLast { break }
        turn += 1
      }
      self.frontEnd = .some(consume frontEnd)
    }
    ended.signal()
  }
}
