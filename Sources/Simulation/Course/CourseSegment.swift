/// One part of the course: so many seconds of running, walking or standing. Cadence and effort change linearly over it.
public struct CourseSegment: Sendable, Hashable {
  /// What the person does.
  public enum Activity: Sendable, Hashable {
    /// Strides of this gait.
    case moving(Gait)
    /// No strides and no bursts: tonic activity and noise only.
    case standing
  }

  /// What the person does.
  public var activity: Activity
  /// Length in seconds.
  public var seconds: Double
  /// Cadence at the start, strides (not steps) per minute of one leg.
  public var stridesPerMinute: Double
  /// Cadence at the end.
  public var finalStridesPerMinute: Double
  /// Factor on the bursts of all muscles at the start: 1 is level ground, 1.3 a hill.
  public var effort: Double
  /// The factor at the end.
  public var finalEffort: Double
  /// Factor on the glute's bursts alone, all through: below 1 it works less than this person's usually does.
  public var gluteFactor = 1.0

  /// Joins the parts; `SimulationPlan.validate()` checks them. What is left out at the end stays as at the start.
  public init(
    _ activity: Activity, seconds: Double, stridesPerMinute: Double, to finalStridesPerMinute: Double? = nil,
    effort: Double = 1, toEffort finalEffort: Double? = nil
  ) {
    self.activity = activity
    self.seconds = seconds
    self.stridesPerMinute = stridesPerMinute
    self.finalStridesPerMinute = finalStridesPerMinute ?? stridesPerMinute
    self.effort = effort
    self.finalEffort = finalEffort ?? effort
  }

  /// Running, at the usual cadence unless another is given.
  public static func running(
    seconds: Double, stridesPerMinute: Double = Gait.running.usualStridesPerMinute, to final: Double? = nil,
    effort: Double = 1, toEffort: Double? = nil
  ) -> CourseSegment {
    CourseSegment(
      .moving(.running), seconds: seconds, stridesPerMinute: stridesPerMinute, to: final, effort: effort,
      toEffort: toEffort)
  }

  /// Walking, at the usual cadence unless another is given.
  public static func walking(
    seconds: Double, stridesPerMinute: Double = Gait.walking.usualStridesPerMinute, to final: Double? = nil,
    effort: Double = 1, toEffort: Double? = nil
  ) -> CourseSegment {
    CourseSegment(
      .moving(.walking), seconds: seconds, stridesPerMinute: stridesPerMinute, to: final, effort: effort,
      toEffort: toEffort)
  }

  /// Standing still.
  public static func standing(seconds: Double) -> CourseSegment {
    CourseSegment(.standing, seconds: seconds, stridesPerMinute: Gait.walking.usualStridesPerMinute)
  }

  /// The gait, nil while standing.
  var gait: Gait? {
    if case .moving(let gait) = activity { gait } else { nil }
  }
}
