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
