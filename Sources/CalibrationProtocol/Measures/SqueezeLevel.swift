import EMGUnits
import Glibc

/// How strong a muscle was in the squeezes, or curls, of a squeeze step: what one day's electrodes are compared with
/// another day's by.
public struct SqueezeLevel: Sendable, Hashable {
  /// The muscle and leg.
  public var role: ChannelRole
  /// RMS in the band, noise taken off, full scale = 1; geometric mean over the contractions.
  public var amplitude: Double
  /// Contractions that it was found from.
  public var trials: Int
  /// Against the muscle's own rest, as amplitudes.
  public var rise: Double

  /// Joins the values.
  public init(role: ChannelRole, amplitude: Double, trials: Int, rise: Double) {
    self.role = role
    self.amplitude = amplitude
    self.trials = trials
    self.rise = rise
  }

  /// Of every squeeze step that was done: the glute in its squeezes, the hamstring in its curls.
  public static func levels(
    _ steps: [CalibrationStep], _ records: [StepRecord], _ input: CalibrationInput
  ) -> [SqueezeLevel] {
    steps.filter { $0.kind == .squeeze }.flatMap { step -> [SqueezeLevel] in
      guard let record = records.last(where: { $0.id == step.id && $0.state == .done }) else { return [] }
      let muscles: [(Muscle, String)] = [(.gluteusMaximus, "glute"), (.hamstrings, "hamstring")]
      return muscles.compactMap { muscle, condition in
        input.role(muscle, leg: step.side).flatMap { role in
          level(role, condition, record.trials, isNoiseKnown: records.contains { !$0.noise.isEmpty })
        }
      }
    }
  }

  private static func level(
    _ role: ChannelRole, _ condition: String, _ trials: [TrialMeasurement], isNoiseKnown: Bool
  ) -> SqueezeLevel? {
    guard let mean = mean(trials, condition, role), let quiet = quiet(trials)[role.description] else { return nil }
    // where no step of rest came before, the noise is still in it
    let amplitude = isNoiseKnown ? mean : max(0, mean * mean - quiet * quiet).squareRoot()
    guard amplitude > 0 else { return nil }
    return SqueezeLevel(
      role: role, amplitude: amplitude, trials: trials.count { $0.condition == condition },
      rise: mean / max(quiet, .leastNormalMagnitude))
  }

  /// Geometric mean of a channel's levels in the trials of a condition; nil without one.
  static func mean(_ trials: [TrialMeasurement], _ condition: String, _ role: ChannelRole) -> Double? {
    let levels = trials.filter { $0.condition == condition }.compactMap { $0[role]?.best }
    guard let first = levels.first else { return nil }
    // most often there are one or two: a product under a root needs no logarithm
    guard levels.count == 2 else { return levels.count == 1 ? first : levels.reduce(0, +) / Double(levels.count) }
    return (levels[0] * levels[1]).squareRoot()
  }

  /// The lowest level before any of the trials, by role: the noise of rest where no step of rest was done.
  static func quiet(_ trials: [TrialMeasurement]) -> [String: Double] {
    Dictionary(trials.flatMap(\.channels).map { ($0.role, $0.quiet) }, uniquingKeysWith: min)
  }
}

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
