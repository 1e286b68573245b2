import EMGUnits
import Report

/// Numbers as the page shows them; a dash where nothing is known.
enum NumberText {
  /// Rounded, with a unit behind it.
  static func value(_ value: Double?, _ decimals: Int, _ unit: String = "") -> String {
    value.map { SummaryText.number($0, decimals) + unit } ?? "–"
  }

  /// `0.88 (0.75 … 1.02)`: the median and the middle 50 %.
  static func spread(_ spread: Spread?, _ decimals: Int, factor: Double = 1) -> String {
    guard let spread else { return "–" }
    let number = { (value: Double) in SummaryText.number(value * factor, decimals) }
    return "\(number(spread.median)) (\(range(number(spread.lowerQuartile), number(spread.upperQuartile))))"
  }

  /// `0.75 … 1.02`, which never breaks into two lines.
  static func range(_ lower: String, _ upper: String) -> String { "\(lower)\u{A0}…\u{A0}\(upper)" }

  /// With its sign; a true minus.
  static func signed(_ value: Double, _ decimals: Int) -> String {
    (value > 0 ? "+" : "") + SummaryText.number(value, decimals)
  }

  /// `18:20`.
  static func clock(_ seconds: Double) -> String { String(SummaryText.clock(seconds.rounded()).dropLast(2)) }

  /// `1 h 02 min`, `25 min`, `59 s`.
  static func length(_ seconds: Double) -> String {
    let minutes = Int(bounded: (seconds / 60).rounded())
    if seconds < 90 { return "\(Int(bounded: seconds.rounded())) s" }
    return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60) min"
  }
}
