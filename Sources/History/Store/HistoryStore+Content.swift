import Files
import GRDB
import Recording

extension HistoryStore {
  /// Every session that can be used, leg by leg, in order of time.
  public func trend() throws(HistoryError) -> [TrendPoint] { try content().points }

  /// What the history shows.
  public struct Content: Sendable {
    /// Every session, leg by leg, in order of time.
    public var points: [TrendPoint] = []
    /// Every log entry, in order of time.
    public var log: [LogEntry] = []
    /// Every calibration, in order of time.
    public var calibrations: [CalibrationEntry] = []
    /// Rows that cannot be used.
    public var odd: [OddRow] = []
  }

  /// Everything, as of one moment; whatever one row holds, the others are there.
  public func content() throws(HistoryError) -> Content {
    try read { database in
      var content = Content()
      var odd: [OddRow] = []
      content.points = try TrendPoint.all(database) { odd.append($0) }
      content.log = try LogEntry.all(database) { odd.append($0) }
      content.calibrations = try CalibrationEntry.all(database) { odd.append($0) }
      // a session has a row for each leg
      var told: Set<OddRow> = []
      content.odd = odd.filter { told.insert($0).inserted }
      return content
    }
  }
}

extension LogEntry {
  /// Every entry that can be read, in order of time; of the others it tells.
  static func all(_ database: Database, onOdd: (OddRow) -> Void = { _ in }) throws -> [LogEntry] {
    try readable(
      database, "log entry", sql: "SELECT * FROM log ORDER BY at, id",
      check: { entry in
        entry.soreness.flatMap { sorenessRange.contains($0) ? nil : "its soreness is \($0), which is not 0 to 10" }
      }, onOdd: onOdd)
  }
}

extension CalibrationEntry {
  /// Every calibration that can be read, in order of time; of the others it tells.
  static func all(_ database: Database, onOdd: (OddRow) -> Void = { _ in }) throws -> [CalibrationEntry] {
    try readable(database, "calibration", sql: "SELECT * FROM calibrations ORDER BY at, id", onOdd: onOdd)
  }
}

/// A calibration: when a profile was made, and what its reference is.
public struct CalibrationEntry: Codable, Sendable, Hashable, FetchableRecord, MutablePersistableRecord {
  /// Given by the database.
  public var id: Int64?
  /// The same for the same profile, so that it is kept once.
  public var fingerprint: String
  /// When it was made.
  public var at: Moment
  /// Where the profile lies, or its name.
  public var profile: String
  /// What 1.0 means: a maximal contraction, an easy run.
  public var reference: String?
  /// Words of the user.
  public var note: String?
  /// Name or code of whom it is of; nil where nobody said.
  public var person: String?

  /// The table.
  public static let databaseTableName = "calibrations"

  /// A calibration whose profile file holds `content`.
  public init(at: Moment, profile: String, content: [UInt8], reference: String?, note: String? = nil) {
    var hash = ContentHash()
    hash.add(content)
    fingerprint = hash.text
    self.at = at
    self.profile = profile
    self.reference = reference
    self.note = note
  }

  /// Keeps the number that the database gave.
  public mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}

/// A note: work that was done, soreness that was felt, or both.
public struct LogEntry: Codable, Sendable, Hashable, FetchableRecord, MutablePersistableRecord {
  /// The number that the user sees; given by the database.
  public var id: Int64?
  /// Tells the entry from others in imports.
  public var uid: String
  /// The time that it speaks of.
  public var at: Moment
  /// `psoas release 10 min`; empty when only soreness is noted.
  public var text: String
  /// 0 (none) to 10 (worst imaginable).
  public var soreness: Int?
  /// Where: `hamstring`, `lower back`.
  public var area: String?
  /// Name or code of whom it is of; nil where nobody said.
  public var person: String?

  /// The table.
  public static let databaseTableName = "log"

  /// A new entry.
  ///
  /// - Throws: `.entry` for an empty entry and a soreness outside 0…10.
  public init(
    at: Moment, text: String, soreness: Int? = nil, area: String? = nil, person: String? = nil
  ) throws(HistoryError) {
    guard !text.isEmpty || soreness != nil else {
      throw .entry(reason: "Nothing to note. Say what you did, or how sore you are with --soreness 0 to 10.")
    }
    if let soreness, !Self.sorenessRange.contains(soreness) {
      throw .entry(
        reason:
          "Soreness \(soreness) is not between 0 (none) and 10 (the worst you can imagine). Example: --soreness 3.")
    }
    self.at = at
    self.text = text
    self.soreness = soreness
    self.area = area
    self.person = person
    let random = UInt64.random(in: .min ... .max)
    uid = ContentHash.of("\(at.seconds) \(text) \(soreness ?? -1) \(area ?? "") \(random)")
  }

  /// The numeric rating scale of pain that is in use: 0 to 10.
  public static let sorenessRange = 0...10

  /// Keeps the number that the database gave.
  public mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}

/// What a history shows of one person, where it holds several.
public struct PersonalHistory: Sendable {
  /// Whose sessions a history holds.
  public struct Person: Sendable, Hashable {
    /// Name or code; nil for those of whom nobody said.
    public var name: String?
    /// How many sessions.
    public var sessions: Int
    /// When the last of them was, as a date.
    public var last: String
  }

  /// Everybody with a session, in order of name; those without a name last.
  public static func people(_ points: [TrendPoint]) -> [Person] {
    let groups = Dictionary(grouping: points, by: \.person)
    return groups.map { name, own in
      Person(name: name, sessions: Set(own.map(\.number)).count, last: own.last?.startedAt.date ?? "")
    }.sorted { ($0.name == nil ? 1 : 0, $0.name ?? "") < ($1.name == nil ? 1 : 0, $1.name ?? "") }
  }

  /// Sessions, notes and calibrations of this person.
  public let content: HistoryStore.Content

  /// - Parameter name: nil for what is of nobody by name. Notes without a name belong to whoever is the only one.
  public init(_ content: HistoryStore.Content, of name: String?) {
    let isOnly = Self.people(content.points).count < 2
    var own = content
    own.points = content.points.filter { $0.person == name }
    own.log = content.log.filter { $0.person == name || isOnly && $0.person == nil }
    own.calibrations = content.calibrations.filter { $0.person == name || isOnly && $0.person == nil }
    self.content = own
  }
}
