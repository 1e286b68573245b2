import Files

/// A file that grows line by line. What has been flushed survives the end of the process.
public final class TableFile {
  /// Where it is.
  public let path: String
  private var file: OpenFile?
  private var pending: [UInt8] = []
  /// Bytes handed to the system so far.
  private var length = 0
  /// Whether it was not there before.
  private let isNew: Bool
  private static let pendingLimit = 65_536

  /// Creates the file; an existing one is replaced only when `overwrites`.
  public init(path: String, overwrites: Bool) throws(OutputError) {
    self.path = path
    let made: (file: OpenFile, isNew: Bool)
    do { made = try OpenFile.output(path, overwrite: overwrites) } catch { throw OutputError(path, error) }
    (file, isNew) = made
  }

  deinit {
    guard file != nil else { return }
    file = nil
    removeIfEmpty()
  }

  /// An empty file that nobody has finished would look like a result, and stand in the way of the next try.
  private func removeIfEmpty() {
    if isNew && length == 0 { DiskEntry(path).remove() }
  }

  /// Writes a whole file, or leaves none that was not there before.
  public static func write(_ bytes: [UInt8], to path: String, overwrites: Bool) throws(OutputError) {
    try FreshOutputs(files: [path]).removed { () throws(OutputError) in
      let file = try TableFile(path: path, overwrites: overwrites)
      try file.write(bytes)
      try file.close()
    }
  }

  /// Appends bytes; they reach the file when enough have gathered, at `flush` or at `close`.
  public func write(_ bytes: [UInt8]) throws(OutputError) {
    pending.append(contentsOf: bytes)
    if pending.count >= Self.pendingLimit { try flush() }
  }

  /// Hands everything to the system. What does not fit as a whole is taken back, so that no table ends with half a line;
  /// the next flush tries it again.
  public func flush() throws(OutputError) {
    guard let file, !pending.isEmpty else { return }
    do throws(FileError) { try file.write(pending) } catch {
      if file.isRegular {
        try? file.truncate(to: length)
        try? file.rewind(to: length)
      }
      throw OutputError(path, error)
    }
    length += pending.count
    pending.removeAll(keepingCapacity: true)
  }

  /// Flushes, and waits until everything is on the disk. A device such as `/dev/null` has nothing to wait for.
  public func sync() throws(OutputError) {
    guard let file else { return }
    try flush()
    do { try file.sync() } catch { throw OutputError(path, error) }
  }

  /// Flushes and closes; closing twice does nothing.
  public func close() throws(OutputError) {
    guard let file else { return }
    defer { self.file = nil }
    do { try flush() } catch {
      try? file.close()
      removeIfEmpty()
      throw error
    }
    do { try file.close() } catch { throw OutputError(path, error) }
  }
}

/// Outputs that are not there yet when a command begins to write them: should nothing come of it, they are taken away again,
/// so that none is taken for a result or stands in the way of the next try. What was there before stays.
public struct FreshOutputs: Sendable {
  private let files: [String]
  private let folders: [String]

  /// Of files, and of the folders that have to be made for one, itself included.
  public init(files: [String], folder: String? = nil) {
    self.files = files.filter { !DiskEntry($0).exists }
    folders = folder.map(OutputFolder.missing) ?? []
  }

  /// Takes away what has been made since; folders only when nothing else is in them.
  public func remove() {
    for path in files { DiskEntry(path).remove() }
    for path in folders { DiskEntry(path).removeFolder() }
  }

  /// Does what writes them, and takes them away when that fails.
  public func removed<Result, Failure: Error>(
    unlessDone write: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    do { return try write() } catch {
      remove()
      throw error
    }
  }
}
