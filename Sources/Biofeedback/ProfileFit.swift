import EMGUnits

/// How a session's first good strides compare with the profile.
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

  /// Joins the values.
  @_noLocks
  public init(
    gluteLevel: Float?, hamstringLevel: Float?, noise: Float, likeness: Float, crossedLikeness: Float
  ) {
    self.gluteLevel = gluteLevel
    self.hamstringLevel = hamstringLevel
    self.noise = noise
    self.likeness = likeness
    self.crossedLikeness = crossedLikeness
  }

  /// Why the profile should not be relied on, most telling first.
  public enum Mismatch: String, Sendable, Hashable, CaseIterable {
    /// Glute and hamstring are exchanged.
    case swapped
    /// The hamstring's level is not that of the profile: its electrodes sit elsewhere, or the gain has changed.
    case hamstringLevel
    /// The glute's level is far above that of the profile.
    case gluteLevel
    /// The glute has been far below the profile from the first stride on: it does not work, or its electrodes have moved.
    case gluteLow
    /// The electrodes are far noisier, or quieter, than they were.
    case noise
    /// The muscles do not work when they did.
    case pattern
  }

  /// Between days, and between easy and fast running, levels differ by less than this factor; electrodes put on again a
  /// centimetre away, or another gain, change them by more.
  private static let mostLevel: Float = 2
  /// Skin dries and sweats: noise alone may change this much.
  private static let mostNoise: Float = 4
  /// By how much the exchanged pattern must fit better.
  private static let crossedLead: Float = 0.15
  private static let leastLikeness: Float = 0.5

  /// What does not fit; empty when the profile can be relied on.
  public var mismatches: [Mismatch] {
    if crossedLikeness > likeness + Self.crossedLead { return [.swapped] }
    var found: [Mismatch] = []
    if let level = hamstringLevel, !(1 / Self.mostLevel...Self.mostLevel).contains(level) {
      found.append(.hamstringLevel)
    }
    if let level = gluteLevel, level > Self.mostLevel { found.append(.gluteLevel) }
    if let level = gluteLevel, level < 1 / Self.mostLevel { found.append(.gluteLow) }
    if !(1 / Self.mostNoise...Self.mostNoise).contains(noise) { found.append(.noise) }
    if likeness < Self.leastLikeness { found.append(.pattern) }
    return found
  }
}
