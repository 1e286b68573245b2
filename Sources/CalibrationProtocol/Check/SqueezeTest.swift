import EMGUnits

/// Tells from glute squeezes and heel-to-buttock curls whether each channel carries the muscle that the map says.
///
/// Each channel's levels in both contractions are taken against the higher of the two, so that it does not matter that
/// one muscle gives more microvolts than the other.
public struct SqueezeTest: Sendable, Hashable {
  /// Level of the glute's channel in the curl, against its level in the squeeze.
  public let gluteInCurl: Double
  /// Level of the hamstring's channel in the squeeze, against its level in the curl.
  public let hamstringInSqueeze: Double
  /// Correlation of both channels, the larger of both contractions.
  public let shared: Double
  /// What is wrong; nil when each channel answers to its own muscle.
  public let refusal: TrialRefusal?

  /// Nil when a contraction or a muscle is missing. `noise` is the level at rest by role, where it is known.
  public init?(
    _ trials: [TrialMeasurement], glute: ChannelRole, hamstring: ChannelRole, noise: [String: Double] = [:]
  ) {
    guard let gluteSqueezed = SqueezeLevel.mean(trials, "glute", glute),
      let gluteCurled = SqueezeLevel.mean(trials, "hamstring", glute),
      let hamstringSqueezed = SqueezeLevel.mean(trials, "glute", hamstring),
      let hamstringCurled = SqueezeLevel.mean(trials, "hamstring", hamstring)
    else { return nil }
    gluteInCurl = gluteCurled / max(gluteSqueezed, .leastNormalMagnitude)
    hamstringInSqueeze = hamstringSqueezed / max(hamstringCurled, .leastNormalMagnitude)
    shared = trials.map { abs($0.sharedSignal ?? 0) }.max() ?? 0
    let silent = [
      Self.silence(glute, own: gluteSqueezed, other: gluteCurled, noise),
      Self.silence(hamstring, own: hamstringCurled, other: hamstringSqueezed, noise),
    ].compactMap(\.self)
    refusal =
      (silent.count == 2 ? .noAnswer : silent.first)
      ?? Self.refusal(gluteInCurl, hamstringInSqueeze, shared, glute, hamstring)
      ?? Self.uneven(trials, "glute", glute) ?? Self.uneven(trials, "hamstring", hamstring)
  }

  /// Contractions that differ by more than people's do.
  private static func uneven(_ trials: [TrialMeasurement], _ condition: String, _ role: ChannelRole) -> TrialRefusal? {
    let levels = trials.filter { $0.condition == condition }.compactMap { $0[role]?.best }
    guard let least = levels.min(), let most = levels.max(), most > TrialLimits.mostUneven * least else { return nil }
    return .uneven(role: role.description, percent: 100 * (most - least) / most)
  }

  /// A channel that rises in neither contraction.
  private static func silence(
    _ role: ChannelRole, own: Double, other: Double, _ noise: [String: Double]
  ) -> TrialRefusal? {
    guard let floor = noise[role.description], floor > 0 else { return nil }
    let rise = max(own, other) / floor
    guard rise < TrialLimits.leastRiseFactor else { return nil }
    return rise < TrialLimits.leastSign ? .dead(role: role.description) : .noRise(role: role.description, factor: rise)
  }

  private static func refusal(
    _ gluteInCurl: Double, _ hamstringInSqueeze: Double, _ shared: Double, _ glute: ChannelRole,
    _ hamstring: ChannelRole
  ) -> TrialRefusal? {
    if shared > TrialLimits.mostShared { return .crossTalk(percent: 100 * shared) }
    if gluteInCurl > 1 && hamstringInSqueeze > 1 { return .swapped }
    if gluteInCurl > TrialLimits.mostCrossed { return .sameMuscle(role: glute.description) }
    if hamstringInSqueeze > TrialLimits.mostCrossed { return .sameMuscle(role: hamstring.description) }
    return nil
  }
}
