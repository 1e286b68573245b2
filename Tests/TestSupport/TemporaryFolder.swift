import Foundation

/// A folder of one test, removed with everything in it when the test lets go of it.
package final class TemporaryFolder {
  package let path: String

  /// Makes it; in memory where the system has a place for that, so that thousands of files do not wait for a disk.
  package init(inMemory: Bool = false) throws {
    let memory = "/dev/shm"
    let place =
      inMemory && FileManager.default.isWritableFile(atPath: memory)
      ? URL(filePath: memory) : FileManager.default.temporaryDirectory
    let url = place.appending(path: "glutecue-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it.
  package subscript(name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path.
  package func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(filePath: self[name]))
    return self[name]
  }

  /// Writes a text file and returns its path.
  package func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }

  /// The bytes of a file in it.
  package func bytes(_ name: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(filePath: self[name]))) }

  /// The text of a file in it.
  package func text(_ name: String) throws -> String { try String(contentsOfFile: self[name], encoding: .utf8) }
}
