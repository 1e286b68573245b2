import Foundation

/// What the build puts beside the bundle of tests.
package enum BuiltProduct {
  /// The path of a program or library; the bundle's own path is among the arguments of this process.
  package static func url(_ name: String) -> URL {
    let folders = CommandLine.arguments.map { URL(filePath: $0).deletingLastPathComponent() }
    let candidates = folders.map { $0.appending(path: name) }
    guard let found = candidates.first(where: { FileManager.default.isReadableFile(atPath: $0.path) }) else {
      preconditionFailure("There is no \(name) beside any of \(CommandLine.arguments).")
    }
    return found
  }
}
