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
