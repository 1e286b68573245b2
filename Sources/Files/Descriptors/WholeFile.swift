/// Files written and read whole: tables, sidecars, settings.
package enum WholeFile {
  /// Creates the file, or leaves nothing. What is written is on the disk.
  ///
  /// - Parameter overwrite: whether a file of that name may be replaced.
  package static func write(_ bytes: [UInt8], to path: String, overwrite: Bool) throws(FileError) {
    let file = try NewFile(path, overwrite: overwrite)
    do throws(FileError) { try file.fill(bytes) } catch {
      file.discard()
      throw error
    }
    DiskEntry(path).syncFolder()
  }

  /// Where `replace` writes first; what an interrupted one has left there can be removed.
  package static func draft(of path: String) -> String { path + ".new" }

  /// Puts bytes in the place of a file: written beside it under another name, brought to the disk, then renamed. Whoever
  /// reads sees the old or the new file, never a part.
  package static func replace(_ bytes: [UInt8], at path: String) throws(FileError) {
    let new = draft(of: path)
    let file = try NewFile(new, overwrite: true)
    do throws(FileError) {
      try file.fill(bytes)
      try DiskEntry(new).move(to: path)
    } catch {
      DiskEntry(new).remove()
      throw error
    }
    DiskEntry(path).syncFolder()
  }

  /// Reads everything, also from a pipe; more than `mostBytes` is refused.
  package static func read(_ path: String, mostBytes: Int) throws(FileError) -> [UInt8] {
    let bytes = try OpenFile(stream: path).rest(mostBytes: mostBytes)
    guard bytes.count <= mostBytes else { throw FileError(.opening, .tooLarge(mostBytes: mostBytes)) }
    return bytes
  }
}

/// A file just created or emptied; `discard` takes it away again when nothing came of it.
package struct NewFile {
  /// Open for writing.
  package let file: OpenFile
  private let path: String
  private let isNew: Bool

  /// Creates it; only with `overwrite` over an existing one.
  package init(_ path: String, overwrite: Bool) throws(FileError) {
    self.path = path
    (file, isNew) = try OpenFile.create(path, overwrite: overwrite)
  }

  /// Writes everything, waits until it is on the disk, and closes.
  fileprivate func fill(_ bytes: [UInt8]) throws(FileError) {
    try file.write(bytes)
    try file.sync()
    try file.close()
  }

  /// Removes the file if it was not there before: an empty one would be in the way of the next try.
  /// Should that fail too, the first error is the one to tell.
  package func discard() {
    if isNew { DiskEntry(path).remove() }
  }
}
