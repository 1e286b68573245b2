import Files
import GRDB
import Recording

/// A session in the history: what tells whether it may be compared with others. What was found is in its `LegEntry`s.
public struct SessionEntry: Codable, Sendable, Hashable, FetchableRecord, MutablePersistableRecord {
  /// The number that the user sees; given by the database.
  public var id: Int64?
  /// The same for the same results, wherever the folder lies.
  public var fingerprint: String
  /// When the session began.
  public var startedAt: Moment
  /// When it came into the history.
  public var addedAt: Moment
  /// `live` or `analyze`.
  public var kind: String
  /// What made it.
  public var software: String?
  /// Where it lay when it was added.
  public var folder: String?
  /// The name of its input.
  public var inputName: String?
  /// Frames a second.
  public var sampleRateHz: Double
  /// Samples in a frame.
  public var channelCount: Int
  /// Length.
  public var seconds: Double
  /// What the channels carried, as in `--map`.
  public var map: String?
  /// Millivolts of a full-scale sample.
  public var fullScaleMv: Double?
  /// Lower corner of the EMG band.
  public var bandLowHz: Double?
  /// Upper corner of the EMG band.
  public var bandHighHz: Double?
  /// What was done about hum.
  public var mains: String?
  /// What activation is relative to: `session`, or what a profile says.
  public var reference: String?
  /// Words of the user.
  public var note: String?
  /// Seconds that the clock there was ahead of UTC; nil where nobody knows.
  public var utcOffsetSeconds: Int?
  /// The same for the same samples; nil where there was no recording to tell it by.
  public var contentHash: String?
  /// What recorded it, such as `alsa:hw:1`.
  public var device: String?
  /// Name or code of whom it is of; nil where nobody said.
  public var person: String?
  /// The programme of training that it belongs to; nil for none.
  public var programme: String?
  /// Which session of the programme it is, from 1.
  public var programmeSession: Int?
  /// How many sessions the programme has.
  public var programmeSessions: Int?
  /// How much of the programme's feedback was given, 0 (a test of what stays without it) to 1.
  public var feedbackShare: Double?

  /// When the session began, with the local time there.
  public var start: Moment { Moment(seconds: startedAt.seconds, utcOffset: utcOffsetSeconds) }

  /// The table.
  public static let databaseTableName = "sessions"
  /// Snake case, as in every file.
  public static let databaseColumnDecodingStrategy = DatabaseColumnDecodingStrategy.convertFromSnakeCase
  /// Snake case, as in every file.
  public static let databaseColumnEncodingStrategy = DatabaseColumnEncodingStrategy.convertToSnakeCase

  /// Keeps the number that the database gave.
  public mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}
