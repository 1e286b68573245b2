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

/// What a session found on one leg.
public struct LegEntry: Codable, Sendable, Hashable, FetchableRecord, PersistableRecord {
  /// Of its session; given by the database.
  public var sessionId: Int64?
  /// `left`, `right`, or empty when the map did not say.
  public var leg: String
  /// How many strides.
  public var strides: Int
  /// In so many the glute fired.
  public var firing: Int
  /// In so many it was weak.
  public var weak: Int
  /// In so many it was silent.
  public var silent: Int
  /// So many could not be judged.
  public var unusable: Int
  /// So many came before the reference was known.
  public var baseline: Int
  /// From the median stride time.
  public var cadenceStridesPerMin: Double?
  /// Glute share, 0–1: the middle value.
  public var shareMedian: Double?
  /// A quarter of the strides lies below.
  public var shareLowerQuartile: Double?
  /// A quarter of the strides lies above.
  public var shareUpperQuartile: Double?
  /// Glute activation over hamstring activation: the middle value.
  public var ratioMedian: Double?
  /// A quarter of the strides lies below.
  public var ratioLowerQuartile: Double?
  /// A quarter of the strides lies above.
  public var ratioUpperQuartile: Double?
  /// Median RMS of the glute, in µV.
  public var gluteRmsUv: Double?
  /// Median RMS of the hamstring, in µV.
  public var hamstringRmsUv: Double?
  /// Median RMS of the glute, in dB of full scale.
  public var gluteRmsDbfs: Double?
  /// Median RMS of the hamstring, in dB of full scale.
  public var hamstringRmsDbfs: Double?
  /// What the glute was measured against, in the words of the summary.
  public var against: String?
  /// Level of the glute against the hamstring's, in dB, without any reference: the same on every day but for the electrodes.
  public var levelDb: Double?
  /// The glute's activation as part of its own maximum: the middle value.
  public var gluteOfMaximum: Double?
  /// The hamstring's activation as part of its own maximum: the middle value.
  public var hamstringOfMaximum: Double?
  /// Glute share where 1 is the maximum of each muscle: the middle value.
  public var maximumShare: Double?
  /// What kind of aim there was: `maximum`, `share`, `other-leg`, `drill`, `grow`; nil for none.
  public var aimKind: String?
  /// The aim.
  public var aimValue: Double?
  /// In so many strides it could be told whether it was met.
  public var aimJudgedStrides: Int?
  /// In so many it was met.
  public var aimMetStrides: Int?
  /// Where the aim stood at the beginning.
  public var aimFirstLevel: Double?
  /// Where it stood at the end.
  public var aimLastLevel: Double?

  /// The table.
  public static let databaseTableName = "legs"
  /// Snake case, as in every file.
  public static let databaseColumnDecodingStrategy = DatabaseColumnDecodingStrategy.convertFromSnakeCase
  /// Snake case, as in every file.
  public static let databaseColumnEncodingStrategy = DatabaseColumnEncodingStrategy.convertToSnakeCase
}
