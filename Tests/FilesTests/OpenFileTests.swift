import Files
import Glibc
import Testing

@Suite final class OpenFileTests {
  private let folder: String

  init() throws {
    folder = "/tmp/files-\(UInt64.random(in: 0...(.max)))"
    try DiskEntry(folder).makeFolder()
  }

  deinit {
    for name in ["a", "b", "link", "pipe", "a.new", "a.mending", "a.before-repair", "a.before-repair-2"] {
      DiskEntry("\(folder)/\(name)").remove()
    }
    DiskEntry(folder).removeFolder()
  }

  private var path: String { folder + "/a" }

  /// What `body` refuses to do; nil when it does it.
  private func refusal(_ body: () throws(FileError) -> Void) -> FileError? {
    do {
      try body()
      return nil
    } catch { return error }
  }

  @Test func bytesAreReadWhereTheyWereWritten() throws {
    let file = try NewFile(path, overwrite: false).file
    try file.write([1, 2, 3])
    try file.write([9], at: 1)
    try file.write([4])
    #expect(try file.bytes(at: 0, count: 10) == [1, 9, 3, 4] && file.bytes(at: 3, count: 1) == [4])
    #expect(try file.bytes(at: 4, count: 5) == [] && file.currentLength() == 4)
    try file.truncate(to: 1)
    #expect(try file.again().length == 1 && file.length == 0)
  }

  @Test func aFileThatExistsIsKeptUnlessTold() throws {
    try WholeFile.write([1], to: path, overwrite: false)
    #expect(
      refusal { () throws(FileError) in try WholeFile.write([2], to: path, overwrite: false) }?.meaning == .exists)
    #expect(try WholeFile.read(path, mostBytes: 9) == [1])
    try WholeFile.replace([3, 4], at: path)
    #expect(try WholeFile.read(path, mostBytes: 2) == [3, 4] && !DiskEntry(path + ".new").exists)
    let large = refusal { () throws(FileError) in _ = try WholeFile.read(path, mostBytes: 1) }
    #expect(large == FileError(.opening, .tooLarge(mostBytes: 1)))
  }

  @Test func whatIsNoFileIsNamed() throws {
    #expect(mkfifo(folder + "/pipe", 0o600) == 0)
    let kinds: [(String, FileError.Meaning)] = [
      (folder, .kind(.folder)), (folder + "/pipe", .kind(.pipe)), ("/dev/null", .kind(.device)),
      (folder + "/b", .missing),
      ("a\0b", .nulInPath), (folder + "/pipe/x", .missing),
    ]
    for (path, meaning) in kinds {
      #expect(refusal { () throws(FileError) in _ = try OpenFile(reading: path) }?.meaning == meaning, "\(path)")
    }
    #expect(refusal { () throws(FileError) in _ = try NewFile(folder, overwrite: false) }?.meaning == .kind(.folder))
    #expect(refusal { () throws(FileError) in _ = try NewFile(folder, overwrite: true) }?.meaning == .kind(.folder))
    #expect(refusal { () throws(FileError) in _ = try NewFile(folder + "/x/y", overwrite: true) }?.meaning == .missing)
    // a pipe that nobody reads is refused, not waited for
    #expect(
      refusal { () throws(FileError) in _ = try OpenFile.output(folder + "/pipe", overwrite: true) }?.meaning
        == .kind(.socket))
  }

  @Test func aFullDiskIsTold() throws {
    let file = try OpenFile.output("/dev/full", overwrite: true).file
    let error = try #require(refusal { () throws(FileError) in try file.write([1]) })
    #expect(error.meaning == .full && error.reason == "No space left on device")
  }

  @Test func theSameFileIsKnownByAnyName() throws {
    let file = try NewFile(path, overwrite: false).file
    #expect(symlink(path, folder + "/link") == 0)
    #expect(DiskEntry(path).isSame(as: folder + "/link") && !DiskEntry(path).isSame(as: folder))
    #expect(FileReplacement.target(of: folder + "/link") == path && file.isAt(path))
    try DiskEntry(path).move(to: folder + "/b")
    #expect(!file.isAt(path) && file.isAt(folder + "/b"))
    #expect(DiskEntry(folder + "/link").isTaken && !DiskEntry(folder + "/link").exists)
  }

  @Test func aNewFileTakesThePlaceOfAnOldOneWhichStays() throws {
    for round in 1...2 {
      try WholeFile.replace([UInt8(round)], at: path)
      let replacement = FileReplacement(of: path)
      try WholeFile.write([7], to: replacement.draft, overwrite: false)
      let kept = try replacement.commit(waitsForDisk: true)
      #expect(kept == path + ".before-repair" + (round == 1 ? "" : "-2"))
      #expect(try WholeFile.read(kept, mostBytes: 9) == [UInt8(round)] && WholeFile.read(path, mostBytes: 9) == [7])
      #expect(!DiskEntry(replacement.draft).exists)
    }
  }
}
