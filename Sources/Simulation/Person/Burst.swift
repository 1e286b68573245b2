/// The bursts of activity that a stride is made of.
public enum BurstName: String, Sendable, Hashable, CaseIterable {
  /// Gluteus maximus around initial contact: the main one.
  case gluteContact
  /// Gluteus maximus later in stance: the shoulder of the main one.
  case gluteStance
  /// Gluteus maximus in mid-swing; in some people larger than the main one.
  case gluteSwing
  /// Hamstrings from late swing to initial contact: the main one.
  case hamstringSwing
  /// Hamstrings in stance; in some people larger than the main one.
  case hamstringStance
  /// Quadriceps in early stance: the main one.
  case quadricepsStance
  /// Quadriceps in swing.
  case quadricepsSwing
  /// Calf from loading to push-off: the main one.
  case calfStance
  /// Calf before (walking) or early in (running) the stance.
  case calfEarly
  /// Lower back at the contact of the own leg.
  case lowerBackOwnContact
  /// Lower back at the contact of the other leg.
  case lowerBackOtherContact
}

/// One burst of a muscle in a stride: a raised cosine of amplitude over time.
public struct Burst: Sendable, Hashable {
  /// Which burst.
  public let name: BurstName
  /// Where the amplitude rises through 30 % of the burst's peak, in percent of the stride from initial contact.
  /// Negative: before contact, in percent of the stride that ends there.
  public var onsetPercent: Double
  /// Where it falls through 30 %.
  public var offsetPercent: Double
  /// Peak against the muscle's amplitude (1 = `MuscleSettings.amplitudeMicrovolts`).
  public var amplitude: Double

  /// A raised cosine is above 30 % of its peak for this part of its width: arccos(−0.4) / π.
  static let widthAbove30Percent = 0.630_989_9

  /// Joins the parts.
  init(_ name: BurstName, _ onsetPercent: Double, _ offsetPercent: Double, _ amplitude: Double) {
    self.name = name
    self.onsetPercent = onsetPercent
    self.offsetPercent = offsetPercent
    self.amplitude = amplitude
  }

  /// Middle of the burst, percent of the stride.
  var centrePercent: Double { (onsetPercent + offsetPercent) / 2 }
  /// From the first to the last trace of activity, percent of the stride.
  var widthPercent: Double { (offsetPercent - onsetPercent) / Self.widthAbove30Percent }
}
