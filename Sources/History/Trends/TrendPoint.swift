import Files
import GRDB
import Recording

/// One session on one leg, as the trend shows it.
public struct TrendPoint: Sendable, Hashable {
  /// The session's number.
  public var number: Int64
  /// When it began.
  public var startedAt: Moment
  /// How long it was.
  public var seconds: Double
  /// Lower corner of its EMG band.
  public var bandLowHz: Double?
  /// Upper corner of its EMG band.
  public var bandHighHz: Double?
  /// What activation is relative to.
  public var reference: String?
  /// `left`, `right` or empty.
  public var leg: String
  /// How many strides.
  public var strides: Int
  /// So many were judged: firing, weak or silent.
  public var judged: Int
  /// In so many the glute was silent.
  public var silent: Int
  /// In so many it was weak.
  public var weak: Int
  /// From the median stride time.
  public var cadenceStridesPerMin: Double?
  /// Glute share, 0–1: the middle value.
  public var shareMedian: Double?
  /// A quarter of the strides lies below.
  public var shareLowerQuartile: Double?
  /// A quarter of the strides lies above.
  public var shareUpperQuartile: Double?
  /// Level of the glute above that of the hamstring, in dB, without any reference.
  public var levelDifferenceDb: Double?
  /// The glute's activation as part of its own maximum: the middle value.
  public var gluteOfMaximum: Double?
  /// The hamstring's activation as part of its own maximum: the middle value.
  public var hamstringOfMaximum: Double?
  /// Glute share where 1 is the maximum of each muscle: the middle value.
  public var maximumShare: Double?
  /// What the glute was measured against.
  public var against: String?
  /// What the strides were to reach; nil for nothing.
  public var aim: TrendAim?
  /// The session of a programme that it was; nil for none.
  public var programme: TrendProgramme?
  /// Name or code of the person.
  public var person: String?

  /// Joins the values; what is left out is not known.
  package init(
    number: Int64, startedAt: Moment, seconds: Double, bandLowHz: Double? = nil, bandHighHz: Double? = nil,
    reference: String? = nil, leg: String, strides: Int, judged: Int, silent: Int, weak: Int,
    cadenceStridesPerMin: Double? = nil, shareMedian: Double? = nil, shareLowerQuartile: Double? = nil,
    shareUpperQuartile: Double? = nil, levelDifferenceDb: Double? = nil
  ) {
    self.number = number
    self.startedAt = startedAt
    self.seconds = seconds
    self.bandLowHz = bandLowHz
    self.bandHighHz = bandHighHz
    self.reference = reference
    self.leg = leg
    self.strides = strides
    self.judged = judged
    self.silent = silent
    self.weak = weak
    self.cadenceStridesPerMin = cadenceStridesPerMin
    self.shareMedian = shareMedian
    self.shareLowerQuartile = shareLowerQuartile
    self.shareUpperQuartile = shareUpperQuartile
    self.levelDifferenceDb = levelDifferenceDb
  }

  /// Silent strides in a thousand judged ones; nil when none was judged.
  public var silentPerThousand: Double? { judged > 0 ? 1000 * Double(silent) / Double(judged) : nil }
}

extension TrendPoint {
  private static let query = """
    SELECT s.id, s.started_at, s.seconds, s.band_low_hz, s.band_high_hz, s.reference, l.leg, l.strides, l.firing, l.weak,
      l.silent, l.cadence_strides_per_min, l.share_median, l.share_lower_quartile, l.share_upper_quartile,
      COALESCE(l.level_db, l.glute_rms_dbfs - l.hamstring_rms_dbfs), s.utc_offset_seconds,
      l.glute_of_maximum, l.hamstring_of_maximum, l.maximum_share, l.against, s.person,
      l.aim_kind, l.aim_value, l.aim_judged_strides, l.aim_met_strides, l.aim_first_level, l.aim_last_level,
      s.programme, s.programme_session, s.programme_sessions, s.feedback_share
    FROM sessions s JOIN legs l ON l.session_id = s.id ORDER BY s.started_at, s.id, l.leg
    """

  private static let shares = -0.001...1.001

  /// Reads the columns of the query, by number: by name would take several times as long.
  private init(_ row: Row) throws(OddRow) {
    guard let number = Int64.fromDatabaseValue(row[0]) else {
      throw OddRow(what: "a session without a number", reason: "it cannot be told from others")
    }
    let row = CheckedRow(row, "session \(number)")
    let (firing, weak, silent) = (
      try row.count(8, "count of firing strides"), try row.count(9, "count of weak strides"),
      try row.count(10, "count of silent strides")
    )
    self.init(
      number: number, startedAt: try row.moment(1, offset: 16, "start"),
      seconds: try row.number(2, "length", CheckedRow.counts) ?? 0, bandLowHz: try row.number(3, "band", 0...1e6),
      bandHighHz: try row.number(4, "band", 0...1e6), reference: row.text(5), leg: row.text(6) ?? "",
      strides: try row.count(7, "count of strides"), judged: firing + weak + silent, silent: silent, weak: weak,
      cadenceStridesPerMin: try row.number(11, "cadence", 0...1000),
      shareMedian: try row.number(12, "glute share", Self.shares),
      shareLowerQuartile: try row.number(13, "glute share", Self.shares),
      shareUpperQuartile: try row.number(14, "glute share", Self.shares),
      levelDifferenceDb: try row.number(15, "level", -1000...1000))
    gluteOfMaximum = try row.number(17, "part of the maximum", TrendAim.levels)
    hamstringOfMaximum = try row.number(18, "part of the maximum", TrendAim.levels)
    maximumShare = try row.number(19, "glute share", Self.shares)
    against = row.text(20)
    person = row.text(21)
    aim = try TrendAim(row, from: 22)
    programme = try TrendProgramme(row, from: 28)
  }

  static func all(_ database: Database, onOdd: (OddRow) -> Void) throws -> [TrendPoint] {
    var points: [TrendPoint] = []
    let rows = try Row.fetchCursor(database, sql: query)
    while let row = try rows.next() {
      do throws(OddRow) { points.append(try TrendPoint(row)) } catch { onOdd(error) }
    }
    return points
  }
}

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

/// What the strides of a session were to reach, and how often they did.
public struct TrendAim: Sendable, Hashable {
  /// `maximum`, `share`, `other-leg`, `drill` or `grow`.
  public var kind: String
  /// The aim.
  public var value: Double?
  /// In so many strides it could be told whether it was met.
  public var judged: Int?
  /// In so many it was met.
  public var met: Int?
  /// Where the aim stood at the beginning.
  public var firstLevel: Double?
  /// Where it stood at the end.
  public var lastLevel: Double?

  /// Parts of a reference: in fast running a muscle exceeds its maximal contraction, but not a thousandfold.
  static let levels = 0.0...1000

  /// Joins the values; what is left out is not known.
  package init(
    kind: String, value: Double? = nil, judged: Int? = nil, met: Int? = nil, firstLevel: Double? = nil,
    lastLevel: Double? = nil
  ) {
    self.kind = kind
    self.value = value
    self.judged = judged
    self.met = met
    self.firstLevel = firstLevel
    self.lastLevel = lastLevel
  }

  /// Six columns of a row; nil where there was no aim.
  init?(_ row: CheckedRow, from column: Int) throws(OddRow) {
    guard let kind = row.text(column) else { return nil }
    self.init(
      kind: kind, value: try row.number(column + 1, "aim", Self.levels),
      judged: try row.optionalCount(column + 2, "count of strides with an aim"),
      met: try row.optionalCount(column + 3, "count of strides that met the aim"),
      firstLevel: try row.number(column + 4, "aim", Self.levels),
      lastLevel: try row.number(column + 5, "aim", Self.levels))
  }

  /// In which part of the strides it was met, 0–1; nil where that is not known.
  public var metShare: Double? {
    guard let judged, let met, judged > 0, met <= judged else { return nil }
    return Double(met) / Double(judged)
  }

  /// In so large a part of the strides the aim has to be met for a session to count as one that met it.
  public static let metFrom = 0.5

  /// Whether most strides met it.
  public var isMet: Bool { (metShare ?? 0) > Self.metFrom }
}
