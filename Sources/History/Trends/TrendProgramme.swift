/// The session of a programme of training that a session was.
public struct TrendProgramme: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// Which session, from 1.
  public var session: Int?
  /// How many sessions it has.
  public var sessions: Int?
  /// How much of the feedback was given, 0 to 1.
  public var feedbackShare: Double?

  /// Joins the values; what is left out is not known.
  package init(name: String, session: Int? = nil, sessions: Int? = nil, feedbackShare: Double? = nil) {
    self.name = name
    self.session = session
    self.sessions = sessions
    self.feedbackShare = feedbackShare
  }

  /// Four columns of a row; nil where there was no programme.
  init?(_ row: CheckedRow, from column: Int) throws(OddRow) {
    guard let name = row.text(column) else { return nil }
    self.init(
      name: name, session: try row.optionalCount(column + 1, "number in its programme"),
      sessions: try row.optionalCount(column + 2, "length of its programme"),
      feedbackShare: try row.number(column + 3, "share of feedback", 0...1))
  }

  /// Whether it showed what stays when nothing is heard.
  public var isRetentionTest: Bool { feedbackShare == 0 }

  /// `default, session 3 of 8, without feedback`.
  public var words: String {
    let place = session.map { ", session \($0)" + (sessions.map { " of \($0)" } ?? "") } ?? ""
    return name + place + (isRetentionTest ? ", without feedback" : "")
  }
}
