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
