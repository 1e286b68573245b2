import Biofeedback
import EMGUnits

/// A programme of training: sessions with feedback that becomes less, then runs without any that show what stays.
/// `Calibration/programme.yaml` holds the one that comes with GluteCue.
public struct TrainingProgramme: Sendable, Hashable {
  /// What it is called; sessions in the history belong to it by this name.
  public var name: String
  /// Days from one session to the next.
  public var everyDays: Int
  /// How much the aim `start+…` grows after a session that met it, as a fraction.
  public var step: Double
  /// Sessions of training, in order.
  public var sessions: [TrainingRun]
  /// Tests without feedback, in order of time.
  public var retention: [TrainingRun]

  /// Days from one session to the next that make sense.
  public static let everyDaysAllowed = 1...30
  /// Steps that make sense, as fractions.
  public static let stepAllowed = 0.0...0.5
  /// Sessions that make sense.
  public static let sessionsAllowed = 1...60

  /// Joins the values; `ProgrammeFile` checks them.
  public init(
    name: String, everyDays: Int = 2, step: Double = 0.05, sessions: [TrainingRun], retention: [TrainingRun] = []
  ) {
    self.name = name
    self.everyDays = everyDays
    self.step = step
    self.sessions = sessions
    self.retention = retention
  }

  /// Sessions, then tests.
  public var runs: [TrainingRun] { sessions + retention }

  /// Whether run `number`, from 1, is a test without feedback.
  public func isTest(_ number: Int) -> Bool { number > sessions.count }
}

/// One session of a programme, or one test.
public struct TrainingRun: Sendable, Hashable {
  /// How long it takes.
  public var minutes: Double
  /// The part of each minute with feedback, 0–1.
  public var feedback: Double
  /// What strides are to reach; nil for the verdicts alone.
  public var aim: TrainingAim?
  /// When failing strides are heard; nil for the usual with an aim.
  public var policy: CuePolicyKind?
  /// What the runner reads before it.
  public var note: String?
  /// What the runner is to think of in it.
  public var reminder: String?
  /// Of a test: days after the last session of training; nil of a session.
  public var afterDays: Int?

  /// Lengths that make sense.
  public static let minutesAllowed = 1.0...180.0
  /// Days after the last session that make sense.
  public static let afterDaysAllowed = 1...730

  /// Joins the values.
  public init(
    minutes: Double, feedback: Double, aim: TrainingAim? = nil, policy: CuePolicyKind? = nil, note: String? = nil,
    reminder: String? = nil, afterDays: Int? = nil
  ) {
    self.minutes = minutes
    self.feedback = feedback
    self.aim = aim
    self.policy = policy
    self.note = note
    self.reminder = reminder
    self.afterDays = afterDays
  }
}

/// What the strides of a session are to reach: an aim, or a rule that makes one of where the runner stands.
public enum TrainingAim: Sendable, Hashable {
  /// As in `--aim`.
  case fixed(Aim)
  /// This much above the glute's part of its maximum in the easy run of the calibration, as a fraction, and the programme's step
  /// more after each session in which most strides met it.
  case aboveStart(Double)

  private static let prefix = "start+"
  /// Per cent above the start that make sense.
  public static let percentAllowed = 1.0...300.0
  /// What may be written.
  public static let allowed = "start+20%, " + Aim.allowed

  /// Reads `start+20%`, or what `--aim` takes; nil for `none`.
  ///
  /// - Throws: `ConfigurationError` with what is wrong.
  public static func parsing(_ text: String) throws(ConfigurationError) -> TrainingAim? {
    guard text.hasPrefix(prefix) else { return try Aim.parsing(text).map { .fixed($0) } }
    let digits = text.dropFirst(prefix.count).drop { $0 == " " }
    guard digits.hasSuffix("%"), let percent = Double(digits.dropLast()), percentAllowed.contains(percent) else {
      throw ConfigurationError(
        "“\(text.visible())” is not an aim. Expected after start+: a percentage from 1% to 300%, such as start+20%.")
    }
    return .aboveStart(percent / 100)
  }

  /// The part of the maximum that an aim `start+…` stands at in a session, to a tenth of a per cent.
  ///
  /// - Parameters:
  ///   - start: the glute's part of its maximum in the easy run.
  ///   - latest: the aim of the latest session of this round that had one, as such a part; nil for the first session.
  ///   - grows: most strides of that session met it, and the next is one of training.
  ///   - step: how much more it is then.
  public static func level(start: Double, above: Double, latest: Double?, grows: Bool, step: Double) -> Double {
    guard let latest else { return tenths(start * (1 + above)) }
    guard grows else { return tenths(latest) }
    // a step that rounding takes away would be none
    return max(tenths(latest * (1 + step)), step > 0 ? tenths(latest + 0.001) : 0).clamped(to: levels)
  }

  /// At least what can be asked for, at most the maximum.
  private static let levels = 0.01...1.0

  private static func tenths(_ part: Double) -> Double { ((1000 * part).rounded() / 1000).clamped(to: levels) }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}

extension TrainingProgramme {
  /// The programme that comes with GluteCue; `Calibration/programme.yaml` says the same, and a test holds them together.
  public static let standard: TrainingProgramme = {
    let aim = TrainingAim.aboveStart(0.2)
    let session = { (minutes: Double, feedback: Double, note: String?) in
      TrainingRun(minutes: minutes, feedback: feedback, aim: aim, note: note, reminder: reminder)
    }
    let test = { (days: Int) in
      TrainingRun(minutes: 10, feedback: 0, aim: aim, reminder: reminder, afterDays: days)
    }
    return TrainingProgramme(
      name: "GluteCue eight sessions",
      sessions: [
        session(15, 1, "Run easily, as in the calibration. Every sound is a stride that missed the aim."),
        session(17, 1, nil), session(19, 1, nil), session(21, 1, nil),
        session(24, 0.8, "From now on the end of each minute is silent. Keep running as if it were not."),
        session(26, 0.6, nil), session(28, 0.4, nil), session(30, 0.2, nil),
      ],
      retention: [test(7), test(28), test(84)])
  }()

  private static let reminder = "Squeeze the buttock at push-off."
}

/// Where a runner stands in a programme: from the runs that are done, and nothing else.
///
/// A run is done when at least half of its minutes were run. Runs are counted within a round, which begins with the latest
/// session 1 that came after others; what comes next is the run behind the highest number of the round.
public struct ProgrammeStanding: Sendable, Hashable {
  /// A run of the programme in the past.
  public struct Done: Sendable, Hashable {
    /// The number of its session in the history.
    public var session: Int64
    /// Its number in the programme, from 1.
    public var number: Int
    /// Its calendar day, counted from 1970-01-01.
    public var day: Int
    /// How long it was.
    public var seconds: Double
    /// The aim, as a part of the glute's maximum; nil for another aim.
    public var aim: Double?
    /// Most strides met the aim; nil where it is not known.
    public var isMet: Bool?

    /// Joins the values.
    public init(
      session: Int64, number: Int, day: Int, seconds: Double, aim: Double? = nil, isMet: Bool? = nil
    ) {
      self.session = session
      self.number = number
      self.day = day
      self.seconds = seconds
      self.aim = aim
      self.isMet = isMet
    }
  }

  /// The part of its minutes that makes a run count.
  public static let leastPart = 0.5

  /// The programme.
  public let programme: TrainingProgramme
  /// Runs of the round that count, in order of time.
  public let round: [Done]

  /// Of runs in order of time.
  public init(_ programme: TrainingProgramme, done: [Done]) {
    self.programme = programme
    let counted = done.filter { run in
      programme.runs.indices.contains(run.number - 1)
        && run.seconds >= Self.leastPart * 60 * programme.runs[run.number - 1].minutes
    }
    var first = 0
    for index in counted.indices.dropFirst() where counted[index].number == 1 {
      // the first session again is the same round; after later ones it is a new one
      if counted[first..<index].contains(where: { $0.number > 1 }) { first = index }
    }
    round = Array(counted[first...])
  }

  /// The number of the run that is next; nil after the last.
  public var next: Int? {
    let number = (round.map(\.number).max() ?? 0) + 1
    return number <= programme.runs.count ? number : nil
  }

  /// The first day on which a run is to be; nil when that may be any.
  public func dueDay(_ number: Int) -> Int? {
    if let days = programme.runs[number - 1].afterDays {
      let training = round.filter { !programme.isTest($0.number) }
      return training.last.map { $0.day + days }
    }
    return round.last.map { $0.day + programme.everyDays }
  }

  /// The aim `start+…` of a run, as a part of the glute's maximum.
  ///
  /// - Parameter start: the glute's part of its maximum in the easy run.
  public func level(_ number: Int, start: Double, above: Double) -> Double {
    let latest = round.last { $0.aim != nil }
    let grows = latest.map { $0.isMet == true && !programme.isTest($0.number) && !programme.isTest(number) } ?? false
    return TrainingAim.level(start: start, above: above, latest: latest?.aim, grows: grows, step: programme.step)
  }
}
