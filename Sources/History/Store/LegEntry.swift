import GRDB

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
