import Foundation
import Recording

/// A file that grows line by line. What has been flushed survives the end of the process.
public final class TableFile {
  /// Where it is.
  public let path: String
  private var handle: Int32
  private var pending: [UInt8] = []
  /// Bytes handed to the system so far.
  private var length = 0
  /// Whether it was not there before.
  private let isNew: Bool
  private static let pendingLimit = 65_536

  /// Creates the file; an existing one is replaced only when `overwrites`.
  public init(path: String, overwrites: Bool) throws(OutputError) {
    self.path = path
    // O_NONBLOCK: a named pipe without a reader is refused instead of waited for
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK
    let new = open(path.onDisk, flags | O_EXCL, 0o644)
    isNew = new >= 0
    handle = new < 0 && errno == EEXIST && overwrites ? open(path.onDisk, flags | O_TRUNC, 0o644) : new
    guard handle >= 0 else { throw .creating(path, code: errno) }
  }

  deinit {
    guard handle >= 0 else { return }
    Foundation.close(handle)
    removeIfEmpty()
  }

  /// An empty file that nobody has finished would look like a result, and stand in the way of the next try.
  private func removeIfEmpty() {
    if isNew && length == 0 { unlink(path) }
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
    var done = 0
    while done < pending.count {
      let written = pending.withUnsafeBytes {
        Foundation.write(handle, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else {
        let failure = Self.failure(path)
        if done > 0, ftruncate(handle, off_t(length)) == 0 { lseek(handle, off_t(length), SEEK_SET) }
        throw failure
      }
      done += written
    }
    length += done
    pending.removeAll(keepingCapacity: true)
  }

  /// Flushes, and waits until everything is on the disk. A device such as `/dev/null` has nothing to wait for.
  public func sync() throws(OutputError) {
    guard handle >= 0 else { return }
    try flush()
    guard fdatasync(handle) == 0 || errno == EINVAL || errno == EROFS else { throw Self.failure(path) }
  }

  /// Flushes and closes; closing twice does nothing.
  public func close() throws(OutputError) {
    guard handle >= 0 else { return }
    defer { handle = -1 }
    do { try flush() } catch {
      Foundation.close(handle)
      removeIfEmpty()
      throw error
    }
    guard Foundation.close(handle) == 0 else { throw Self.failure(path) }
  }

  private static func failure(_ path: String) -> OutputError {
    [ENOSPC, EDQUOT, EFBIG].contains(errno)
      ? .diskFull(path: path) : .write(path: path, reason: "as the system says: \(String(cString: strerror(errno)))")
  }
}

/// Outputs that are not there yet when a command begins to write them: should nothing come of it, they are taken away again,
/// so that none is taken for a result or stands in the way of the next try. What was there before stays.
public struct FreshOutputs: Sendable {
  private let files: [String]
  private let folders: [String]

  /// Of files, and of the folders that have to be made for one, itself included.
  public init(files: [String], folder: String? = nil) {
    self.files = files.filter { access($0, F_OK) != 0 }
    folders = folder.map(OutputFolder.missing) ?? []
  }

  /// Takes away what has been made since; folders only when nothing else is in them.
  public func remove() {
    for path in files { unlink(path) }
    for path in folders { rmdir(path) }
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
