import EMGUnits
import Files
import Recording

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
    for (index, point) in points.enumerated() {
      while let note = rest.first, note.at <= point.startedAt {
        lines.append(line(note))
        rest.removeFirst()
      }
      lines.append(line(point))
      if let programme = point.programme, point.number != points[(index + 1)...].first?.number {
        lines.append(dimmed(fitting("      " + programme.words.visible(keepsLines: false))))
      }
    }
    return lines + rest.map(line)
  }

  private func fitting(_ text: String) -> String {
    text.count > Self.columns ? String(text.prefix(Self.columns - 1)) + "…" : text
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
    dimmed(fitting("      \(note.at.date)  \(note.sign) \(note.words)"))
  }

  private func emphasised(_ text: String) -> String { style == .coloured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func dimmed(_ text: String) -> String { style == .coloured ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

/// A line between the sessions of the trend: a log entry, or a calibration.
public struct TrendNote: Sendable, Hashable {
  /// When.
  public let at: Moment
  /// `◆` for the log, `◇` for a calibration.
  public let sign: Character
  /// On one line, without control characters, which a terminal might obey.
  public let words: String

  /// `◆ psoas release 10 min · soreness 3 (hamstring)`.
  public init(_ entry: LogEntry) {
    let soreness = entry.soreness.map { "soreness \($0)" + (entry.area.map { " (\($0))" } ?? "") }
    let area = entry.soreness == nil ? entry.area : nil
    self.init(entry.at, "◆", [entry.text, soreness ?? "", area ?? ""])
  }

  /// `◇ calibrated: me.json · maximal-contraction`.
  public init(_ calibration: CalibrationEntry) {
    self.init(
      calibration.at, "◇", ["calibrated: \(calibration.profile)", calibration.reference ?? "", calibration.note ?? ""])
  }

  private init(_ at: Moment, _ sign: Character, _ parts: [String]) {
    self.at = at
    self.sign = sign
    let text = parts.filter { !$0.isEmpty }.joined(separator: " · ")
    words = String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }

  /// Both kinds, in order of time.
  public static func all(_ log: [LogEntry], _ calibrations: [CalibrationEntry]) -> [TrendNote] {
    (log.map(TrendNote.init) + calibrations.map(TrendNote.init)).sorted { $0.at < $1.at }
  }
}

/// The axis of glute share beside the trend: 20 columns over the range that the sessions need, in steps of 10 %.
struct ShareScale {
  private let low: Double
  private let high: Double

  static let width = 20
  /// A narrower axis would make noise look like change.
  private static let narrowest = 20.0

  /// Holds the middle 50 % of every session.
  init(_ points: [TrendPoint]) {
    let ends = points.flatMap { [$0.shareLowerQuartile ?? $0.shareMedian, $0.shareUpperQuartile ?? $0.shareMedian] }
    let values = ends.compactMap { $0.map { 100 * $0 } }.filter { (0...100).contains($0) }
    var low = ((values.min() ?? 40) / 10).rounded(.down) * 10
    var high = ((values.max() ?? 60) / 10).rounded(.up) * 10
    while high - low < Self.narrowest {
      if low > 0 { low -= 10 } else { high += 10 }
      if high - low < Self.narrowest, high < 100 { high += 10 }
    }
    self.low = low
    self.high = high
  }

  /// `30 % ·············· 60 %`.
  var ruler: String {
    let ends = ("\(low.decimals(0)) %", "\(high.decimals(0)) %")
    let dots = Self.width - ends.0.count - ends.1.count - 2
    return "\(ends.0) \(String(repeating: "·", count: max(0, dots))) \(ends.1)"
  }

  /// `─` over the middle 50 %, `●` at the middle; empty when nothing is known.
  func bar(_ point: TrendPoint) -> String {
    guard let middle = point.shareMedian else { return "" }
    var cells = [Character](repeating: " ", count: Self.width)
    let from = column(point.shareLowerQuartile ?? middle)
    let to = column(point.shareUpperQuartile ?? middle)
    for index in min(from, to)...max(from, to) { cells[index] = "─" }
    cells[column(middle)] = "●"
    return String(cells)
  }

  private func column(_ share: Double) -> Int {
    let part = (100 * share - low) / (high - low)
    return min(max(Int(bounded: (part * Double(Self.width - 1)).rounded()), 0), Self.width - 1)
  }
}
