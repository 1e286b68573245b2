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

  private var pipeline: BiofeedbackPipeline?
  private var strides: [Side?: Int] = [:]

  /// Makes everything.
  public init(_ input: CalibrationInput) {
    pipeline = try? BiofeedbackPipeline(
      BiofeedbackPipeline.Settings(
        inputRate: input.sampleRate, channelCount: input.channelCount, map: input.map, band: input.band,
        mains: input.mains, mode: .offline))
  }

  /// Takes frames from number `offset` of a block on.
  public mutating func take(_ block: RawSamples, offset: Int, frames count: Int) {
    var done = 0
    while done < count {
      let part = min(count - done, SignalChain.maximumFrames)
      pipeline?.push(block, offset: offset + done, frames: part)
      carry()
      done += part
    }
  }

  private mutating func carry() {
    repeat {
      while let event = pipeline?.next() {
        if case .stride(let stride) = event { strides[stride.leg, default: 0] += 1 }
      }
    } while pipeline?.advance() ?? false
  }

  /// The input has ended: what each leg with enough strides says.
  public mutating func finish() -> [Leg] {
    while pipeline?.finish() ?? false { carry() }
    var found: [Leg] = []
    for index in 0..<(pipeline?.legCount ?? 0) {
      guard let evidence = pipeline?.evidence(leg: index) else { continue }
      // a map without sides has one leg without a name
      let leg = pipeline?.side(leg: index) ?? nil
      let count = strides[leg] ?? 0
      if count >= Self.leastStrides { found.append(Leg(leg: leg, strides: count, evidence: evidence)) }
    }
    return found
  }
}
