import Foundation

/// The folder that results go to: made if missing, nothing in it overwritten unless asked.
public struct OutputFolder: Sendable {
  /// As given.
  public let path: String
  private let overwrites: Bool

  /// Makes the folder if it is missing and checks that none of `names` would be overwritten.
  public init(path: String, names: [String], overwrites: Bool) throws(OutputError) {
    self.path = path
    self.overwrites = overwrites
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      guard isFolder.boolValue else { throw .folder(path: path, reason: "it is a file, not a folder") }
    } else {
      do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      } catch {
        throw .folder(path: path, reason: Self.reason(path))
      }
    }
    guard access(path, W_OK | X_OK) == 0 else { throw .folder(path: path, reason: "no permission to write there") }
    if !overwrites, let taken = names.first(where: { access(file($0), F_OK) == 0 }) {
      throw .exists(path: file(taken))
    }
  }

  /// The path of a file in the folder.
  public func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : path + "/" + name }

  /// Opens a table and writes its first line.
  public func table(_ name: String, header: String) throws(OutputError) -> TableFile {
    let table = try TableFile(path: file(name), overwrites: overwrites)
    try table.write(Array(header.utf8))
    return table
  }

  /// Writes a whole file.
  public func write(_ name: String, _ bytes: [UInt8]) throws(OutputError) {
    let table = try TableFile(path: file(name), overwrites: overwrites)
    try table.write(bytes)
    try table.close()
  }

  /// The words for why the nearest parent that exists cannot hold a new folder.
  private static func reason(_ path: String) -> String {
    var parent = URL(fileURLWithPath: path).deletingLastPathComponent()
    var isFolder: ObjCBool = false
    while !FileManager.default.fileExists(atPath: parent.path, isDirectory: &isFolder), parent.path != "/" {
      parent = parent.deletingLastPathComponent()
    }
    return isFolder.boolValue
      ? "no permission to make a folder in \(parent.path)" : "\(parent.path) is a file, not a folder"
  }
}
