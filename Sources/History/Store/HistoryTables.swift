import Files
import Foundation

/// The history as tables: `sessions.csv` (one line a session and leg), `log.csv`, `calibrations.csv`. The summaries are
/// not in them; the JSON archive holds those too.
public struct HistoryTables: Sendable {
  /// Their names, in the order in which they are written.
  public static let names = ["sessions.csv", "log.csv", "calibrations.csv"]

  private static let sessions = TableColumns(
    text: [
      "fingerprint", "started_at", "added_at", "kind", "software", "folder", "input_name", "map", "mains", "reference",
      "note", "content_hash", "device", "person", "programme",
    ],
    numbers: [
      "sample_rate_hz", "channel_count", "seconds", "full_scale_mv", "band_low_hz", "band_high_hz",
      "utc_offset_seconds", "programme_session", "programme_sessions", "feedback_share",
    ])
  private static let legs = TableColumns(
    text: ["leg", "against", "aim_kind"],
    numbers: [
      "strides", "firing", "weak", "silent", "unusable", "baseline", "cadence_strides_per_min", "share_median",
      "share_lower_quartile", "share_upper_quartile", "ratio_median", "ratio_lower_quartile", "ratio_upper_quartile",
      "glute_rms_uv", "hamstring_rms_uv", "glute_rms_dbfs", "hamstring_rms_dbfs",
      "level_db", "glute_of_maximum", "hamstring_of_maximum", "maximum_share", "aim_value", "aim_judged_strides",
      "aim_met_strides", "aim_first_level", "aim_last_level",
    ])
  private static let log = TableColumns(text: ["uid", "at", "text", "area", "person"], numbers: ["soreness"])
  private static let calibrations = TableColumns(
    text: ["fingerprint", "at", "profile", "reference", "note", "person"], numbers: [])

  /// The bytes of each table, in the order of `names`.
  public let contents: [[UInt8]]

  /// Writes an archive as tables.
  public init(_ archive: HistoryArchive) throws(HistoryError) {
    var sessions = Self.sessions.header(with: Self.legs)
    for record in archive.sessions {
      for leg in record.legs {
        sessions += try Self.sessions.cells(record.session).joined(separator: ",") + ","
        sessions += try Self.legs.cells(leg).joined(separator: ",") + "\n"
      }
    }
    var log = Self.log.header()
    for entry in archive.log { log += try Self.log.cells(entry).joined(separator: ",") + "\n" }
    var calibrations = Self.calibrations.header()
    for entry in archive.calibrations {
      calibrations += try Self.calibrations.cells(entry).joined(separator: ",") + "\n"
    }
    contents = [sessions, log, calibrations].map { Array($0.utf8) }
  }

  /// Reads tables; each may be missing, given as nil.
  ///
  /// - Parameter folder: where they lie, for messages.
  public static func archive(_ tables: [[UInt8]?], folder: String) throws(HistoryError) -> HistoryArchive {
    let paths = names.map { "\(folder)/\($0)" }
    var records: [SessionRecord] = []
    if let bytes = tables[0] {
      let legs: [(LegEntry, Int)] = try Self.legs.entries(bytes, path: paths[0])
      let sessions: [(SessionEntry, Int)] = try Self.sessions.entries(bytes, path: paths[0])
      for (session, leg) in zip(sessions, legs) {
        if let last = records.indices.last, records[last].session.fingerprint == session.0.fingerprint {
          records[last].legs.append(leg.0)
        } else {
          records.append(SessionRecord(session: session.0, legs: [leg.0], summary: nil))
        }
      }
    }
    let log: [(LogEntry, Int)] =
      try tables[1].map { (bytes) throws(HistoryError) in
        try Self.log.entries(bytes, path: paths[1])
      } ?? []
    let calibrations: [(CalibrationEntry, Int)] =
      try tables[2].map { (bytes) throws(HistoryError) in
        try Self.calibrations.entries(bytes, path: paths[2])
      } ?? []
    return HistoryArchive(sessions: records, log: log.map(\.0), calibrations: calibrations.map(\.0))
  }
}

/// The columns of a table of entries, by the names that the entries have in JSON.
struct TableColumns: Sendable {
  let text: [String]
  let numbers: [String]

  private var names: [String] { text + numbers }

  /// The first line.
  func header(with other: TableColumns? = nil) -> String {
    (names + (other?.names ?? [])).joined(separator: ",") + "\n"
  }

  /// An entry's fields; what is not known is empty.
  func cells(_ entry: some Encodable) throws(HistoryError) -> [String] {
    let values: [String: Cell]
    do {
      values = try JSONText.read([String: Cell].self, try JSONText.compact(entry), keys: .asNamed)
    } catch { throw .failed(path: "history", reason: "an entry cannot be written (\(error))") }
    return names.map { name in
      switch values[name] {
      case .text(let text): DelimitedField.written(text)
      case .number(let number): number.plain
      case nil: ""
      }
    }
  }

  /// The entries of a table, with the lines on which they stand. Columns are found by name; further ones do not matter.
  func entries<Entry: Decodable>(_ bytes: [UInt8], path: String) throws(HistoryError) -> [(Entry, Int)] {
    var table = DelimitedTable(bytes)
    var entries: [(Entry, Int)] = []
    while table.advance() {
      let values = try values(table, path: path)
      do {
        entries.append((try JSONText.read(Entry.self, try JSONText.compact(values, keys: .asNamed)), table.line))
      } catch {
        throw .archive(path: "\(path):\(table.line)", reason: "the line lacks a value, or one of them makes no sense")
      }
    }
    return entries
  }

  private func values(_ table: DelimitedTable, path: String) throws(HistoryError) -> [String: Cell] {
    var values: [String: Cell] = [:]
    for name in names {
      guard let place = table.column(name), place < table.fieldCount else { continue }
      if text.contains(name) {
        let field = table.text(place)
        // these mean something when empty
        if !field.isEmpty || name == "text" || name == "leg" { values[name] = .text(field) }
        continue
      }
      switch table.number(place) {
      case .unknown: continue
      case .known(let number): values[name] = .number(number)
      case .wrong(let field):
        throw .archive(path: "\(path):\(table.line)", reason: "\(name) is “\(field)”, not a number")
      }
    }
    return values
  }

  /// A value as JSON has it.
  private enum Cell: Codable {
    case text(String)
    case number(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .number(try container.decode(Double.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let number): try container.encode(number)
      }
    }
  }
}
