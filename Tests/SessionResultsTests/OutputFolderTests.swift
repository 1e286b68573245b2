import Foundation
import SessionResults
import TestSupport
import Testing

@Suite struct OutputFolderTests {
  private func refusal(
    _ path: String, names: [String] = ["strides.csv"], inputs: [String] = [], overwrites: Bool = false
  ) -> OutputError? {
    do {
      _ = try OutputFolder(path: path, names: names, inputs: inputs, overwrites: overwrites)
      return nil
    } catch { return error }
  }

  @Test func missingFoldersAreMade() throws {
    let scratch = try TemporaryFolder()
    let folder = try OutputFolder(path: scratch["a/b/c"], names: ["x"], inputs: [], overwrites: false)
    try folder.write("x", Array("text".utf8))
    #expect(try scratch.text("a/b/c/x") == "text")
  }

  @Test func anExistingFileIsKeptUnlessOverwritten() throws {
    let scratch = try TemporaryFolder()
    try "old".write(toFile: scratch["strides.csv"], atomically: false, encoding: .utf8)
    #expect(refusal(scratch.path) == .exists(path: scratch["strides.csv"]))
    let folder = try OutputFolder(path: scratch.path, names: ["strides.csv"], inputs: [], overwrites: true)
    try folder.write("strides.csv", Array("new".utf8))
    #expect(try scratch.text("strides.csv") == "new")
  }

  @Test func anInputIsNeverOverwritten() throws {
    let scratch = try TemporaryFolder()
    try "input".write(toFile: scratch["strides.csv"], atomically: false, encoding: .utf8)
    let input = [scratch["./strides.csv"]]
    #expect(refusal(scratch.path, inputs: input, overwrites: true) == .isInput(path: scratch["strides.csv"]))
  }

  @Test func oneNameIsNotUsedTwice() throws {
    let scratch = try TemporaryFolder()
    #expect(refusal(scratch.path, names: ["a", "a"]) == .twice(path: scratch["a"]))
  }

  @Test func aFileIsNoFolder() throws {
    let scratch = try TemporaryFolder()
    try "file".write(toFile: scratch["file"], atomically: false, encoding: .utf8)
    for path in [scratch["file"], scratch["file/below"]] {
      guard case .folder(path, _) = refusal(path) else {
        Issue.record("\(path) was not refused as a folder")
        continue
      }
    }
  }

  @Test func anEmptyNameIsRefused() {
    #expect(refusal("") == .folder(path: "", reason: "the name is empty"))
  }
}
