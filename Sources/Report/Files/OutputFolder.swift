import Foundation
import Recording

/// The folder that results go to: made if missing, nothing in it overwritten unless asked.
public struct OutputFolder: Sendable {
  /// As given.
  public let path: String
  private let overwrites: Bool

  /// Checks that none of `names` would be overwritten and makes the folder, and those above it, if missing.
  ///
  /// - Parameters:
  ///   - names: files that will be written.
  ///   - inputs: files that are never overwritten, whatever `overwrites` says.
  public init(path: String, names: [String], inputs: [String], overwrites: Bool) throws(OutputError) {
    self.path = path
    self.overwrites = overwrites
    guard !path.isEmpty else { throw .folder(path: path, reason: "the name is empty") }
    try OutputCheck.check(names.map { Self.join(path, $0) }, inputs: inputs, overwrites: overwrites)
    try Self.make(path)
    guard access(path.onDisk, W_OK | X_OK) == 0 else { throw .notPermitted(path: path) }
  }

  /// The path of a file in the folder.
  public func file(_ name: String) -> String { Self.join(path, name) }

  /// The path of a file in a folder.
  public static func join(_ path: String, _ name: String) -> String {
    path.hasSuffix("/") ? path + name : path + "/" + name
  }

  /// Opens a table and writes its first line.
  public func table(_ name: String, header: String) throws(OutputError) -> TableFile {
    let table = try TableFile(path: file(name), overwrites: overwrites)
    try table.write(Array(header.utf8))
    return table
  }

  /// Writes a whole file.
  public func write(_ name: String, _ bytes: [UInt8]) throws(OutputError) {
    try TableFile.write(bytes, to: file(name), overwrites: overwrites)
  }

  /// Writes a whole file, and waits until it is on the disk.
  public func keep(_ name: String, _ bytes: [UInt8]) throws(OutputError) {
    let table = try TableFile(path: file(name), overwrites: overwrites)
    try table.write(bytes)
    try table.sync()
    try table.close()
    syncNames()
  }

  /// Waits until the names of the files are on the disk.
  public func syncNames() { FolderSync.sync(folderOf: file("")) }

  /// Takes a file away, if it is there: an empty one would look like a result.
  public func remove(_ name: String) { unlink(file(name).onDisk) }

  /// The folders that would have to be made for `path`, itself included, the innermost first.
  public static func missing(_ path: String) -> [String] {
    Array(sequence(first: path) { parent(of: $0) }.prefix { !isFolder($0) })
  }

  private static func make(_ path: String) throws(OutputError) {
    if isFolder(path) { return }
    for folder in missing(path).reversed() where mkdir(folder.onDisk, 0o777) != 0 && errno != EEXIST {
      throw failure(path, at: folder, code: errno)
    }
    guard isFolder(path) else { throw .folder(path: path, reason: "for it is a file, not a folder") }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path.onDisk, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Nil for a name without a slash, which lies in the working directory.
  private static func parent(of path: String) -> String? {
    let name = path.reversed().drop { $0 == "/" }
    guard name.contains("/") else { return nil }
    let rest = name.drop { $0 != "/" }.drop { $0 == "/" }
    return rest.isEmpty ? "/" : String(rest.reversed())
  }

  private static func failure(_ path: String, at folder: String, code: Int32) -> OutputError {
    switch code {
    case EACCES, EPERM, EROFS: .notPermitted(path: path)
    case ENOSPC, EDQUOT: .diskFull(path: path)
    case ENOTDIR: .folder(path: path, reason: "for \(parent(of: folder) ?? folder) is a file, not a folder")
    default: .folder(path: path, reason: "as the system says: \(String(cString: strerror(code)))")
    }
  }
}
