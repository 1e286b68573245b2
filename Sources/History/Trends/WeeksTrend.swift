import Files
import Glibc
import Recording
import SessionResults

/// Whether a leg's level has changed over the weeks beyond what chance explains, since when, by how much, and which change
/// could be told at all.
///
/// A day is one value. Whether there is a change is decided by Kendall's S against `TrendBoundary`: exact, without asking
/// anything of the shape of the scatter, and safe for somebody who looks after every session. The line is that of Theil and Sen.
public struct WeeksTrend: Sendable {
  /// What was found.
  public enum Finding: Sendable, Hashable {
    /// Nothing can be told before day number `from`.
    case tooFew(from: Int)
    /// No change that can be told apart from scatter.
    case unchanged
    /// Beyond chance since `since`, which was day number `day`, and most of it still there.
    case changed(since: Moment, day: Int)
    /// Beyond chance since `since`, but the latest days have gone back by more than half.
    case wentBack(since: Moment)
  }

  /// `left`, `right` or empty.
  public let leg: String
  /// Of what.
  public let measure: TrendMeasure
  /// Each day, in order of time.
  public let days: [TrendDay]
  /// What was found.
  public let finding: Finding
  /// The trend line with its band; nil for fewer days than `SmallestChange.fewestDays`.
  public let line: TrendLine?
  /// What could be told apart.
  public let smallest: SmallestChange
  /// Sessions that were left out, and why.
  public let leftOut: [BeforeAfter.LeftOut]

  /// Of 1,000 people who do not change so many are ever told of a change, however often they look.
  public static let falseAlarmsPerThousand = 40

  /// - Parameters:
  ///   - points: of one person, in order of time.
  ///   - legCount: how many legs are looked at; the false alarms are shared among all trends.
  /// Nil where no session knows the measure.
  public init?(_ points: [TrendPoint], leg: String, measure: TrendMeasure, legCount: Int) {
    let own = points.filter { $0.leg == leg && measure.decibels($0) != nil }
    guard let rules = Comparability(own, split: nil, comparesReference: false) else { return nil }
    let judged = own.map { (point: $0, objection: rules.objection(to: $0)) }
    leftOut = judged.compactMap { entry in
      entry.objection.map {
        BeforeAfter.LeftOut(number: entry.point.number, startedAt: entry.point.startedAt, reason: $0)
      }
    }
    let kept = TrendDay.days(judged.filter { $0.objection == nil }.map(\.point), measure)
    let days = Array(kept.suffix(TrendBoundary.mostDays))
    guard !days.isEmpty else { return nil }
    self.leg = leg
    self.measure = measure
    self.days = days
    let alarms = Double(Self.falseAlarmsPerThousand) / 1000 / Double(max(legCount, 1) * TrendMeasure.allCases.count)
    finding = Self.finding(days, falseAlarms: alarms)
    line = TrendLine(days)
    let residuals = line.map { line in days.map { $0.decibels - line.decibels(at: $0.moment) } }
    smallest = residuals.flatMap { SmallestChange(residuals: $0) } ?? SmallestChange(muscles: measure.muscles)
  }

  private static func finding(_ days: [TrendDay], falseAlarms: Double) -> Finding {
    let boundary = TrendBoundary(days: max(days.count, fewestKnown), falseAlarms: falseAlarms)
    let first = boundary.firstDay ?? days.count + 1
    guard days.count >= first else { return .tooFew(from: first) }
    var score = 0
    for (index, day) in days.enumerated() {
      for earlier in days[..<index] {
        score += day.decibels > earlier.decibels ? 1 : day.decibels < earlier.decibels ? -1 : 0
      }
      guard abs(score) >= boundary.limits[index + 1] else { continue }
      return hasGoneBack(days, since: index)
        ? .wentBack(since: day.moment) : .changed(since: day.moment, day: index + 1)
    }
    return .unchanged
  }

  /// Whether of the change that was there by then less than half is left.
  private static func hasGoneBack(_ days: [TrendDay], since index: Int) -> Bool {
    let count = min(5, (index + 1) / 2)
    let mean = { (days: ArraySlice<TrendDay>) in days.reduce(0) { $0 + $1.decibels } / Double(days.count) }
    let (start, then, now) = (mean(days.prefix(count)), mean(days[...index].suffix(count)), mean(days.suffix(count)))
    return (now - start) * (then - start) < 0.5 * (then - start) * (then - start)
  }

  /// Among so many days there is one on which a change could be told.
  private static let fewestKnown = 12

  /// Of every leg, what is known of it.
  public static func all(_ points: [TrendPoint]) -> [WeeksTrend] {
    let legs = Set(points.map(\.leg)).sorted()
    return legs.flatMap { leg in
      TrendMeasure.allCases.compactMap { WeeksTrend(points, leg: leg, measure: $0, legCount: legs.count) }
    }
  }

  /// How many of the first and of the latest days are compared in words: five, or fewer where there are fewer than ten.
  public var compared: Int { min(5, max(1, days.count / 2)) }
}

/// The level of a calendar day. A day counts once, however many sessions it has: electrodes that stay on make its sessions
/// alike.
public struct TrendDay: Sendable, Hashable {
  /// When its first session began.
  public var moment: Moment
  /// Mean level of its sessions, in dB.
  public var decibels: Double

  /// Days since 1970 by the calendar of the place, with the time of the day as a fraction.
  var days: Double { Double(moment.wallSeconds) / 86_400 }

  /// Joins the sessions of each day; they come in order of time.
  static func days(_ points: [TrendPoint], _ measure: TrendMeasure) -> [TrendDay] {
    var days: [(date: String, moment: Moment, values: [Double])] = []
    for point in points {
      guard let value = measure.decibels(point) else { continue }
      if let last = days.indices.last, days[last].date == point.startedAt.date {
        days[last].values.append(value)
      } else {
        days.append((point.startedAt.date, point.startedAt, [value]))
      }
    }
    return days.map { TrendDay(moment: $0.moment, decibels: $0.values.reduce(0, +) / Double($0.values.count)) }
  }
}

/// What a trend over weeks is of: scales that mean the same on every day but for the place of the electrodes.
public enum TrendMeasure: String, Sendable, Hashable, CaseIterable {
  /// Level of the glute against the hamstring's.
  case level
  /// The glute as part of its own maximum.
  case maximum

  /// In dB; nil where the session does not know it.
  public func decibels(_ point: TrendPoint) -> Double? {
    switch self {
    case .level: point.levelDifferenceDb
    case .maximum: point.gluteOfMaximum.flatMap { $0 > 0 ? 20 * log10($0) : nil }
    }
  }

  /// `level of the glute against the hamstring`.
  public var name: String {
    switch self {
    case .level: "level of the glute against the hamstring"
    case .maximum: "glute in % of its maximum"
    }
  }

  /// A level as people read it: `−12.3 dB`, `8.1 %`.
  public func text(_ decibels: Double) -> String {
    switch self {
    case .level: "\(number(decibels)) dB"
    case .maximum: "\(number(decibels)) %"
    }
  }

  /// The same without its unit.
  func number(_ decibels: Double) -> String {
    switch self {
    case .level: decibels.decimals(1)
    case .maximum: (100 * pow(10, decibels / 20)).decimals(decibels < -20 ? 1 : 0)
    }
  }

  /// How many muscles' electrodes enter, which are put on anew every day.
  var muscles: Int {
    switch self {
    case .level: 2
    case .maximum: 1
    }
  }
}

/// How large Kendall's S may become by chance, for somebody who looks after every day.
///
/// S counts, over every two days, a later one that lies higher as +1 and one that lies lower as −1 (Kendall 1938; Mann 1945).
/// While nothing changes, every order of the days is as likely as any other, and the rank of the latest day among all so far is
/// independent of the past; so the chance that S ever leaves a boundary is computed exactly, whatever the shape of the scatter.
/// The boundary spends the false alarms by `spending` (Lan & DeMets 1983, Biometrika 70:659): over all days, for ever, at most
/// `falseAlarms` of people who do not change are ever told of a change. Ties make it safer.
struct TrendBoundary {
  /// One entry a day, from none: an absolute S as large as this is beyond chance; larger than S can be where nothing is.
  let limits: [Int]

  /// Half of the false alarms are spent after so many days.
  private static let halfSpentDays = 16.0
  /// Beyond these days the oldest are not looked at.
  static let mostDays = 400

  /// - Parameters:
  ///   - days: how many are looked at, at most `mostDays`.
  ///   - falseAlarms: the probability of ever being wrong about somebody who does not change.
  init(days: Int, falseAlarms: Double) {
    var limits = [1, 1]
    // probability of S = 2 i − n (n − 1) / 2 with no limit reached so far
    var chances = [1.0]
    var spent = 0.0
    for count in stride(from: 2, through: max(days, 1), by: 1) {
      chances = Self.next(chances, count)
      let allowed = falseAlarms * Double(count) / (Double(count) + Self.halfSpentDays) - spent
      // as many of the outermost as may be spent, from both ends alike
      var (outside, sum) = (0, 0.0)
      while sum + 2 * chances[outside] <= allowed, 2 * (outside + 1) < chances.count {
        sum += 2 * chances[outside]
        outside += 1
      }
      spent += sum
      for index in 0..<outside { (chances[index], chances[chances.count - 1 - index]) = (0, 0) }
      limits.append(count * (count - 1) / 2 - 2 * outside + 2)
    }
    self.limits = limits
  }

  /// The first day on which a change could be told at all; nil when there is none.
  var firstDay: Int? { limits.indices.first { $0 > 1 && limits[$0] <= $0 * ($0 - 1) / 2 } }

  /// Adds a day: its rank among `count` days is any with the same chance.
  private static func next(_ chances: [Double], _ count: Int) -> [Double] {
    var next = [Double](repeating: 0, count: chances.count + count - 1)
    var sum = 0.0
    for index in next.indices {
      if index < chances.count { sum += chances[index] }
      if index >= count { sum -= chances[index - count] }
      next[index] = max(0, sum) / Double(count)
    }
    return next
  }
}
