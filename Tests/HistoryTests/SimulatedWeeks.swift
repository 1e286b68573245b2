import Files
import Glibc
import History
import Recording
import TestSupport

/// Somebody's sessions over eight weeks, from a model of their summaries: log level = true level + gain of each electrode
/// on that day + error within the session. `scripts/weeks-model.py` holds it against real runs of simulate and analyze.
struct SimulatedWeeks {
  /// Amplitude of the glute, 1 when it is normal, by the part of the weeks that has passed.
  var glute: @Sendable (Double) -> Double
  /// Of each channel between days.
  var gainCV = 0.2
  var sessions = 24
  /// Error of a session's median in dB: strides vary by 25 %, and there are hundreds.
  static let withinDb = 0.2
  /// Squeezes between days vary by 15 % (the simulator's repeatability).
  static let squeezeCV = 0.15

  /// Standard deviation in dB of a factor with this coefficient of variation.
  static func decibels(cv: Double) -> Double { 20 / log(10) * log(1 + cv * cv).squareRoot() }

  /// Every session, with the level in dB and, if asked for, the part of the maximum.
  func points(seed: Int, knowsMaxima: Bool = false) -> [TrendPoint] {
    var noise = SeededNoise(seed: UInt64(seed) &* 7919 &+ 1)
    func draw(_ deviation: Double) -> Double { deviation * Double(noise.normal()) }
    let gain = Self.decibels(cv: gainCV)
    return (0..<sessions).map { index in
      let part = Double(index) / Double(max(sessions - 1, 1))
      let truth = 20 * log10(glute(part))
      let level = -4 + truth + draw(gain) - draw(gain) + draw(Self.withinDb)
      var point = Self.point(index: index, sessions: sessions, level: level)
      let squeeze = draw(Self.decibels(cv: Self.squeezeCV))
      if knowsMaxima { point.gluteOfMaximum = 0.16 * pow(10, (truth + squeeze) / 20) }
      return point
    }
  }

  static func point(index: Int, sessions: Int = 24, level: Double) -> TrendPoint {
    let day = index * 55 / max(sessions - 1, 1)
    return TrendPoint(
      number: Int64(index + 1), startedAt: Moment(seconds: Moment("2026-03-02 18:00")!.seconds + 86_400 * day),
      seconds: 600, bandLowHz: 30, bandHighHz: 450, reference: "session", leg: "", strides: 810, judged: 800, silent: 5,
      weak: 0, cadenceStridesPerMin: 81, shareMedian: 0.5, levelDifferenceDb: level)
  }

  /// How many of so many people are told of a change at any of their sessions, looking after each.
  func everTold(people: Int) -> Int { (0..<people).count { isEverTold(points(seed: $0)) } }

  private func isEverTold(_ points: [TrendPoint]) -> Bool {
    (1...points.count).contains { looks in
      guard let trend = WeeksTrend(Array(points.prefix(looks)), leg: "", measure: .level, legCount: 1) else {
        return false
      }
      if case .changed = trend.finding { return true }
      return false
    }
  }

  /// What so many people are told after all sessions.
  func findings(people: Int) -> [WeeksTrend.Finding] {
    (0..<people).compactMap { seed in
      WeeksTrend(points(seed: seed), leg: "", measure: .level, legCount: 1)?.finding
    }
  }
}

extension TemporaryFolder {
  /// The path of a history in it.
  var store: String { self["history.sqlite"] }
}
