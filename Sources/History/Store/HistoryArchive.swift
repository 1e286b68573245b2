import Files
import Foundation
import GRDB

/// Everything in a history, to be kept elsewhere or joined with another one.
public struct HistoryArchive: Codable, Sendable, Hashable {
  /// Tells what the file is.
  public var format = Self.name
  /// Version of this layout: 2 since entries say whose they are, which an older version must not pass over.
  public var version = Self.newestVersion
  /// Every session.
  public var sessions: [SessionRecord]
  /// Every log entry.
  public var log: [LogEntry]
  /// Every calibration.
  public var calibrations: [CalibrationEntry]

  static let name = "glutecue-history"
  static let newestVersion = 2

  /// Joins what there is.
  init(sessions: [SessionRecord], log: [LogEntry], calibrations: [CalibrationEntry]) {
    self.sessions = sessions
    self.log = log
    self.calibrations = calibrations
  }

  /// The bytes of the file: keys in snake case, sorted.
  public func json() throws(HistoryError) -> [UInt8] {
    do { return try JSONText.bytes(self) } catch {
      throw .failed(path: "history", reason: "it cannot be written as JSON (\(error))")
    }
  }

  /// Reads the bytes of `path`.
  ///
  /// - Throws: `.archive`, and `.newer` for the layout of a later version.
  public init(json bytes: [UInt8], path: String) throws(HistoryError) {
    struct Label: Decodable {
      var format: String?
      var version: Int?
    }
    guard let label = try? JSONText.read(Label.self, bytes), label.format == Self.name else {
      throw .archive(path: path, reason: "it is not a history that glutecue history export has written")
    }
    guard let version = label.version, (1...Self.newestVersion).contains(version) else {
      throw .newer(path: path, steps: ["layout \(label.version ?? 0) of the file"])
    }
    do {
      self = try JSONText.read(HistoryArchive.self, bytes)
    } catch let error as DecodingError {
      throw .archive(path: path, reason: Self.reason(error))
    } catch { throw .archive(path: path, reason: "\(error)") }
  }

  private static func reason(_ error: DecodingError) -> String {
    let place = { (context: DecodingError.Context, last: [any CodingKey]) in
      (context.codingPath + last).map { $0.intValue.map { "\($0 + 1)" } ?? $0.stringValue }.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context): return "\(place(context, [key])) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      return "\(place(context, [])) makes no sense"
    @unknown default: return "it cannot be read"
    }
  }
}

extension HistoryStore {
  /// How much of an import was new.
  public struct Merge: Sendable, Hashable {
    /// Sessions, log entries and calibrations that were added.
    public var added = 0
    /// Those that were there already.
    public var present = 0
  }

  /// Everything that can be read, as of one moment.
  ///
  /// - Parameter onOdd: is told of each row that cannot.
  public func archive(onOdd: (OddRow) -> Void = { _ in }) throws(HistoryError) -> HistoryArchive {
    let (archive, odd) = try read { database in
      var odd: [OddRow] = []
      let archive = HistoryArchive(
        sessions: try SessionRecord.all(database) { odd.append($0) },
        log: try LogEntry.all(database) { odd.append($0) },
        calibrations: try CalibrationEntry.all(database) { odd.append($0) })
      return (archive, odd)
    }
    odd.forEach(onOdd)
    return archive
  }

  /// Adds what is not there yet: all of it or, should anything fail, nothing.
  public func merge(_ archive: HistoryArchive) throws(HistoryError) -> Merge {
    try write { database in
      var merge = Merge()
      for var record in archive.sessions {
        record.session.id = nil
        let isThere = try Self.number(of: record.session.fingerprint, database) != nil
        if !isThere { _ = try record.insert(into: database) }
        merge.count(isThere)
      }
      for var entry in archive.log {
        entry.id = nil
        let isThere = try Self.isThere("log", "uid", entry.uid, database)
        if !isThere { try entry.insert(database) }
        merge.count(isThere)
      }
      for var entry in archive.calibrations {
        entry.id = nil
        let isThere = try Self.isThere("calibrations", "fingerprint", entry.fingerprint, database)
        if !isThere { try entry.insert(database) }
        merge.count(isThere)
      }
      return merge
    }
  }

  static func isThere(
    _ table: String, _ column: String, _ value: some DatabaseValueConvertible, _ database: Database
  ) throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(column) = ?)", arguments: [value])
      ?? false
  }
}

extension HistoryStore.Merge {
  fileprivate mutating func count(_ isThere: Bool) {
    if isThere { present += 1 } else { added += 1 }
  }
}
