import Glibc

/// A text file, written whole: tables and sidecars.
public enum TextFile {
  /// Creates the file and writes the text in UTF-8, or leaves nothing. What is written is on the disk.
  ///
  /// - Parameter overwrite: whether a file of that name may be replaced.
  /// - Throws: the errors of creating and writing a file.
  public static func write(_ text: String, to path: String, overwrite: Bool = false) throws(RecordingError) {
    try write(Array(text.utf8), to: path, overwrite: overwrite)
  }

  /// The same for bytes.
  static func write(_ bytes: [UInt8], to path: String, overwrite: Bool) throws(RecordingError) {
    let file = try NewFile(path, overwrite: overwrite)
    do throws(CallError) {
      try file.descriptor.write(bytes)
      try file.descriptor.sync()
      if let code = file.descriptor.close() { throw CallError("close", code: code) }
    } catch {
      file.discard()
      throw .writing(path, frame: 0, error)
    }
    FolderSync.sync(folderOf: path)
  }

  /// Puts bytes in the place of a file: written beside it under another name, brought to the disk, then renamed. Whoever
  /// reads sees the old or the new file, never a part.
  public static func replace(_ bytes: [UInt8], at path: String) throws(RecordingError) {
    let new = path + ".new"
    let file = try NewFile(new, overwrite: true)
    do throws(CallError) {
      try file.descriptor.write(bytes)
      try file.descriptor.sync()
      if let code = file.descriptor.close() { throw CallError("close", code: code) }
      guard rename(new.onDisk, path.onDisk) == 0 else { throw CallError("rename", code: errno) }
    } catch {
      unlink(new.onDisk)
      throw .writing(path, frame: 0, error)
    }
    FolderSync.sync(folderOf: path)
  }
}

/// Brings the names in a folder to the disk: without it a file that is new, or that took another's place, may be missing
/// after a power cut, however well its bytes are kept.
package enum FolderSync {
  /// Of the folder that holds a file. A file system that knows no such thing has nothing to wait for; should a disk fail, the
  /// next write to the file tells it.
  package static func sync(folderOf path: String) {
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let number = open(folder.onDisk, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { return }
    fsync(number)
    close(number)
  }
}

/// A file just created or emptied; `discard` takes it away again when nothing came of it.
struct NewFile {
  /// Open for writing.
  let descriptor: FileDescriptor
  private let path: String
  private let isNew: Bool

  /// Creates it; only with `overwrite` over an existing one.
  init(_ path: String, overwrite: Bool) throws(RecordingError) {
    self.path = path
    (descriptor, isNew) = try FileDescriptor.create(path, overwrite: overwrite)
  }

  /// Removes the file if it was not there before: an empty one would be in the way of the next try.
  /// Should that fail too, the first error is the one to tell.
  func discard() {
    if isNew { _ = unlink(path.onDisk) }
  }
}

extension TextFile {
  /// More than any text that people write.
  public static let mostBytes = 1 << 20

  /// Reads a text file whole, also from a pipe.
  ///
  /// - Parameter mostBytes: more is refused.
  /// - Throws: `.missing`, `.notPermitted`, `.folder`, and `.openFailed` for anything else, such as more than 1 MiB.
  public static func read(_ path: String, mostBytes: Int = TextFile.mostBytes) throws(RecordingError) -> [UInt8] {
    guard !path.utf8.contains(0) else { throw .nulInPath(path: path) }
    let number = open(path.onDisk, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw .opening(path, code: errno) }
    defer { _ = close(number) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count <= mostBytes {
      let got = block.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress, $0.count) }
      if got < 0, errno == EINTR { continue }
      if got < 0 { throw errno == EISDIR ? .folder(path: path) : .opening(path, code: errno) }
      if got == 0 { return bytes }
      bytes += block[..<got]
    }
    throw .openFailed(path: path, reason: "it is larger than \(mostBytes >> 20) MiB, which no text of this kind is")
  }
}
