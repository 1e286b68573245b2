import Biofeedback
import EMGUnits

/// What `check` knows about one channel.
public struct ChannelReport: Sendable, Hashable {
  /// Whether a channel can be used, in one word.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// Strides and ratios may rest on it.
    case usable
    /// No signal.
    case dead
    /// Samples at the end of the converter's range.
    case clipped
    /// The electrode is off the skin, or hardly on it.
    case loose
    /// Mains hum or other interference drowns the muscle.
    case hum
    /// The input chain has removed the EMG.
    case filtered
    /// Nearly all power lies below 20 Hz: an envelope output, or motion.
    case slow
    /// The electrodes are noisy.
    case noisy
    /// No contraction was seen.
    case flat
    /// Hardly any usable numbers.
    case invalid
    /// It carries the signal of another channel.
    case copied
  }

  /// What it carries, its state and its figures in the band.
  public let assessment: ChannelAssessment
  /// Root mean square as it came, constant part not counted, full scale = 1.
  public let rawRMS: Double
  /// The largest sample, full scale = 1.
  public let peak: Double
  /// The constant part, full scale = 1.
  public let offset: Double
  /// Share of the raw power below 20 Hz.
  public let lowShare: Double
  /// Share of the raw power above 450 Hz.
  public let highShare: Double
  /// Share of the raw power within 1.5 Hz of the mains frequency and its multiples; the higher of 50 and 60 Hz.
  public let humShare: Double
  /// Millivolts of full scale; nil when unknown.
  public let fullScaleMillivolts: Double?

  /// An open input swings by more than this, full scale = 1.
  private static let looseRMS = 0.1
  private static let slowShare = 0.8
  /// Half of the power is most of it.
  private static let mostShare = 0.5
  /// Electrodes on prepared skin leave 2–10 µV; more than this hides small bursts.
  private static let noisyMicrovolts = 30.0

  /// Microvolts; nil when the full scale is unknown.
  public func microvolts(_ amplitude: Double) -> Double? { fullScaleMillivolts.map { amplitude * $0 * 1000 } }

  /// In one word.
  public var verdict: Verdict {
    switch assessment.state {
    case .invalid: return .invalid
    case .dead: return .dead
    case .clipped: return .clipped
    case .hum: if !assessment.isUsable { return .hum }
    case .copied: return .copied
    case .flat, .usable, .quiet: break
    }
    if case .contact = assessment.role.signal { return .usable }
    if rawRMS > Self.looseRMS && lowShare > Self.mostShare && assessment.bandShare < Self.mostShare { return .loose }
    if assessment.bandShare < ChannelAssessment.leastBandShare {
      if humShare > Self.mostShare { return .hum }
      return lowShare > Self.slowShare ? .slow : .filtered
    }
    if assessment.state == .flat { return .flat }
    if let noise = microvolts(assessment.noiseFloor), noise > Self.noisyMicrovolts { return .noisy }
    return .usable
  }

  /// Whether strides and ratios may rest on it.
  public var isUsable: Bool { verdict == .usable || verdict == .noisy }
}
