import Biofeedback
import EMGUnits

/// What came of a step: everything that is kept of it, also over an interruption.
public struct StepRecord: Sendable, Hashable, Codable {
  /// How a step ended.
  public enum State: String, Sendable, Hashable, Codable {
    /// Not yet: some of its trials are there.
    case partial
    /// With all that was wanted.
    case done
    /// Left out.
    case skipped
    /// Given up for the reasons in `refusals`.
    case failed
  }

  /// The step's id.
  public var id: String
  /// How it ended.
  public var state: State
  /// The trials that count.
  public var trials: [TrialMeasurement] = []
  /// Level at rest by role, RMS in the band, full scale = 1; only of a rest step.
  public var noise: [String: Double] = [:]
  /// The in-task baseline, one entry a leg; only of a run step.
  public var legs: [LegProfile] = []
  /// What was reached, one entry a leg; only of a drill.
  public var drills: [LegDrill]?
  /// Why trials were repeated or the step given up, latest last.
  public var refusals: [TrialRefusal] = []

  /// A record of a step with nothing in it yet.
  public init(id: String, state: State) {
    self.id = id
    self.state = state
  }
}
