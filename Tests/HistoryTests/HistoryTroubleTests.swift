import Foundation
import GRDB
import History
import TestSupport
import Testing

/// Whatever is wrong with the file, it stays as it is, and the user is told what to do.
@Suite struct HistoryTroubleTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// A history with one session, closed.
  private func made() throws {
    let store = try HistoryStore(path: folder.store)
    _ = try store.add(session: try MadeSession().write(to: folder["a"]))
  }

  private func bytes() throws -> Data { try Data(contentsOf: URL(filePath: folder.store)) }

  private func expectRefusal(_ message: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let before = try bytes()
    do {
      let store = try HistoryStore(path: folder.store, waitSeconds: 0.1)
      _ = try store.sessions()
      Issue.record("It was opened.", sourceLocation: sourceLocation)
    } catch {
      #expect(error.description == message, sourceLocation: sourceLocation)
    }
    #expect(try bytes() == before, sourceLocation: sourceLocation)
  }

  @Test func aNewerVersionsFileIsLeftAsItIs() throws {
    try made()
    let queue = try DatabaseQueue(path: folder.store)
    try queue.write { database in
      try database.execute(sql: "ALTER TABLE sessions ADD COLUMN shoes TEXT")
      try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('v9')")
    }
    try queue.close()
    try expectRefusal(
      "\(folder.store) was made by a newer version of GluteCue (this one does not know v9). Nothing was changed. Use the "
        + "newer version, or another file with --store.")
  }

  private var damaged: String {
    "\(folder.store) is damaged or is not a history. Nothing was changed. Keep a copy of it; `sqlite3 \(folder.store) "
      + ".recover` may recover its contents. Move it away to start a new history, and fill that with glutecue history "
      + "add and import."
  }

  @Test func aFileThatIsNoDatabaseIsLeftAsItIs() throws {
    try "Dear diary, today I ran twelve kilometres and the glute was silent all the way.\n".write(
      toFile: folder.store, atomically: false, encoding: .utf8)
    try expectRefusal(damaged)
  }

  @Test func aFileWithHolesIsLeftAsItIs() throws {
    try made()
    var content = try bytes()
    // all but the header and the first page's beginning
    for index in 200..<content.count { content[index] = 0xA5 }
    try content.write(to: URL(filePath: folder.store))
    try expectRefusal(damaged)
  }

  @Test func anotherProgramsDatabaseIsLeftAsItIs() throws {
    let queue = try DatabaseQueue(path: folder.store)
    try queue.write { try $0.execute(sql: "CREATE TABLE songs (title TEXT)") }
    try queue.close()
    try expectRefusal(
      "\(folder.store) is a database of another program. Nothing was changed. Choose another place with --store.")
  }

  @Test func aWriterThatDoesNotEndIsNotWaitedForForever() throws {
    try made()
    let other = try DatabaseQueue(path: folder.store)
    try other.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      let store = try HistoryStore(path: folder.store, waitSeconds: 0.1)
      // reading goes on meanwhile
      #expect(try store.sessions().count == 1)
      #expect(throws: HistoryError.locked(path: folder.store)) { try store.delete(session: 1) }
      try database.execute(sql: "ROLLBACK")
      try store.delete(session: 1)
    }
  }

  @Test func aFolderInPlaceOfTheFileIsTold() throws {
    #expect(
      throws: HistoryError.folder(path: folder.path, reason: "for it is a folder; name a file in it")
    ) { _ = try HistoryStore(path: folder.path) }
    try "x".write(toFile: folder["file"], atomically: false, encoding: .utf8)
    #expect(throws: HistoryError.self) { _ = try HistoryStore(path: folder["file/history.sqlite"]) }
  }

  @Test func theWriteAheadLogIsOnAndSynced() throws {
    try made()
    let queue = try DatabaseQueue(path: folder.store)
    let mode = try queue.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(mode == "wal")
  }

  @Test func openingAgainChangesNothing() throws {
    try made()
    let before = try bytes()
    for _ in 0..<3 { #expect(try HistoryStore(path: folder.store).sessions().count == 1) }
    #expect(try bytes() == before)
  }
}
