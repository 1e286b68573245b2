import Biofeedback
import EMGUnits
import SessionResults

/// The session piece by piece: the numbers behind the charts over time.
enum CourseTable {
  private static let lengths = [10.0, 30, 60, 120, 300, 600]
  private static let mostRows = 40.0

  /// Strides come in order of time.
  static func table(_ strides: [DrawnStride]) -> PageTable {
    let end = strides.last?.end ?? 0
    let length = lengths.first { end / $0 <= mostRows } ?? (end / mostRows / 600).rounded(.up) * 600
    let piece = { (stride: DrawnStride) in Int(bounded: stride.contact / length) }
    var rows: [PageTable.Row] = []
    var rest = strides[...]
    while let first = rest.first {
      let part = rest.prefix { piece($0) == piece(first) }
      rows.append(row(part, from: Double(piece(first)) * length))
      rest = rest[part.endIndex...]
    }
    return PageTable(
      caption: "Medians of every \(NumberText.length(length))",
      head: ["From", "Strides", "Fired", "Silent", "Weak", "Not judged", "Glute share", "Ratio", "Strides per minute"],
      rows: rows)
  }

  private static func row(_ strides: ArraySlice<DrawnStride>, from seconds: Double) -> PageTable.Row {
    let count = { (verdict: Verdict) in strides.count { $0.verdict == verdict } }
    let usable = strides.filter { $0.verdict != .unusable }
    let median = { (values: [Double]) in Spread(values)?.median }
    return PageTable.Row(
      name: NumberText.clock(seconds),
      cells: [
        "\(strides.count)", "\(count(.firing))", "\(count(.silent))", "\(count(.weak))",
        "\(count(.unusable) + count(.baseline))",
        NumberText.value(median(usable.compactMap { $0.sharePercent }), 0, " %"),
        NumberText.value(median(usable.compactMap { $0.ratio }), 2),
        NumberText.value(median(strides.map(\.cadence)), 1),
      ])
  }
}
