import GRDB
import Recording

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
      throw .entry(reason: "There is nothing to note. Say what you did, or how sore you are with --soreness 0 to 10.")
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
