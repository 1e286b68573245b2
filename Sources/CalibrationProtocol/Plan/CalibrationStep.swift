import EMGUnits

/// One step of a calibration, as a protocol file says it.
public struct CalibrationStep: Sendable, Hashable {
  /// What is measured in a step.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Quiet standing: the noise floor.
    case rest
    /// One glute squeeze and one heel-to-buttock curl: are the channels what the map says?
    case squeeze
    /// Maximal contractions of one muscle: the reference for percent of maximum.
    case maximum
    /// Squeezes with a neutral pelvis and with the back arched, in turn.
    case posture
    /// Hip extensions from rest: which muscle starts first.
    case onset
    /// Easy running: the in-task reference, windows and cadence.
    case run
    /// Running with the pelvis tucked and the glute squeezed at push-off: what is within reach now.
    case drill

    /// Strides are found in it, of every leg at once.
    public var isRunning: Bool { self == .run || self == .drill }
  }

  /// Short name, unique in its protocol.
  public var id: String
  /// What is measured.
  public var kind: Kind
  /// Heading for the person.
  public var title: String
  /// What to do, in words that a runner follows alone.
  public var instruction: String
  /// What to do under each condition; only of `squeeze` (glute, hamstring) and `posture` (neutral, arched).
  public var conditionInstructions: [String: String] = [:]
  /// The muscle of a `maximum`.
  public var muscle: Muscle?
  /// The leg, when the map names two; nil for every leg at once.
  public var side: Side?
  /// Trials that count; of each condition where there are two.
  public var trials: Int
  /// Length of a trial.
  public var seconds: Double
  /// Pause after a trial.
  public var restSeconds: Double
  /// From the go to the start tone of a trial, and the least time between two: one tone a second before, three at most.
  public var leadSeconds: Double

  /// Joins the values; `CalibrationPlan` checks them.
  public init(
    id: String, kind: Kind, title: String, instruction: String, conditionInstructions: [String: String] = [:],
    muscle: Muscle? = nil, side: Side? = nil, trials: Int? = nil, seconds: Double? = nil, restSeconds: Double? = nil,
    leadSeconds: Double? = nil
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.instruction = instruction
    self.conditionInstructions = conditionInstructions
    self.muscle = muscle
    self.side = side
    self.trials = trials ?? kind.usualTrials
    self.seconds = seconds ?? kind.usualSeconds
    self.restSeconds = restSeconds ?? kind.usualRestSeconds
    self.leadSeconds = leadSeconds ?? TrialSchedule.leadSeconds
  }

  /// The conditions of its trials, one after another.
  public var conditions: [String] {
    Array(repeating: kind.conditions, count: trials).flatMap(\.self)
  }
}

extension CalibrationStep.Kind {
  /// What a step is repeated under; one nameless condition for most.
  public var conditions: [String] {
    switch self {
    case .squeeze: ["glute", "hamstring"]
    case .posture: ["neutral", "arched"]
    case .rest, .maximum, .onset, .run, .drill: [""]
    }
  }

  /// Three repetitions are usual for maximal contractions and for what is compared.
  var usualTrials: Int {
    switch self {
    case .rest, .squeeze, .run, .drill: 1
    case .maximum, .posture: 3
    case .onset: 5
    }
  }

  var usualSeconds: Double {
    switch self {
    case .rest: 10
    case .squeeze, .posture, .onset: 3
    case .maximum: 4
    case .run: 60
    case .drill: 30
    }
  }

  var usualRestSeconds: Double {
    switch self {
    case .maximum: 30
    case .rest, .run, .drill: 0
    case .squeeze, .posture, .onset: 5
    }
  }

  /// How many trials, how long and with how much rest a protocol may ask for.
  public static let trialsAllowed = 1...10
  /// Seconds of a trial.
  public var secondsAllowed: ClosedRange<Double> {
    switch self {
    case .rest: 3...30
    case .squeeze, .posture, .onset: 2...10
    case .maximum: 3...10
    case .run: 20...300
    case .drill: 20...120
    }
  }
  /// Seconds of rest.
  public static let restAllowed = 0.0...300.0
  /// Seconds before a trial: quiet is measured in the last one of them.
  public static let leadAllowed = 1.5...10.0
}
