import Biofeedback
import Report

/// The session piece by piece: the numbers behind the charts over time.
enum CourseTable {
  private static let lengths = [10.0, 30, 60, 120, 300, 600]
  private static let mostRows = 40.0

  /// Strides come in order of time.
  static func table(_ strides: [StrideRecord]) -> PageTable {
    let end = strides.last?.end ?? 0
    let length = lengths.first { end / $0 <= mostRows } ?? (end / mostRows / 600).rounded(.up) * 600
    let pieces = Dictionary(grouping: strides) { Int($0.contact / length) }
    let rows = pieces.keys.sorted().map { row(pieces[$0] ?? [], from: Double($0) * length) }
    return PageTable(
      caption: "Medians of every \(NumberText.length(length))",
      head: ["From", "Strides", "Fired", "Silent", "Weak", "Not judged", "Glute share", "Ratio", "Strides per minute"],
      rows: rows)
  }

  private static func row(_ strides: [StrideRecord], from seconds: Double) -> PageTable.Row {
    let count = { (verdict: Verdict) in strides.count { $0.verdict == verdict } }
    let usable = strides.filter { $0.verdict != .unusable }
    let median = { (values: [Double]) in Spread(values)?.median }
    return PageTable.Row(
      name: NumberText.clock(seconds),
      cells: [
        "\(strides.count)", "\(count(.firing))", "\(count(.silent))", "\(count(.weak))",
        "\(count(.unusable) + count(.baseline))",
        NumberText.value(median(usable.compactMap { $0.gluteShare.map { 100 * Double($0) } }), 0, " %"),
        NumberText.value(median(usable.compactMap { $0.ratio.map(Double.init) }), 2),
        NumberText.value(median(strides.map { 60 / $0.duration }), 1),
      ])
  }
}
