import EMGUnits
import RealtimeSupport

/// Device rate to core rate for the wanted channels of an interleaved stream.
///
/// Input: interleaved frames, full scale ±1. Output: one row a channel at `plan.outputRate`, full scale ±1, unit gain in
/// the EMG band within `bandGain`, later by `delaySeconds`. Silence gives silence; unusable floating-point values (NaN,
/// infinite, beyond 16 × full scale) count as 0 and are marked. Any split of the input gives the same output.
public struct Decimator: ~Copyable {
  /// The factors.
  public let plan: DecimationPlan
  /// How much later a sample comes out than it went in, in seconds.
  public let delaySeconds: Double
  /// How much later power and marks come out than the frames that they stand for, in seconds: they do not go through the
  /// second stage, and may come out before their sample. A mark is right to one core sample.
  public let markDelaySeconds: Double
  /// The most frames that one call takes.
  public let maximumFrames: Int
  /// The most samples per row that one call gives.
  public let maximumOutput: Int
  let rowCount: Int
  private let averagingTaps: [Double]
  private let sincTaps: [Double]
  private var averaging: AveragingStage
  private let sinc: FixedArray<SincStage>
  private let middle: FixedBuffer<Float>
  private let middleLength: Int

  /// `channels` are 0-based places in a frame of `channelCount`; `passEdge` is the highest frequency that matters.
  public init(
    plan: DecimationPlan, channelCount: Int, channels: [Int], passEdge: Hertz, maximumFrames: Int
  ) {
    self.plan = plan
    self.maximumFrames = maximumFrames
    rowCount = channels.count
    averagingTaps = DecimationKernels.averaging(factor: plan.averagingFactor)
    sincTaps = DecimationKernels.sinc(
      factor: plan.sincFactor, inputRate: plan.middleRate, passEdge: min(passEdge.value, 0.45 * plan.outputRate.value))
    averaging = AveragingStage(
      factor: plan.averagingFactor, looksEvery: plan.sincFactor, channelCount: channelCount, channels: channels,
      maximumFrames: maximumFrames)
    let middleLength = maximumFrames / plan.averagingFactor + 2
    self.middleLength = middleLength
    maximumOutput = middleLength / plan.sincFactor + 2
    let taps = sincTaps
    let sincDelay = SincStage(taps: taps, factor: plan.sincFactor, maximumSamples: 0).delaySamples
    let averagingSeconds = averaging.delayFrames / plan.inputRate.value
    delaySeconds = averagingSeconds + sincDelay / plan.middleRate
    markDelaySeconds = averagingSeconds - Double(plan.sincFactor - 1) / plan.middleRate
    sinc = FixedArray(count: channels.count) { _ in
      SincStage(taps: taps, factor: plan.sincFactor, maximumSamples: middleLength)
    }
    middle = FixedBuffer(repeating: 0, count: middleLength * channels.count)
  }

  /// The gain of both stages at a frequency.
  public func bandGain(at frequency: Hertz) -> Double {
    DecimationKernels.magnitude(of: averagingTaps, at: frequency.value / plan.inputRate.value)
      * DecimationKernels.magnitude(of: sincTaps, at: frequency.value / plan.middleRate)
  }

  /// Takes up to `maximumFrames` frames; returns how many samples each row of `output` received.
  @_noLocks
  public mutating func process(_ input: RawSamples, offset: Int, frames: Int, into output: borrowing CoreBlock) -> Int {
    let fresh = averaging.process(
      input, offset: offset, frames: frames, samples: middle.pointer, power: output.power.pointer,
      marks: output.marks.pointer, rowLength: middleLength, lookLength: output.capacity)
    return finish(fresh, into: output)
  }

  /// The same for `frames` frames that the device lost: each channel goes on at its latest value, marked as missing.
  @_noLocks
  public mutating func processGap(frames: Int, into output: borrowing CoreBlock) -> Int {
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
  public mutating func reset() {
    averaging.reset()
    var row = 0
    while row < rowCount {
      sinc[row].reset()
      row += 1
    }
  }
}
