import Recording

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
