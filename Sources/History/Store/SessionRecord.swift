import Files
import GRDB
import Recording
import SessionResults

/// A session with its legs and its `summary.json` as it stood: one unit of adding, exporting and importing.
public struct SessionRecord: Codable, Sendable, Hashable {
  /// What it was.
  public var session: SessionEntry
  /// What it found.
  public var legs: [LegEntry]
  /// `summary.json`; nil when it came from a table.
  public var summary: String?

  /// From a session folder.
  init(_ saved: SavedSession, startedAt: Moment?, note: String?, person: String? = nil) throws(SessionReadingError) {
    let summary = saved.summary
    let band = summary.settings.bandHz
    let kinds = Set(summary.legs.flatMap(\.references).map(\.kind)).subtracting([""]).sorted()
    let start = startedAt ?? saved.start.moment
    session = SessionEntry(
      fingerprint: try Self.fingerprint(saved), startedAt: start, addedAt: .now,
      kind: summary.kind.known ?? "unknown", software: summary.software.known, folder: saved.path,
      inputName: summary.input.name.known,
      sampleRateHz: summary.input.sampleRateHz, channelCount: summary.input.channelCount,
      seconds: summary.input.seconds, map: summary.settings.map.known, fullScaleMv: summary.settings.fullScaleMv,
      bandLowHz: band.first, bandHighHz: band.count > 1 ? band[1] : nil, mains: summary.settings.mains.known,
      reference: kinds.isEmpty ? nil : kinds.joined(separator: "+"), note: note ?? saved.notes,
      utcOffsetSeconds: start.utcOffset, contentHash: saved.contentHash, device: saved.device,
      person: person ?? saved.person, programme: summary.programme?.name,
      programmeSession: summary.programme?.session, programmeSessions: summary.programme?.sessions,
      feedbackShare: summary.programme?.feedback)
    var levels = SavedLevels(saved)
    legs = summary.legs.map { LegEntry($0, level: levels.middle($0)) }
    self.summary = String(decoding: saved.summaryBytes, as: UTF8.self)
  }

  /// Joins what an import holds.
  init(session: SessionEntry, legs: [LegEntry], summary: String?) {
    self.session = session
    self.legs = legs
    self.summary = summary
  }

  /// The stride table says it all; a session without strides is told by its summary.
  private static func fingerprint(_ saved: SavedSession) throws(SessionReadingError) -> String {
    var hash = ContentHash()
    let table = try saved.bytes("strides.csv") ?? []
    let hasStrides = table.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) } > 1
    hash.add(hasStrides ? table : saved.summaryBytes)
    return hash.text
  }

  /// Inserts all of it; returns its number.
  func insert(into database: Database) throws -> Int64 {
    var session = session
    try session.insert(database)
    let number = database.lastInsertedRowID
    for var leg in legs {
      leg.sessionId = number
      try leg.insert(database)
    }
    if let summary {
      try database.execute(
        sql: "INSERT INTO summaries (session_id, json) VALUES (?, ?)", arguments: [number, summary])
    }
    return number
  }

  /// Every session that can be read, in order of time; of the others it tells.
  ///
  /// - Parameter number: of the only session that is wanted; nil for all.
  static func all(
    _ database: Database, number: Int64? = nil, onOdd: (OddRow) -> Void = { _ in }
  ) throws -> [SessionRecord] {
    let arguments: StatementArguments = number.map { [$0] } ?? []
    let wanted = { (column: String) in number == nil ? "" : " WHERE \(column) = ?" }
    let sessions = try SessionEntry.readable(
      database, "session", sql: "SELECT * FROM sessions\(wanted("id")) ORDER BY started_at, id", arguments: arguments,
      onOdd: onOdd)
    let legs = try LegEntry.readable(
      database, "a leg of a session", sql: "SELECT * FROM legs\(wanted("session_id")) ORDER BY session_id, leg",
      arguments: arguments, onOdd: onOdd)
    let byNumber = Dictionary(grouping: legs) { $0.sessionId ?? 0 }
    var summaries: [Int64: String] = [:]
    let texts = try Row.fetchAll(
      database, sql: "SELECT session_id, json FROM summaries\(wanted("session_id"))", arguments: arguments)
    for row in texts {
      guard let number = Int64.fromDatabaseValue(row[0]) else { continue }
      summaries[number] = String.fromDatabaseValue(row[1])
    }
    return sessions.map { session in
      let number = session.id ?? 0
      return SessionRecord(session: session, legs: byNumber[number] ?? [], summary: summaries[number])
    }
  }
}

extension String {
  /// Nil for what a summary does not say.
  fileprivate var known: String? { isEmpty ? nil : self }
}

extension LegEntry {
  /// From a summary.
  ///
  /// - Parameter level: of the glute against the hamstring, in dB.
  init(_ leg: SessionSummary.Leg, level: Double?) {
    let count = { (verdict: String) in leg.verdicts[verdict] ?? 0 }
    self.init(
      leg: leg.leg ?? "", strides: leg.strides, firing: count("firing"), weak: count("weak"), silent: count("silent"),
      unusable: count("unusable"), baseline: count("baseline"), cadenceStridesPerMin: leg.cadenceStridesPerMin,
      shareMedian: leg.gluteShare?.median, shareLowerQuartile: leg.gluteShare?.lowerQuartile,
      shareUpperQuartile: leg.gluteShare?.upperQuartile, ratioMedian: leg.ratio?.median,
      ratioLowerQuartile: leg.ratio?.lowerQuartile, ratioUpperQuartile: leg.ratio?.upperQuartile,
      gluteRmsUv: leg.gluteRmsUv?.median, hamstringRmsUv: leg.hamstringRmsUv?.median,
      gluteRmsDbfs: leg.gluteRmsDbfs?.median, hamstringRmsDbfs: leg.hamstringRmsDbfs?.median, against: leg.against,
      levelDb: level, gluteOfMaximum: leg.gluteOfMaximum, hamstringOfMaximum: leg.hamstringOfMaximum,
      maximumShare: leg.maximumShare, aimKind: leg.aim?.kind, aimValue: leg.aim?.value,
      aimJudgedStrides: leg.aim?.judgedStrides, aimMetStrides: leg.aim?.metStrides,
      aimFirstLevel: leg.aim?.firstLevel, aimLastLevel: leg.aim?.lastLevel)
  }
}

/// The level of the glute against the hamstring's of each leg of a session: what its summary says, else the median over the
/// RMS columns of its stride table, which is read when it is needed.
struct SavedLevels {
  private let saved: SavedSession
  private var levels: [String: [Double]]?

  /// Of a session folder.
  init(_ saved: SavedSession) { self.saved = saved }

  /// In dB; nil where nothing tells.
  mutating func middle(_ leg: SessionSummary.Leg) -> Double? {
    if let said = leg.levelDb ?? leg.gluteAgainstHamstringDb { return said }
    let known = levels ?? saved.levels()
    levels = known
    let sorted = (known[leg.leg ?? ""] ?? []).sorted()
    guard !sorted.isEmpty else { return nil }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
