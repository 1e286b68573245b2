import RealtimeSupport

/// Second decimation stage: one channel's samples in, every `factor`-th sample of the filtered signal out.
///
/// With a factor of 1 it passes samples on unchanged.
struct SincStage: ~Copyable {
  let factor: Int
  private let tapCount: Int
  private let taps: FixedBuffer<Float>
  private let work: FixedBuffer<Float>
  private var carried: Int

  init(taps: [Double], factor: Int, maximumSamples: Int) {
    self.factor = factor
    tapCount = (taps.count + 15) / 16 * 16
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
    (work.pointer + carried).copy(from: input, count: count)
    let available = carried + count
    var produced = 0
    var position = 0
    while position + tapCount <= available {
      output[produced] = weigh(work.pointer + position)
      produced += 1
      position += factor
    }
    carried = available - position
    work.pointer.copy(from: work.pointer + position, count: carried)
    return produced
  }

  /// Sixteen running sums, added in pairs at the end.
  @_noLocks @inline(__always)
  private func weigh(_ samples: UnsafePointer<Float>) -> Float {
    if factor == 1 { return samples[tapCount - 1] }
    let values = UnsafeRawPointer(samples)
    let weights = UnsafeRawPointer(taps.pointer)
    var sums = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
    var at = 0
    while at < tapCount &* 4 {
      sums.0 += product(values, weights, at)
      sums.1 += product(values, weights, at &+ 16)
      sums.2 += product(values, weights, at &+ 32)
      sums.3 += product(values, weights, at &+ 48)
      at &+= 64
    }
    let four = (sums.0 + sums.2) + (sums.1 + sums.3)
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  /// Taps stand at multiples of 16 bytes, so that they need no instruction of their own.
  @_noLocks @inline(__always)
  private func product(_ values: UnsafeRawPointer, _ weights: UnsafeRawPointer, _ at: Int) -> SIMD4<Float> {
    values.loadUnaligned(fromByteOffset: at, as: SIMD4<Float>.self)
      * weights.load(fromByteOffset: at, as: SIMD4<Float>.self)
  }

  @_noLocks
  mutating func reset() {
    work.fill(0)
    carried = tapCount - factor
  }
}
