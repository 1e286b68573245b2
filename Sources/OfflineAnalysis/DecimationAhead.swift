import Biofeedback
import EMGUnits
import Foundation
import RealtimeSupport
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

/// Some seconds of a recording after decimation, in pieces of up to `FrontEnd.maximumFrames` frames.
///
/// `DecimationAhead` hands it from one thread to another and back.
final class DecimatedStretch {
  /// Samples in a row of a full stretch, about: 3.9 s at 48 kHz, so that handing it over costs nothing.
  private static let samples = 8_000
  private static let mostPieces = 64

  /// One block for each piece.
  let blocks: FixedArray<CoreBlock>
  /// What the pieces hold, in order.
  var pieces: [CoreStretch] = []
  /// Nothing comes behind it.
  var isLast = false
  /// Why nothing comes behind it, if the recording has not ended.
  var failure: RecordingError?

  /// Room for what a front end gives.
  init(_ frontEnd: borrowing FrontEnd) {
    let rows = frontEnd.rowCount
    let capacity = frontEnd.block.capacity
    let count = max(1, min(Self.mostPieces, Self.samples / capacity))
    blocks = FixedArray(count: count) { _ in CoreBlock(rows: rows, capacity: capacity) }
    pieces.reserveCapacity(count)
  }
}

/// Fills stretches with what a recording yields after decimation.
struct DecimatedSource {
  private let feed: RecordingFeed
  private var gaps: GapTimeline
  private var block: (samples: RawSamples, frames: Int)?
  /// Frames of `block` that have been used, and frames of the recording before it.
  private var used = 0
  private var before = 0

  /// Reads from the recording's current place on.
  init(_ feed: RecordingFeed, gaps: [FrameGap]) {
    self.feed = feed
    self.gaps = GapTimeline(gaps)
  }

  /// Fills `stretch` anew; it is the last one when the recording has ended, or cannot be read on.
  mutating func fill(_ stretch: DecimatedStretch, with frontEnd: inout FrontEnd) {
    stretch.pieces.removeAll(keepingCapacity: true)
    while stretch.pieces.count < stretch.blocks.count {
      do throws(RecordingError) {
        guard let block = try current() else {
          stretch.isLast = true
          return
        }
        let piece = decimate(block, with: &frontEnd, into: stretch.blocks[stretch.pieces.count])
        stretch.pieces.append(piece)
      } catch {
        stretch.failure = error
        stretch.isLast = true
        return
      }
    }
  }

  /// The block with frames left; nil at the end.
  private mutating func current() throws(RecordingError) -> (samples: RawSamples, frames: Int)? {
    if let block, used < block.frames { return block }
    before += block?.frames ?? 0
    used = 0
    block = try feed.next()
    return block
  }

  private mutating func decimate(
    _ block: (samples: RawSamples, frames: Int), with frontEnd: inout FrontEnd, into target: borrowing CoreBlock
  ) -> CoreStretch {
    let most = min(FrontEnd.maximumFrames, block.frames - used)
    let (frames, areLost) = gaps.run(at: before + used, most: most)
    let stretch = frontEnd.process(block.samples, offset: used, frames: frames, areLost: areLost, into: target)
    used += frames
    return stretch
  }
}
