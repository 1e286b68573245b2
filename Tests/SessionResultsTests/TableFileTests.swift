import Foundation
import SessionResults
import TestSupport
import Testing

@Suite struct TableFileTests {
  /// Accepts every write and then says that there is no room: a Linux device made for tests like this.
  private static let fullDisk = "/dev/full"

  @Test func linesReachTheFileAtFlush() throws {
    let scratch = try TemporaryFolder()
    let table = try TableFile(path: scratch["t.csv"], overwrites: false)
    try table.write(Array("a\n".utf8))
    #expect(try scratch.text("t.csv") == "")
    try table.flush()
    #expect(try scratch.text("t.csv") == "a\n")
    try table.write(Array("b\n".utf8))
    try table.close()
    try table.close()
    #expect(try scratch.text("t.csv") == "a\nb\n")
  }

  @Test func anExistingFileIsRefusedOrEmptied() throws {
    let scratch = try TemporaryFolder()
    try "old".write(toFile: scratch["t.csv"], atomically: false, encoding: .utf8)
    #expect(throws: OutputError.exists(path: scratch["t.csv"])) {
      try TableFile(path: scratch["t.csv"], overwrites: false)
    }
    try TableFile(path: scratch["t.csv"], overwrites: true).close()
    #expect(try scratch.text("t.csv") == "")
  }

  @Test func aFolderIsNoFile() throws {
    let scratch = try TemporaryFolder()
    #expect(throws: OutputError.create(path: scratch.path, reason: "for it is a folder")) {
      try TableFile(path: scratch.path, overwrites: true)
    }
  }

  @Test func aFullDiskIsToldAtFlushAndAtClose() throws {
    let table = try TableFile(path: Self.fullDisk, overwrites: true)
    try table.write([65])
    #expect(throws: OutputError.diskFull(path: Self.fullDisk)) { try table.flush() }
    #expect(throws: OutputError.diskFull(path: Self.fullDisk)) { try table.close() }
  }
}
