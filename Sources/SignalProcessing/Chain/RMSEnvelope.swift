import RealtimeSupport

/// The envelope of one row: moving mean square over about 60 ms, one frame every 4 ms.
///
/// Frame f is centred on the `hop` samples from f × `hop` on and is known once `lookAhead` samples have come from there.
/// The first frames average what there is. Unit: full scale squared.
/// The window trades timing against noise: the longer, the less a value scatters (St-Amant et al. 1998,
/// IEEE TBME 45:795).
package struct RMSEnvelope: ~Copyable {
  /// Blocks of `hop` samples in the window.
  package static var windowBlocks: Int { @_noLocks get { 15 } }
  private static var hopSeconds: Double { 0.004 }

  /// Samples per frame.
  package let hop: Int
  private let blocks: FixedBuffer<Float>
  private var blockCount = 0
  /// The sum of `blocks` up to the newest one.
  private var front: Float = 0
  private var sum: Float = 0
  private var inBlock = 0

  package init(rate: Double) {
    hop = max(1, Int((Self.hopSeconds * rate).rounded()))
    blocks = FixedBuffer(repeating: 0, count: Self.windowBlocks)
  }

  /// Samples that a frame needs, from the first of those that it is centred on.
  package var lookAhead: Int { (Self.windowBlocks / 2 + 1) * hop }

  /// Takes samples, appends the frames they complete.
  @_noLocks
  package mutating func process(_ samples: UnsafePointer<Float>, count: Int, into frames: inout SampleHistory) {
    var i = 0
    while i < count {
      while inBlock == 0 && i &+ 4 &* hop <= count {
        closeFour(samples + i, into: &frames)
        i &+= 4 &* hop
      }
      let run = min(hop - inBlock, count - i)
      // in the order of the samples, however they are cut
      var partial = sum
      let end = i + run
      while i < end {
        partial += samples[i] * samples[i]
        i &+= 1
      }
      sum = partial
      inBlock += run
      if inBlock == hop { closeBlock(into: &frames) }
    }
  }

  /// Four whole blocks: their sums do not wait for each other, and each is in the order of its samples.
  @_noLocks
  private mutating func closeFour(_ samples: UnsafePointer<Float>, into frames: inout SampleHistory) {
    let (first, second, third, fourth) = (samples, samples + hop, samples + 2 * hop, samples + 3 * hop)
    var sums = SIMD4<Float>.zero
    var i = 0
    while i < hop {
      let values = SIMD4(first[i], second[i], third[i], fourth[i])
      sums += values * values
      i &+= 1
    }
    i = 0
    while i < 4 {
      sum = sums[i]
      closeBlock(into: &frames)
      i &+= 1
    }
  }

  @_noLocks
  private mutating func closeBlock(into frames: inout SampleHistory) {
    let slot = blockCount % Self.windowBlocks
    let power = sum / Float(hop)
    blocks.pointer[slot] = power
    front = slot == 0 ? power : front + power
    blockCount += 1
    sum = 0
    inBlock = 0
    // the window of frame f covers blocks f − 7 … f + 7, as far as they exist
    guard blockCount > Self.windowBlocks / 2 else { return }
    var total = front
    var i = slot + 1
    while i < Self.windowBlocks {
      total += blocks.pointer[i]
      i += 1
    }
    frames.append(total / Float(min(blockCount, Self.windowBlocks)))
  }
}
