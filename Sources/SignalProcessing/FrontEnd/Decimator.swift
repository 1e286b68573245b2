import EMGUnits
import RealtimeSupport

/// Device rate to core rate for the wanted channels of an interleaved stream.
///
/// Input: interleaved frames, full scale ±1. Output: one row a channel at the rate of the design, full scale ±1, unit gain in
/// the EMG band within the design's `bandGain`, later by its `delaySeconds`. Silence gives silence; unusable floating-point values (NaN,
/// infinite, beyond 16 × full scale) count as 0 and are marked. Any split of the input gives the same output.
package struct Decimator: ~Copyable {
  let rowCount: Int
  private var averaging: AveragingStage
  private let sinc: FixedArray<SincStage>
  private let middle: FixedBuffer<Float>
  private let middleLength: Int

  /// `channels` are 0-based places in a frame of `channelCount`; one call takes up to `maximumFrames` frames.
  package init(_ design: DecimationDesign, channelCount: Int, channels: [Int], maximumFrames: Int, tuning: SignalTuning)
  {
    let plan = design.plan
    rowCount = channels.count
    averaging = AveragingStage(
      factor: plan.averagingFactor, looksEvery: plan.sincFactor, channelCount: channelCount, channels: channels,
      maximumFrames: maximumFrames, tuning: tuning)
    let middleLength = design.middleCount(frames: maximumFrames)
    self.middleLength = middleLength
    sinc = FixedArray(count: channels.count) { _ in
      SincStage(taps: design.sincTaps, factor: plan.sincFactor, maximumSamples: middleLength)
    }
    middle = FixedBuffer(repeating: 0, count: middleLength * channels.count)
  }

  /// Takes frames; returns how many samples each row of `output` received.
  @_noLocks
  package mutating func process(_ input: RawSamples, offset: Int, frames: Int, into output: borrowing CoreBlock) -> Int
  {
    let fresh = averaging.process(
      input, offset: offset, frames: frames, samples: middle.pointer, power: output.power.pointer,
      marks: output.marks.pointer, rowLength: middleLength, lookLength: output.capacity)
    return finish(fresh, into: output)
  }

  /// The same for `frames` frames that the device lost: each channel goes on at its latest value, marked as missing.
  @_noLocks
  package mutating func processGap(frames: Int, into output: borrowing CoreBlock) -> Int {
    let fresh = averaging.processGap(
      frames: frames, samples: middle.pointer, power: output.power.pointer, marks: output.marks.pointer,
      rowLength: middleLength, lookLength: output.capacity)
    return finish(fresh, into: output)
  }

  /// The second stage.
  @_noLocks
  private mutating func finish(_ fresh: Int, into output: borrowing CoreBlock) -> Int {
    var produced = 0
    var row = 0
    while row < rowCount {
      produced = sinc[row].process(
        middle.pointer + row * middleLength, count: fresh, into: output.samples.pointer + row * output.capacity)
      row += 1
    }
    return produced
  }
}

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
}
