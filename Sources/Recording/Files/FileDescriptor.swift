import Glibc

/// An open file of the operating system. Closed by `close`, or with the last reference.
package final class FileDescriptor {
  /// The system's number for it.
  let number: CInt
  /// Length of a regular file when it was opened, in bytes; 0 for a device.
  let length: Int
  /// Bytes that it takes on the disk, holes left out.
  let allocatedBytes: Int
  /// Whether it is a regular file.
  let isRegular: Bool
  private var isOpen = true

  /// Takes over an open descriptor.
  private init(_ number: CInt, _ status: stat) {
    self.number = number
    length = Int(status.st_size)
    allocatedBytes = Int(status.st_blocks) * 512
    isRegular = status.st_mode & S_IFMT == S_IFREG
  }

  /// Opens a file that this program has just made, for reading.
  convenience init(opening path: String) throws(CallError) {
    try self.init(taking: open(path, O_RDONLY | O_CLOEXEC), "open")
  }

  /// Creates an empty file that only its owner may read, or empties the one that an earlier try has left.
  convenience init(draft path: String) throws(CallError) {
    try self.init(taking: open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600), "open")
  }

  /// The same file once more, with the length that it has now. The lock of one is that of both.
  func again() throws(CallError) -> FileDescriptor {
    try FileDescriptor(taking: fcntl(number, F_DUPFD_CLOEXEC, 0), "fcntl")
  }

  private convenience init(taking number: CInt, _ call: String) throws(CallError) {
    var status = stat()
    guard number >= 0, fstat(number, &status) == 0 else {
      let code = errno
      if number >= 0 { _ = Glibc.close(number) }
      throw CallError(call, code: code)
    }
    self.init(number, status)
  }

  deinit {
    // An error here has no one left to hear it; whoever wants to know calls `close`.
    if isOpen { _ = Glibc.close(number) }
  }

  /// Opens a regular file for reading, or also to mend it. A named pipe does not block: it is recognised and refused.
  convenience init(reading path: String, toMend: Bool = false) throws(RecordingError) {
    guard !path.utf8.contains(0) else { throw .nulInPath(path: path) }
    let number = open(path.onDisk, (toMend ? O_RDWR : O_RDONLY) | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else {
      let code = errno
      if toMend, access(path.onDisk, R_OK) == 0 { throw .notPermitted(path: path, .writing) }
      throw .opening(path, code: code)
    }
    let status = try Self.status(number, path)
    self.init(number, status)
    guard isRegular else { throw Self.refusal(path, status) }
  }

  /// Creates a file for writing; the flag says whether it is new. With `overwrite` an existing one is emptied;
  /// a character device is then allowed too, so that `/dev/null` can stand in for a file.
  static func create(
    _ path: String, overwrite: Bool
  ) throws(RecordingError) -> (descriptor: FileDescriptor, isNew: Bool) {
    guard !path.utf8.contains(0) else { throw .nulInPath(path: path) }
    let flags = O_RDWR | O_CREAT | O_NONBLOCK | O_CLOEXEC
    var isNew = true
    var number = open(path.onDisk, flags | O_EXCL, 0o666)
    if number < 0, errno == EEXIST, overwrite {
      isNew = false
      number = open(path.onDisk, flags, 0o666)
    }
    guard number >= 0 else { throw .creating(path, code: errno) }
    let status = try Self.status(number, path)
    let descriptor = FileDescriptor(number, status)
    guard descriptor.isRegular || status.st_mode & S_IFMT == S_IFCHR else { throw refusal(path, status) }
    if descriptor.isRegular, ftruncate(number, 0) != 0 { throw .creating(path, code: errno) }
    return (descriptor, isNew)
  }

  /// Closes; later calls do nothing. Returns the system's error code, or nil.
  func close() -> CInt? {
    guard isOpen else { return nil }
    isOpen = false
    return Glibc.close(number) == 0 ? nil : errno
  }

  private static func status(_ number: CInt, _ path: String) throws(RecordingError) -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else {
      let code = errno
      _ = Glibc.close(number)
      throw .opening(path, code: code)
    }
    return status
  }

  private static func refusal(_ path: String, _ status: stat) -> RecordingError {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: .folder(path: path)
    case S_IFIFO: .notAFile(path: path, kind: "a named pipe")
    case S_IFSOCK: .notAFile(path: path, kind: "a socket")
    default: .notAFile(path: path, kind: "a device")
    }
  }
}

extension FileDescriptor {
  /// Up to `count` bytes from `offset`, without moving the position; fewer at the end of the file.
  func bytes(at offset: Int, count: Int) throws(CallError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let start = filled
      let got = bytes.withUnsafeMutableBytes {
        pread(number, $0.baseAddress?.advanced(by: start), count - start, off_t(offset + start))
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw CallError("pread", code: errno) }
      if got == 0 { break }
      filled += got
    }
    return Array(bytes[..<filled])
  }

  /// Writes all of `bytes` at the current position.
  func write(_ bytes: [UInt8]) throws(CallError) {
    var written = 0
    while written < bytes.count {
      let start = written
      let count = bytes.withUnsafeBytes {
        Glibc.write(number, $0.baseAddress?.advanced(by: start), $0.count - start)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw CallError("write", code: errno) }
      written += count
    }
  }

  /// Goes back to the first byte.
  func rewind() throws(CallError) {
    guard lseek(number, 0, SEEK_SET) == 0 else { throw CallError("lseek", code: errno) }
  }
}
