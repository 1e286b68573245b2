import Biofeedback
import EMGUnits
import RealtimeSupport
import SignalProcessing

/// Reads envelope points off the signal chain for people to look at: two envelope frames of about 4 ms make one. It changes
/// nothing in the chain; fit for the audio thread.
package struct EnvelopeTap: BitwiseCopyable {
  private static var framesPerPoint: Int { @_noLocks get { 2 } }

  /// Rows of the chain; −1 where nothing is recorded.
  private let rows: InlineArray<4, Int>
  private let hasSecondLeg: Bool
  private let inputRate: Double
  private var next = 0

  init(_ pipeline: borrowing BiofeedbackPipeline, inputRate: Hertz) {
    let second = pipeline.legCount - 1
    rows = [
      pipeline.envelopeRow(leg: 0, .gluteusMaximus), pipeline.envelopeRow(leg: 0, .hamstrings),
      pipeline.envelopeRow(leg: second, .gluteusMaximus), pipeline.envelopeRow(leg: second, .hamstrings),
    ]
    hasSecondLeg = pipeline.legCount > 1
    self.inputRate = inputRate.value
  }

  /// Points a second.
  static func rate(inputRate: Hertz) -> Hertz {
    let core = (try? DecimationPlan(inputRate: inputRate))?.outputRate ?? inputRate
    return Hertz(core.value / Double(framesPerPoint * RMSEnvelope(rate: core.value).hop))
  }

  /// The next point; nil when there is none yet. To be asked after every hop.
  ///
  /// - Parameters:
  ///   - frames: input frames so far, the last of which came in at `arrival` in monotonic nanoseconds.
  @_noLocks
  mutating func take(_ chain: borrowing SignalChain, frames: Int, arrival: Int) -> EnvelopePoint? {
    guard next + Self.framesPerPoint <= chain.envelope[0].end else { return nil }
    let seconds = chain.time(ofFrame: Double(next) + 0.5)
    let age = Double(frames) / inputRate - seconds
    let point = EnvelopePoint(
      seconds: seconds, sampledAt: arrival - Int(bounded: age * 1e9),
      first: leg(rows[0], rows[1], chain), second: hasSecondLeg ? leg(rows[2], rows[3], chain) : nil)
    next += Self.framesPerPoint
    return point
  }

  @_noLocks
  private func leg(_ glute: Int, _ hamstring: Int, _ chain: borrowing SignalChain) -> EnvelopePoint.Leg {
    EnvelopePoint.Leg(
      glute: glute < 0 ? nil : amplitude(chain.envelope[glute]),
      hamstring: hamstring < 0 ? nil : amplitude(chain.envelope[hamstring]))
  }

  @_noLocks
  private func amplitude(_ power: borrowing SampleHistory) -> Float {
    realtimeSquareRoot((power.sample(at: next) + power.sample(at: next + 1)) / 2)
  }
}

/// What is to be drawn of the envelopes at one moment: for people to look at, never for a decision.
///
/// About 125 a second. Unit: RMS over 60 ms, 1 is full scale.
public struct EnvelopePoint: Sendable, BitwiseCopyable {
  /// The two muscles of one leg; nil where nothing is recorded.
  public struct Leg: Sendable, BitwiseCopyable {
    /// Gluteus maximus.
    public var glute: Float?
    /// Hamstrings.
    public var hamstring: Float?

    /// Joins both.
    @_noLocks
    public init(glute: Float?, hamstring: Float?) {
      self.glute = glute
      self.hamstring = hamstring
    }
  }

  /// The middle of the stretch shown, in seconds of the input's clock.
  public var seconds: Double
  /// Monotonic nanoseconds at which the sample in that middle had come in.
  public var sampledAt: Int
  /// The first leg of the channel map, or the only one.
  public var first: Leg
  /// The other leg; nil when only one is recorded.
  public var second: Leg?

  /// Joins the values.
  @_noLocks
  public init(seconds: Double, sampledAt: Int, first: Leg, second: Leg?) {
    self.seconds = seconds
    self.sampledAt = sampledAt
    self.first = first
    self.second = second
  }
}
