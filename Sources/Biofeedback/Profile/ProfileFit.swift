import EMGUnits

/// How a session's first good strides compare with the profile, and which levels hold from then on.
public struct ProfileFit: Sendable, Hashable, BitwiseCopyable {
  /// Glute amplitude in its window against the profile's, 1 as in the profile; nil without a glute.
  public var gluteLevel: Float?
  /// The same of the hamstring.
  public var hamstringLevel: Float?
  /// Noise between bursts against the profile's, as amplitudes; of the channel that differs more.
  public var noise: Float
  /// How alike each muscle's pattern over the stride is to its own in the profile: mean correlation, −1…1.
  public var likeness: Float
  /// How alike they are to each other's: higher than `likeness` when the channels are exchanged.
  public var crossedLikeness: Float
  /// How far the profile's levels were expected to hold.
  public var trust: ProfileTrust
  private let tuning: ProfileTuning

  /// Joins the values.
  @_noLocks
  public init(
    gluteLevel: Float?, hamstringLevel: Float?, noise: Float, likeness: Float, crossedLikeness: Float,
    trust: ProfileTrust, tuning: ProfileTuning
  ) {
    self.gluteLevel = gluteLevel
    self.hamstringLevel = hamstringLevel
    self.noise = noise
    self.likeness = likeness
    self.crossedLikeness = crossedLikeness
    self.trust = trust
    self.tuning = tuning
  }

  /// What does not fit, most telling first.
  public enum Mismatch: String, Sendable, Hashable, CaseIterable {
    /// Glute and hamstring are exchanged.
    case swapped
    /// The hamstring's level is not that of the profile: its electrodes sit elsewhere, or the gain has changed.
    case hamstringLevel
    /// The glute has been far below the profile from the first stride on: it does not work, or its electrodes have moved.
    case gluteLow
    /// The glute has been the level of today, but so far below the scaled easy run that it may be weak.
    case gluteDoubted
    /// The electrodes are far noisier, or quieter, than they were.
    case noise
    /// The muscles do not work when they did.
    case pattern
  }

  /// What does not fit; empty when the profile can be relied on. Electrodes on another day have other levels and another
  /// noise: of those only a glute that is far too low is worth a word. A glute above its easy run is never a mismatch.
  public var mismatches: [Mismatch] {
    if areExchanged { return [.swapped] }
    var found: [Mismatch] = []
    if !isHamstringAlike && trust != .otherDay { found.append(.hamstringLevel) }
    if isGluteLow { found.append(.gluteLow) }
    if isGluteDoubted { found.append(.gluteDoubted) }
    if !isNoiseAlike && trust != .otherDay { found.append(.noise) }
    if !isPatternAlike { found.append(.pattern) }
    return found
  }

  private var areExchanged: Bool { @_noLocks get { crossedLikeness > likeness + tuning.crossedLead } }
  private var isNoiseAlike: Bool { @_noLocks get { noise <= tuning.mostNoise && noise * tuning.mostNoise >= 1 } }
  /// The muscles work when they did in the profile.
  var isPatternAlike: Bool { @_noLocks get { likeness >= tuning.leastLikeness } }
  private var isHamstringAlike: Bool {
    @_noLocks get {
      guard let level = hamstringLevel else { return true }
      return level <= tuning.mostLevel && level * tuning.mostLevel >= 1
    }
  }

  private var isGluteLow: Bool {
    guard let level = gluteLevel else { return false }
    switch trust {
    case .sameElectrodes: return level * tuning.mostLevel < 1
    case .scaledToday: return isHeld
    case .otherDay: return level < tuning.leastOtherDay
    }
  }

  private var isGluteDoubted: Bool {
    guard trust == .scaledToday, !isHeld, let level = gluteLevel else { return false }
    return level < tuning.doubtedBelow * effort
  }

  /// What is expected of both muscles today by the hamstring: 1 unless it has clearly worked less than in the easy run.
  var effort: Float {
    @_noLocks get {
      guard let level = hamstringLevel else { return 1 }
      return max(0.1, min(1, level / tuning.slowBelow))
    }
  }

  /// The glute is so far below the scaled easy run that the squeezes' own error does not explain it.
  var isHeld: Bool {
    @_noLocks get {
      guard let level = gluteLevel else { return false }
      return level < tuning.heldBelow * effort
    }
  }

  /// Which levels hold from here on.
  public var basis: LevelBasis {
    @_noLocks get {
      switch trust {
      case .sameElectrodes: return isHamstringAlike && isNoiseAlike && isPatternAlike ? .profile : .today
      case .scaledToday: return isHeld ? .scaled : .proven
      case .otherDay: return .today
      }
    }
  }

  /// The glute against its easy run, where it works clearly more than then and more than the hamstring does: progress.
  public var progress: Float? {
    guard let level = gluteLevel, trust != .otherDay, basis != .today else { return nil }
    let limit = trust == .sameElectrodes ? tuning.progressAbove : tuning.scaledProgressAbove
    return level > limit * max(1, hamstringLevel ?? 1) ? level : nil
  }
}
