import EMGUnits

/// How far the levels of a profile hold in a session. Windows, rhythm and scatter of a profile hold in any case.
public enum ProfileTrust: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  /// The electrodes sit as they did: the profile was made within hours of the session.
  case sameElectrodes = "same-electrodes"
  /// Electrodes were put on anew, and squeezes have scaled the levels to them: about ± 25 %.
  case scaledToday = "scaled-today"
  /// Electrodes were put on anew: between days levels of one muscle differ by 20 to 40 %, so that no verdict can rest on
  /// them.
  case otherDay = "other-day"
}

/// What activation 1 of a session's running is, once its first strides are together.
public enum LevelBasis: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  /// The profile's easy run, with the same electrodes.
  case profile
  /// The profile's easy run, scaled to today's electrodes: the glute began far below it.
  case scaled
  /// This session's first strides, which a squeeze of today has shown to be about as strong as the easy run.
  case proven
  /// This session's first strides.
  case today
}

extension LevelBasis {
  /// The glute is measured against the easy run of the profile, not against this session.
  public var isEasyRun: Bool { @_noLocks get { self == .profile || self == .scaled } }
}

/// Today's electrodes against those of a profile: what squeezes found.
public struct DayScaling: Sendable, Hashable {
  /// When, in seconds since 1970.
  public var seconds: Int
  /// Factor on the amplitude of each muscle's channel, by role; above 0.
  public var factors: [ChannelRole: Float]

  /// Joins the values.
  public init(seconds: Int, factors: [ChannelRole: Float]) {
    self.seconds = seconds
    self.factors = factors
  }

  /// The factor on a muscle of a leg; 1 where no squeeze has found one.
  func factor(_ muscle: Muscle, _ leg: Side?) -> Float {
    factors[ChannelRole(.muscle(muscle), side: leg)] ?? factors[ChannelRole(.muscle(muscle))] ?? 1
  }
}

extension RunnerProfile {
  /// The profile as a session may use it: how far its levels hold, and scaled to today where squeezes have done that.
  ///
  /// - Parameter seconds: when the session began, in seconds since 1970; nil when nobody knows.
  public func trusted(at seconds: Int?, tuning: ProfileTuning) -> RunnerProfile {
    var profile = self
    profile.trust = trust(at: seconds, mostSeconds: Int(3600 * tuning.sameHours))
    guard profile.trust == .scaledToday, let today else { return profile }
    profile.legs = legs.map { leg in
      leg.scaled(
        glute: today.factor(.gluteusMaximus, leg.leg), hamstring: today.factor(.hamstrings, leg.leg))
    }
    for (role, amplitude) in maxima { profile.maxima[role] = amplitude * (today.factors[role] ?? 1) }
    return profile
  }

  private func trust(at seconds: Int?, mostSeconds: Int) -> ProfileTrust {
    let isNear = { (made: Int?) in
      guard let made, let seconds else { return false }
      return made.subtractingReportingOverflow(seconds).partialValue.magnitude <= mostSeconds
    }
    switch electrodes {
    case .new: return .otherDay
    case .same: return today == nil ? .sameElectrodes : .scaledToday
    case .byDate:
      if let today, isNear(today.seconds) { return .scaledToday }
      return isNear(made) ? .sameElectrodes : .otherDay
    }
  }
}

/// What a person says about the electrodes of a session with a profile.
public enum ElectrodesSaid: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  /// Nothing: the dates tell.
  case byDate = "auto"
  /// On since the profile was made, or scaled by squeezes.
  case same
  /// Put on anew since.
  case new
}
