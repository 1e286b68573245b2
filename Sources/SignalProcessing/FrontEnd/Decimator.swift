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

  /// Forgets everything, as if new.
  @_noLocks
  package mutating func reset() {
    averaging.reset()
    var row = 0
    while row < rowCount {
      sinc[row].reset()
      row += 1
    }
  }
}

/// The filters of a decimation, and what follows from them: delays, gain, how much comes out.
public struct DecimationDesign: Sendable {
  /// The factors.
  public let plan: DecimationPlan
  /// How much later a sample comes out than it went in, in seconds.
  public let delaySeconds: Double
  /// How much later power and marks come out than the frames that they stand for, in seconds: they do not go through the
  /// second stage, and may come out before their sample. A mark is right to one core sample.
  public let markDelaySeconds: Double
  let averagingTaps: [Double]
  let sincTaps: [Double]

  /// `passEdge` is the highest frequency that matters.
  public init(_ plan: DecimationPlan, passEdge: Hertz) {
    self.plan = plan
    averagingTaps = DecimationKernels.averaging(factor: plan.averagingFactor)
    sincTaps = DecimationKernels.sinc(
      factor: plan.sincFactor, inputRate: plan.middleRate, passEdge: min(passEdge.value, 0.45 * plan.outputRate.value))
    let averagingSeconds = Double(averagingTaps.count - 1) / 2 / plan.inputRate.value
    // to the first of the samples that an output of the second stage stands for
    let toFirst = Double(plan.sincFactor - 1)
    delaySeconds = averagingSeconds + (Double(sincTaps.count - 1) / 2 - toFirst) / plan.middleRate
    markDelaySeconds = averagingSeconds - toFirst / plan.middleRate
  }

  /// The gain of both stages at a frequency.
  public func bandGain(at frequency: Hertz) -> Double {
    DecimationKernels.magnitude(of: averagingTaps, at: frequency.value / plan.inputRate.value)
      * DecimationKernels.magnitude(of: sincTaps, at: frequency.value / plan.middleRate)
  }

  /// Samples between the two stages that `frames` frames may give.
  func middleCount(frames: Int) -> Int { frames / plan.averagingFactor + 2 }

  /// The most samples per row that `frames` frames at once may give.
  public func outputCount(frames: Int) -> Int { middleCount(frames: frames) / plan.sincFactor + 2 }
}

/// How a device rate is brought down to about 2 kHz: first by averaging, then by a windowed-sinc filter.
///
/// Rates below 3600 Hz pass unchanged. Above 12 kHz the first stage divides by `averagingFactor` to 6–12 kHz; the second
/// divides by `sincFactor`. 48 000 Hz gives 4 × 6 → 2000 Hz, 44 100 Hz gives 7 × 3 → 2100 Hz.
public struct DecimationPlan: Sendable, Hashable {
  /// Rates that the product accepts.
  public static let allowedRates = 500.0...192_000.0
  /// The core rate that plans aim at.
  static let target = 2000.0
  /// Below this rate nothing is decimated.
  static let unchangedBelow = 3600.0

  /// The device rate.
  public let inputRate: Hertz
  /// Division by the averaging stage; 1 when there is none.
  public let averagingFactor: Int
  /// Division by the windowed-sinc stage; 1 when there is none.
  public let sincFactor: Int

  /// Input frames per output sample.
  public var factor: Int { averagingFactor * sincFactor }
  /// The rate after both stages: 500–3599 Hz where nothing is decimated, else 1600–2400 Hz.
  public var outputRate: Hertz { Hertz(inputRate.value / Double(factor)) }
  /// The rate between the stages.
  var middleRate: Double { inputRate.value / Double(averagingFactor) }

  /// Plans for a device rate of 500–192 000 Hz.
  public init(inputRate: Hertz) throws(ConfigurationError) {
    let rate = inputRate.value
    guard rate.isFinite, Self.allowedRates.contains(rate) else {
      throw ConfigurationError("Sample rate \(inputRate) is not between 500 Hz and 192000 Hz.")
    }
    self.inputRate = inputRate
    var best = (averaging: 1, sinc: 1, miss: rate < Self.unchangedBelow ? 0 : Double.infinity)
    for averaging in 1...32 where best.miss > 0 {
      let middle = rate / Double(averaging)
      guard averaging == 1 ? rate <= 12_000 : (6000...12_000).contains(middle) else { continue }
      for sinc in 2...7 {
        let miss = abs(middle / Double(sinc) - Self.target)
        if miss < best.miss { best = (averaging, sinc, miss) }
      }
    }
    averagingFactor = best.averaging
    sincFactor = best.sinc
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

  @_noLocks
  mutating func reset() {
    work.fill(0)
    carried = tapCount - factor
  }
}
