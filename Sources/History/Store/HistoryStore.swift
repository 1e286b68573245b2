import Files
import Foundation
import GRDB
import Glibc

/// The history: sessions, calibrations and log entries in one SQLite file.
///
/// Every change is one transaction of a write-ahead log that is synced before it counts: a program that is killed, a disk
/// that is full or a second program at work leave either all of a change or nothing of it. A file of a newer version, of
/// another program or with damage is left as it is. Threads: any.
public struct HistoryStore: Sendable {
  /// The database file.
  public let path: String
  private let queue: DatabaseQueue
  private let waitSeconds: Double

  /// Opens the history; makes it, and the folders above it, if missing.
  ///
  /// - Parameter waitSeconds: how long to wait for others that are writing.
  public init(path: String, waitSeconds: Double = HistoryStore.usualWaitSeconds) throws(HistoryError) {
    self.path = path
    self.waitSeconds = waitSeconds
    try Self.makeFolder(of: path)
    queue = try Self.open(path, waitSeconds: waitSeconds)
  }

  /// Some 200 programs that all write at once are through by then.
  public static let usualWaitSeconds = 60.0

  /// Opens the history if there is one; makes nothing.
  public static func existing(
    at path: String, waitSeconds: Double = HistoryStore.usualWaitSeconds
  ) throws(HistoryError) -> HistoryStore? {
    guard access(path, F_OK) == 0 else { return nil }
    return try HistoryStore(path: path, waitSeconds: waitSeconds)
  }

  /// Opens the history to be looked at, if there is one; also on a disk that cannot be written to, where a copy is read.
  public static func toRead(at path: String) throws(HistoryError) -> HistoryStore? {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    guard access(path, F_OK) == 0, access(path, R_OK) == 0, access(path, W_OK) != 0 || access(folder, W_OK) != 0 else {
      return try existing(at: path)
    }
    return try HistoryStore(copyOf: path)
  }

  /// The database needs files beside it even to be read, so it is read from a copy in memory or in the folder for temporary
  /// files. The copy is gone from its folder as soon as it is open.
  private init(copyOf path: String) throws(HistoryError) {
    let copy: HistoryCopy
    do { copy = try HistoryCopy(of: path) } catch { throw .notPermitted(path: path) }
    defer { copy.remove() }
    self.path = path
    waitSeconds = Self.usualWaitSeconds
    do {
      queue = try Self.open(copy.path, waitSeconds: waitSeconds)
    } catch {
      throw error.renamed(from: copy.path, to: path)
    }
  }

  /// Reads within one transaction.
  func read<Result: Sendable>(_ body: @Sendable (Database) throws -> Result) throws(HistoryError) -> Result {
    do { return try queue.read(body) } catch { throw HistoryError(error, path: path) }
  }

  /// Changes within one transaction, which is undone when `body` throws. Others that want to write stand in line.
  func write<Result: Sendable>(_ body: @Sendable (Database) throws -> Result) throws(HistoryError) -> Result {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    return try FolderLock.holding(folder, deadline: ContinuousClock.now + .seconds(waitSeconds)) {
      () throws(HistoryError) in try change(body)
    }
  }

  private func change<Result: Sendable>(
    _ body: @Sendable (Database) throws -> Result
  ) throws(HistoryError) -> Result {
    do {
      return try queue.writeWithoutTransaction { database in
        var result: Result?
        // immediate: waits for another writer here, where waiting is possible
        try database.inTransaction(.immediate) {
          result = try body(database)
          return .commit
        }
        guard let result else { throw HistoryError.failed(path: path, reason: "the change came to nothing") }
        return result
      }
    } catch { throw HistoryError(error, path: path) }
  }

  private static func makeFolder(of path: String) throws(HistoryError) {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    guard access(folder, F_OK) != 0 else { return }
    do {
      // notes about one's body: for the user alone
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      switch errno {
      case EACCES, EPERM, EROFS: throw .notPermitted(path: path)
      case ENOSPC, EDQUOT: throw .diskFull(path: path)
      default: throw .folder(path: path, reason: "for \(folder) cannot be made")
      }
    }
  }

  private static func open(_ path: String, waitSeconds: Double) throws(HistoryError) -> DatabaseQueue {
    if DiskEntry(path).isFolder {
      throw .folder(path: path, reason: "for it is a folder; name a file in it")
    }
    let deadline = ContinuousClock.now + .seconds(waitSeconds)
    let folder = URL(filePath: path).deletingLastPathComponent().path
    return try FolderLock.holding(folder, deadline: deadline) { () throws(HistoryError) in
      while true {
        do {
          return try opened(path, waitSeconds: waitSeconds)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < deadline {
          // the change to a write-ahead log waits for nobody by itself
          usleep(20_000)
        } catch {
          throw HistoryError(error, path: path)
        }
      }
    }
  }

  /// Looks before it touches: layout and owner first, then the write-ahead log, then what is missing of the layout.
  private static func opened(_ path: String, waitSeconds: Double) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(waitSeconds)
    configuration.label = "history"
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let migrator = HistorySchema.migrator
    let isComplete = try queue.read { database in
      try checkOwner(database, path: path)
      if try migrator.hasBeenSuperseded(database) {
        let unknown = try migrator.appliedIdentifiers(database).subtracting(migrator.migrations)
        throw HistoryError.newer(path: path, steps: unknown.sorted())
      }
      return try migrator.hasCompletedMigrations(database)
    }
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    if !isComplete { try migrator.migrate(queue) }
    return queue
  }

  private static func checkOwner(_ database: Database, path: String) throws {
    let owner = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    guard owner != HistorySchema.applicationID else { return }
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard tables == 0 else { throw HistoryError.foreign(path: path) }
  }
}

/// A folder held by this program while it opens a history there: a new one is made by one program at a time, and nobody
/// sees it half made. It leaves no file behind, and ends with the program.
enum FolderLock {
  /// Does `body` while nobody else holds the folder.
  ///
  /// It waits to `deadline` at most; then, and where a folder cannot be held, it goes on without: SQLite's own locks still
  /// keep every change whole.
  static func holding<Result>(
    _ path: String, deadline: ContinuousClock.Instant, _ body: () throws(HistoryError) -> Result
  ) throws(HistoryError) -> Result {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return try body() }
    defer { close(folder) }
    while flock(folder, LOCK_EX | LOCK_NB) != 0 && (errno == EWOULDBLOCK || errno == EINTR)
      && ContinuousClock.now < deadline
    {
      usleep(2_000)
    }
    return try body()
  }
}

extension HistoryStore {
  /// Notes an entry; returns it with its number.
  public func add(_ entry: LogEntry) throws(HistoryError) -> LogEntry {
    try write { database in
      var entry = entry
      try entry.insert(database)
      return entry
    }
  }

  /// Every entry, in order of time.
  public func log() throws(HistoryError) -> [LogEntry] {
    try read { try LogEntry.all($0) }
  }

  /// Takes an entry out.
  public func delete(logEntry number: Int64) throws(HistoryError) {
    let isGone = try write { try LogEntry.deleteOne($0, key: number) }
    guard isGone else { throw .noSuch(what: "log entry", number: number, path: path) }
  }

  /// Adds a calibration; false when the same profile is there already.
  @discardableResult
  public func add(_ calibration: CalibrationEntry) throws(HistoryError) -> Bool {
    try write { database in
      let count = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM calibrations WHERE fingerprint = ?", arguments: [calibration.fingerprint])
      guard count == 0 else { return false }
      var calibration = calibration
      try calibration.insert(database)
      return true
    }
  }

  /// Every calibration, in order of time.
  public func calibrations() throws(HistoryError) -> [CalibrationEntry] {
    try read { try CalibrationEntry.all($0) }
  }
}
