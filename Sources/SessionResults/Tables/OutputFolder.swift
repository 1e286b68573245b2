import Files
import Foundation

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
    guard DiskEntry(path).isOpenFolder else { throw .notPermitted(path: path) }
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
  public func syncNames() { DiskEntry(file("")).syncFolder() }

  /// Takes a file away, if it is there: an empty one would look like a result.
  public func remove(_ name: String) { DiskEntry(file(name)).remove() }

  /// The folders that would have to be made for `path`, itself included, the innermost first.
  public static func missing(_ path: String) -> [String] {
    Array(sequence(first: path) { parent(of: $0) }.prefix { !DiskEntry($0).isFolder })
  }

  private static func make(_ path: String) throws(OutputError) {
    for folder in missing(path).reversed() {
      do { try DiskEntry(folder).makeFolder() } catch {
        // another program may have been faster
        if error.meaning != .exists { throw failure(path, at: folder, error) }
      }
    }
    guard DiskEntry(path).isFolder else { throw .folder(path: path, reason: "for it is a file, not a folder") }
  }

  /// Nil for a name without a slash, which lies in the working directory.
  private static func parent(of path: String) -> String? {
    let name = path.reversed().drop { $0 == "/" }
    guard name.contains("/") else { return nil }
    let rest = name.drop { $0 != "/" }.drop { $0 == "/" }
    return rest.isEmpty ? "/" : String(rest.reversed())
  }

  private static func failure(_ path: String, at folder: String, _ error: FileError) -> OutputError {
    switch error.meaning {
    case .notPermitted: return .notPermitted(path: path)
    case .full: return .diskFull(path: path)
    case .missing, .exists, .kind, .nulInPath, .other:
      if error.meaning == .missing, let above = parent(of: folder), DiskEntry(above).exists {
        return .folder(path: path, reason: "for \(above) is a file, not a folder")
      }
      return .folder(path: path, reason: "as the system says: \(error.reason)")
    }
  }
}

/// Why a result could not be written.
public enum OutputError: Error, Sendable, Hashable {
  /// The folder cannot be made.
  case folder(path: String, reason: String)
  /// The system does not let the user write there.
  case notPermitted(path: String)
  /// A file of that name is there already.
  case exists(path: String)
  /// The file is read as input.
  case isInput(path: String)
  /// Two results would go to the same file.
  case twice(path: String)
  /// The file cannot be made for another reason.
  case create(path: String, reason: String)
  /// The disk is full.
  case diskFull(path: String)
  /// Writing failed on the way.
  case write(path: String, reason: String)
}

extension OutputError {
  /// What a failed call on a file means.
  package init(_ path: String, _ error: FileError) {
    switch (error.step, error.meaning) {
    case (.creating, .exists): self = .exists(path: path)
    case (.creating, .notPermitted): self = .notPermitted(path: path)
    case (_, .full): self = .diskFull(path: path)
    case (.creating, .kind(.folder)): self = .create(path: path, reason: "for it is a folder")
    case (.creating, _): self = .create(path: path, reason: "as the system says: \(error.reason)")
    case (.opening, _), (.reading, _), (.writing, _):
      self = .write(path: path, reason: "as the system says: \(error.reason)")
    }
  }
}

extension OutputError: CustomStringConvertible {
  /// What, where, and what to do.
  public var description: String {
    switch self {
    case .folder(let path, let reason):
      "\(path.isEmpty ? "--output" : path): results cannot be written there, \(reason). Choose another folder with --output."
    case .notPermitted(let path):
      "\(path): you have no permission to write there. Choose another folder with --output."
    case .exists(let path):
      "\(path) exists already and stays unchanged. Choose another name or folder, or say --force to overwrite it."
    case .isInput(let path):
      "\(path) is the input and would be destroyed, so nothing is written there, even with --force. "
        + "Choose another name or folder for the results."
    case .twice(let path):
      "\(path) would be written twice, once as the tone and once as a file of the session. "
        + "Choose another name with --tone."
    case .create(let path, let reason):
      "\(path): cannot be created, \(reason). Choose another name or folder."
    case .diskFull(let path):
      "\(path): the disk is full. What was written so far is kept; make room and run again."
    case .write(let path, let reason):
      "\(path): writing failed, \(reason). What was written so far is kept."
    }
  }
}

/// Looks, before anything is written, whether all of the results may be written where they are to go.
public enum OutputCheck {
  /// Refuses an existing file unless `overwrites`, one of the `inputs` always, and a name that is used twice.
  ///
  /// - Parameters:
  ///   - files: every path that will be written.
  ///   - inputs: files that are read and must stay as they are: the recording and its sidecar.
  ///   - overwrites: whether other files may be replaced.
  public static func check(_ files: [String], inputs: [String], overwrites: Bool) throws(OutputError) {
    let kept = Set(inputs.compactMap(FileIdentity.init))
    var seen: Set<FileIdentity> = []
    for file in files {
      guard let identity = FileIdentity(file) else { continue }
      if kept.contains(identity) { throw .isInput(path: file) }
      if !seen.insert(identity).inserted { throw .twice(path: file) }
    }
    if !overwrites, let taken = files.first(where: { DiskEntry($0).isTaken }) { throw .exists(path: taken) }
  }
}

/// Tells whether two paths lead to the same file, by whatever links, also where there is no file yet.
enum FileIdentity: Hashable {
  /// A regular file that exists.
  case file(DiskEntry.Identity)
  /// A name in a folder that exists.
  case name(DiskEntry.Identity, String)
  /// A name in a folder that does not exist, by its absolute path.
  case path(String)

  /// Looks at the disk. Nil for devices and pipes, which nothing written can destroy.
  init?(_ path: String) {
    if let found = DiskEntry(path).identity {
      guard found.isRegular else { return nil }
      self = .file(found)
      return
    }
    let url = URL(filePath: path)
    let folder = url.deletingLastPathComponent().path
    if let found = DiskEntry(folder).identity {
      self = .name(found, url.lastPathComponent)
    } else {
      self = .path(url.standardizedFileURL.path)
    }
  }
}
