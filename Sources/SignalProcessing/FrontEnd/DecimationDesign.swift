import EMGUnits

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
