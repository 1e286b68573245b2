import EMGUnits

extension Aim {
  /// Checks that everything is there that the aim needs.
  ///
  /// - Throws: `ConfigurationError` with what is missing and the command that makes it.
  func check(profile: RunnerProfile?, legs: [Side?]) throws(ConfigurationError) {
    switch self {
    case .share:
      return
    case .otherLeg:
      guard legs.count == 2 else {
        throw ConfigurationError(
          "The aim \(self) needs two legs, but one is recorded. Put electrodes on both and name them: --map "
            + "left-glute=1,left-hamstring=2,right-glute=3,right-hamstring=4.")
      }
    case .maximum, .drill, .grow:
      guard let profile else { throw ConfigurationError("The aim \(self) needs a profile. \(Self.makeOne)") }
      for leg in legs { try check(profile, leg) }
    }
  }

  private static let makeOne =
    "`glutecue calibrate` makes one; then give it with --profile calibration/profile.json."

  private func check(_ profile: RunnerProfile, _ leg: Side?) throws(ConfigurationError) {
    let name = leg.map { " of the \($0.rawValue) leg" } ?? ""
    if case .maximum = self {
      guard profile.maxima(of: leg)[.gluteusMaximus] == nil else { return }
      throw ConfigurationError(
        "The aim \(self) needs a maximal contraction of the glute\(name); \(profile.name) holds none. \(Self.makeOne)")
    }
    guard let run = profile.legs.first(where: { $0.leg == leg }), let scale = AimScale(run) else {
      throw ConfigurationError(
        "The aim \(self) needs a profile with an easy run\(name); \(profile.name) holds none. \(Self.makeOne)")
    }
    guard case .drill = self else { return }
    guard let drill = run.drill?.amplitudes[.gluteusMaximus] else {
      throw ConfigurationError(
        "The aim \(self) needs the drill\(name), half a minute of running with the pelvis tucked and the glute squeezed; "
          + "\(profile.name) holds none. \(Self.makeOne)")
    }
    guard scale.drillExceedsRun else {
      let percent = run.muscles[.gluteusMaximus].map { Int(bounded: Double(100 * drill / $0.amplitude)) } ?? 0
      throw ConfigurationError(
        "In \(profile.name) the drill\(name) reached \(percent) % of the easy run, so there is no way from one to the other. "
          + "Calibrate again with more squeeze in the drill, or take --aim grow.")
    }
  }
}

extension RunnerProfile {
  /// The maxima of glute and hamstring of a leg, with or without an easy run.
  package func maxima(of leg: Side?) -> [Muscle: Float] {
    var found = legs.first { $0.leg == leg }?.maxima ?? [:]
    for muscle in [Muscle.gluteusMaximus, .hamstrings] where found[muscle] == nil {
      found[muscle] = maxima[ChannelRole(.muscle(muscle), side: leg)] ?? maxima[ChannelRole(.muscle(muscle))]
    }
    return found
  }

  /// The glute's maximum is known on each of the legs.
  func hasGluteMaxima(_ legs: [Side?]) -> Bool { legs.allSatisfy { maxima(of: $0)[.gluteusMaximus] != nil } }
}
