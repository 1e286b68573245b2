import Biofeedback
import EMGUnits
import SignalProcessing

/// What strides tell about electrodes while an input is checked: swapped channels, crosstalk, a glute that hardly works.
///
/// Raw frames in, `evidence` at the end; nothing where the person did not walk or run. Input without a glute or a hamstring is
/// taken and not looked at.
public struct StrideCheck: ~Copyable {
  /// What the strides of one leg say.
  public struct Leg: Sendable {
    /// The leg; nil when the map does not say.
    public let leg: Side?
    /// Strides found.
    public let strides: Int
    /// What they say together.
    public let evidence: LegEvidence
  }

  /// Fewer strides say nothing.
  private static let leastStrides = 8

  private var core: FedPipeline?
  private var strides: [Side?: Int] = [:]

  /// Makes everything.
  public init(_ input: CalibrationInput) {
    core = try? FedPipeline(
      BiofeedbackPipeline.Settings(
        inputRate: input.sampleRate, channelCount: input.channelCount, map: input.map, band: input.band,
        mains: input.mains, mode: .offline))
  }

  /// Takes frames from number `offset` of a block on.
  public mutating func take(_ block: RawSamples, offset: Int, frames count: Int) {
    guard var core = core.take() else { return }
    var done = 0
    while done < count {
      let part = min(count - done, FrontEnd.maximumFrames)
      core.push(block, offset: offset + done, frames: part)
      carry(&core.pipeline)
      done += part
    }
    self.core = consume core
  }

  private mutating func carry(_ pipeline: inout BiofeedbackPipeline) {
    repeat {
      while let event = pipeline.next() {
        if case .stride(let stride) = event { strides[stride.leg, default: 0] += 1 }
      }
    } while pipeline.advance()
  }

  /// The input has ended: what each leg with enough strides says.
  public mutating func finish() -> [Leg] {
    guard var core = core.take() else { return [] }
    while core.finish() { carry(&core.pipeline) }
    var found: [Leg] = []
    for index in 0..<core.pipeline.legCount {
      let leg = core.pipeline.side(leg: index)
      let count = strides[leg] ?? 0
      if count >= Self.leastStrides {
        found.append(Leg(leg: leg, strides: count, evidence: core.pipeline.evidence(leg: index)))
      }
    }
    return found
  }
}
