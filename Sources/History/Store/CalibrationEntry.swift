import GRDB
import Recording

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
