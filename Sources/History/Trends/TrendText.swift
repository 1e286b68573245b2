import EMGUnits

/// The trend for a terminal of 80 columns, or for a file: one line a session, notes between them.
public struct TrendText {
  private let points: [TrendPoint]
  private let notes: [TrendNote]
  private let style: Style
  private let scale: ShareScale

  /// Whether lines may carry colours.
  public enum Style: Sendable {
    /// For a terminal.
    case coloured
    /// For a file, a pipe or a screen reader.
    case plain
  }

  /// Of what is to be shown, in order of time.
  public init(_ points: [TrendPoint], notes: [TrendNote], style: Style) {
    self.points = points
    self.notes = notes
    self.style = style
    scale = ShareScale(points)
  }

  /// The width that is kept to.
  static let columns = 80
  private static let head = "   #  date         min strides silent  level   max %  share"

  /// Every line.
  public var lines: [String] {
    var lines = [
      emphasised("\(Self.head) \(scale.ruler)"),
      dimmed("                                /1000     dB   gl/ha      %"),
    ]
    var rest = notes[...]
    for point in points {
      while let note = rest.first, note.at <= point.startedAt {
        lines.append(line(note))
        rest.removeFirst()
      }
      lines.append(line(point))
    }
    return lines + rest.map(line)
  }

  private func line(_ point: TrendPoint) -> String {
    let leg = point.leg.isEmpty ? " " : String(point.leg.prefix(1)).visible(keepsLines: false).uppercased()
    let fields = [
      Self.right("\(point.number)", 4), leg, " ", point.startedAt.date, "  ",
      Self.right((point.seconds / 60).decimals(0), 4), Self.right(point.strides.grouped, 8),
      Self.right(point.silentPerThousand?.decimals(1) ?? "–", 7),
      Self.right(point.levelDifferenceDb?.decimals(1) ?? "–", 7), Self.right(Self.maxima(point), 8),
      Self.right(point.shareMedian.map { (100 * $0).decimals(1) } ?? "–", 7), " ",
    ]
    let start = fields.joined() + scale.bar(point)
    return String(start.reversed().drop { $0 == " " }.reversed())
  }

  /// `8/31`: glute and hamstring in percent of their own maximum.
  private static func maxima(_ point: TrendPoint) -> String {
    let percent = { (part: Double?) in part.map { (100 * $0).decimals(0) } ?? "–" }
    guard point.gluteOfMaximum != nil || point.hamstringOfMaximum != nil else { return "–" }
    return "\(percent(point.gluteOfMaximum))/\(percent(point.hamstringOfMaximum))"
  }

  private func line(_ note: TrendNote) -> String {
    let text = "      \(note.at.date)  \(note.sign) \(note.words)"
    let fitting = text.count > Self.columns ? text.prefix(Self.columns - 1) + "…" : text[...]
    return dimmed(String(fitting))
  }

  private func emphasised(_ text: String) -> String { style == .coloured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func dimmed(_ text: String) -> String { style == .coloured ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
