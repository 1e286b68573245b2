import EMGUnits
import Recording
import SignalProcessing

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
