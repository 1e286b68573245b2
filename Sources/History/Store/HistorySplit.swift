import Files
import Recording

/// What divides before from after.
public struct HistorySplit: Sendable, Hashable {
  /// Sessions from here on are “after”.
  public var moment: Moment
  /// The log entry, if it is one.
  public var event: String?
  /// Whether it is a date, which means that of the place where a session was recorded.
  private var isDate = false

  /// Whether something happened before.
  func isAfter(_ other: Moment) -> Bool {
    isDate ? other.wallSeconds < moment.wallSeconds : other < moment
  }

  /// The first log entry that notes work; nil when none does.
  public init?(firstWorkIn log: [LogEntry]) {
    guard let entry = log.first(where: { !$0.text.isEmpty }) else { return nil }
    moment = entry.at
    event = entry.text
  }

  /// A date, or words that the first log entry in question holds, in upper or lower case; nil when none does.
  public init?(_ text: String, in log: [LogEntry]) {
    if let moment = Moment(text) {
      self.moment = moment
      isDate = true
      return
    }
    let wanted = text.lowercased()
    guard let entry = log.first(where: { $0.text.lowercased().contains(wanted) }) else { return nil }
    moment = entry.at
    event = entry.text
  }
}
