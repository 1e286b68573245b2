import EMGUnits

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
