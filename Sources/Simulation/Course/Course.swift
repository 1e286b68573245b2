import EMGUnits

/// The course laid out in time, and the spells of uninterrupted movement in it.
struct Course {
  /// A spell of movement. It is open (±∞) where it reaches the start or the end of the recording: the person was
  /// moving before and goes on afterwards.
  struct Bout {
    var start: Double
    var end: Double
    /// Over how many seconds the bursts come up and go down at a start and a stop.
    static let rampSeconds = 0.15

    /// 0 outside, 1 inside, a linear ramp within the bout.
    func gate(_ time: Double) -> Double {
      min(max(min(time - start, end - time) / Self.rampSeconds, 0), 1)
    }
  }

  let segments: [CourseSegment]
  private let starts: [Double]
  /// Length, seconds.
  let seconds: Double
  let bouts: [Bout]

  init(_ segments: [CourseSegment]) {
    self.segments = segments
    var time = 0.0
    var starts: [Double] = []
    for segment in segments {
      starts.append(time)
      time += segment.seconds
    }
    self.starts = starts
    seconds = time
    bouts = Self.bouts(segments, starts, end: time)
  }

  private static func bouts(_ segments: [CourseSegment], _ starts: [Double], end: Double) -> [Bout] {
    var bouts: [Bout] = []
    var open: Double?
    for (index, segment) in segments.enumerated() {
      if segment.gait != nil {
        open = open ?? (index == 0 ? -.infinity : starts[index])
      } else if let start = open {
        bouts.append(Bout(start: start, end: starts[index]))
        open = nil
      }
    }
    if let start = open { bouts.append(Bout(start: start, end: .infinity)) }
    return bouts
  }

  /// Cadence (strides per minute), effort, factor on the glute and gait at a time; times beyond an end of the course count as that end.
  func state(at time: Double) -> (stridesPerMinute: Double, effort: Double, gluteFactor: Double, gait: Gait?) {
    let index = max((starts.firstIndex { $0 > time } ?? starts.count) - 1, 0)
    let segment = segments[index]
    let part = min(max((time - starts[index]) / segment.seconds, 0), 1)
    return (
      segment.stridesPerMinute + part * (segment.finalStridesPerMinute - segment.stridesPerMinute),
      segment.effort + part * (segment.finalEffort - segment.effort),
      segment.gluteFactor, segment.gait
    )
  }
}

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
