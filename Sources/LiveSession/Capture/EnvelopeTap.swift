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
