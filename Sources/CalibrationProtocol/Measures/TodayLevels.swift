import EMGUnits
import Glibc

/// Electrodes put on anew against those of a calibration, as squeezes on both days tell it.
public struct TodayLevels: Sendable, Hashable {
  /// One channel.
  public struct Channel: Sendable, Hashable {
    /// What it carries.
    public var role: ChannelRole
    /// Today's level against the calibration's: what every amplitude of this muscle is multiplied by.
    public var factor: Double
    /// Level of today's squeezes, RMS in the band, full scale = 1.
    public var amplitude: Double
    /// Level of the calibration's squeezes.
    public var reference: Double
    /// Today's squeezes.
    public var trials: Int

    /// Joins the values.
    public init(role: ChannelRole, factor: Double, amplitude: Double, reference: Double, trials: Int) {
      self.role = role
      self.factor = factor
      self.amplitude = amplitude
      self.reference = reference
      self.trials = trials
    }
  }

  /// The allowed factors: beyond them something else than electrodes has changed.
  public static let factors = 0.05...20.0

  /// The share of the squeezes' ratio, as logarithm, that is believed: squeezes scatter by 25 % between two days, electrodes
  /// by 20 to 40 % (one CV each, of two days 28 to 55 %), so that a quarter of what is seen is the squeezes' own.
  private static let believed = 0.75
  /// Beyond this ratio, which no electrode explains, the gain has been changed, and all of the rest is believed.
  private static let mostDoubted = 2.25

  /// What a ratio of squeezes says about the electrodes.
  static func factor(_ ratio: Double) -> Double {
    let doubted = min(max(ratio, 1 / mostDoubted), mostDoubted)
    return ratio * pow(doubted, believed - 1)
  }

  /// When, as `2026-11-24T22:30:00Z`.
  public var date: String
  /// One entry a muscle that was squeezed on both days.
  public var channels: [Channel]

  /// Joins the values.
  public init(date: String, channels: [Channel]) {
    self.date = date
    self.channels = channels
  }

  /// Compares today's squeezes with a calibration's; nil where it has none of these muscles, or where they differ by more
  /// than electrodes do.
  ///
  /// - Parameter fullScale: how many millivolts today's full scale is; nil when it is not known, or the calibration's.
  public init?(
    _ levels: [SqueezeLevel], against profile: CalibrationProfile, date: String, fullScale: Double? = nil
  ) {
    self.date = date
    let gain = profile.input.fullScaleMillivolts.flatMap { own in fullScale.map { own / $0 } } ?? 1
    channels = levels.compactMap { level in
      guard let reference = profile.squeezes.first(where: { $0.role == level.role }) else { return nil }
      let factor = Self.factor(level.amplitude / (reference.amplitude * gain))
      return Channel(
        role: level.role, factor: factor, amplitude: level.amplitude / gain, reference: reference.amplitude,
        trials: level.trials)
    }
    guard !channels.isEmpty, channels.allSatisfy({ Self.factors.contains($0.factor) }) else { return nil }
  }
}
