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
  private let middlePower: FixedBuffer<Float>
  private let middleMarks: FixedBuffer<UInt8>
  private let middleLength: Int
  /// Power and marks of middle samples that wait for the rest of their output sample.
  private var waiting = 0

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
      factor: plan.averagingFactor, channelCount: channelCount, channels: channels, maximumFrames: maximumFrames)
    let middleLength = maximumFrames / plan.averagingFactor + 2 + plan.sincFactor
    self.middleLength = middleLength
    maximumOutput = middleLength / plan.sincFactor + 2
    let taps = sincTaps
    let sincDelay = SincStage(taps: taps, factor: plan.sincFactor, maximumSamples: 0).delaySamples
    delaySeconds = averaging.delayFrames / plan.inputRate.value + sincDelay / plan.middleRate
    sinc = FixedArray(count: channels.count) { _ in
      SincStage(taps: taps, factor: plan.sincFactor, maximumSamples: middleLength)
    }
    middle = FixedBuffer(repeating: 0, count: middleLength * channels.count)
    middlePower = FixedBuffer(repeating: 0, count: middleLength * channels.count)
    middleMarks = FixedBuffer(repeating: 0, count: middleLength * channels.count)
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
      input, offset: offset, frames: frames, samples: middle.pointer + waiting, power: middlePower.pointer + waiting,
      marks: middleMarks.pointer + waiting, rowLength: middleLength)
    var produced = 0
    var row = 0
    while row < rowCount {
      produced = sinc[row].process(
        middle.pointer + row * middleLength + waiting, count: fresh, into: output.samples.pointer + row * output.capacity)
      summarise(row: row, produced: produced, available: waiting + fresh, into: output)
      row += 1
    }
    waiting = rowCount == 0 ? 0 : waiting + fresh - produced * plan.sincFactor
    return produced
  }

  /// Joins the power and the marks of the middle samples behind each output sample.
  @_noLocks
  private func summarise(row: Int, produced: Int, available: Int, into output: borrowing CoreBlock) {
    let factor = plan.sincFactor
    let power = middlePower.pointer + row * middleLength
    let marks = middleMarks.pointer + row * middleLength
    var k = 0
    while k < produced {
      var sum: Float = 0
      var mark: UInt8 = 0
      var i = k * factor
      while i < (k + 1) * factor {
        sum += power[i]
        mark |= marks[i]
        i += 1
      }
      output.power.pointer[row * output.capacity + k] = sum / Float(factor)
      output.marks.pointer[row * output.capacity + k] = mark
      k += 1
    }
    var i = 0
    while i < available - produced * factor {
      power[i] = power[produced * factor + i]
      marks[i] = marks[produced * factor + i]
      i += 1
    }
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
    waiting = 0
  }
}
