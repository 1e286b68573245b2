import Foundation

/// A folder of one test, removed with everything in it when the test lets go of it.
final class ScratchFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it.
  subscript(name: String) -> String { path + "/" + name }

  /// The text of a file in it.
  func text(_ name: String) throws -> String { try String(contentsOfFile: self[name], encoding: .utf8) }
}
