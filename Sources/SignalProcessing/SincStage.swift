import RealtimeSupport

/// Second decimation stage: one channel's samples in, every `factor`-th sample of the filtered signal out.
///
/// With a factor of 1 it passes samples on unchanged.
struct SincStage: ~Copyable {
  let factor: Int
  /// From the middle of the impulse response to the first of the `factor` samples that an output stands for.
  let delaySamples: Double
  private let tapCount: Int
  private let taps: FixedBuffer<Float>
  private let work: FixedBuffer<Float>
  private var carried: Int

  init(taps: [Double], factor: Int, maximumSamples: Int) {
    self.factor = factor
    tapCount = (taps.count + 15) / 16 * 16
    delaySamples = Double(taps.count - 1) / 2 - Double(factor - 1)
    self.taps = FixedBuffer(repeating: 0, count: tapCount)
    // zeros first, so that the newest sample meets the last tap
    for (index, tap) in taps.enumerated() { self.taps[tapCount - taps.count + index] = Float(tap) }
    work = FixedBuffer(repeating: 0, count: tapCount + maximumSamples + factor)
    carried = tapCount - factor
  }

  /// Takes `count` samples, writes the outputs, returns how many.
  @_noLocks
  mutating func process(
    _ input: UnsafePointer<Float>, count: Int, into output: UnsafeMutablePointer<Float>
  ) -> Int {
    precondition(carried + count <= work.count)
    var i = 0
    while i < count {
      work.pointer[carried + i] = input[i]
      i += 1
    }
    let available = carried + count
    var produced = 0
    var position = 0
    while position + tapCount <= available {
      output[produced] = weigh(work.pointer + position)
      produced += 1
      position += factor
    }
    carried = available - position
    i = 0
    while i < carried {
      work.pointer[i] = work.pointer[position + i]
      i += 1
    }
    return produced
  }

  @_noLocks @inline(__always)
  private func weigh(_ samples: UnsafePointer<Float>) -> Float {
    if factor == 1 { return samples[tapCount - 1] }
    let values = UnsafeRawPointer(samples)
    let weights = UnsafeRawPointer(taps.pointer)
    var sums = SIMD16<Float>(repeating: 0)
    var at = 0
    while at < tapCount &* 4 {
      sums +=
        values.loadUnaligned(fromByteOffset: at, as: SIMD16<Float>.self)
        * weights.loadUnaligned(fromByteOffset: at, as: SIMD16<Float>.self)
      at &+= 64
    }
    let eight = sums.lowHalf + sums.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  @_noLocks
  mutating func reset() {
    work.fill(0)
    carried = tapCount - factor
  }
}
