import Glibc
import SystemPackage

/// An open file of the operating system. Closed by `close`, or with the last reference.
package final class OpenFile {
  /// Length of a regular file when it was opened, in bytes; 0 for a device.
  package let length: Int
  /// Bytes that it takes on the disk, holes left out.
  package let allocatedBytes: Int
  /// Whether it is a regular file.
  package let isRegular: Bool
  private let descriptor: FileDescriptor
  private var isOpen = true

  /// The system's number for it.
  package var number: CInt { descriptor.rawValue }

  /// Takes over an open descriptor.
  private init(_ descriptor: FileDescriptor, _ status: Stat) {
    self.descriptor = descriptor
    length = Int(status.size)
    allocatedBytes = Int(status.sizeAllocated)
    isRegular = status.type == .regular
  }

  deinit {
    // An error here has no one left to hear it; whoever wants to know calls `close`.
    if isOpen { try? descriptor.close() }
  }

  /// Opens a regular file for reading, or also to mend it. A named pipe does not block: it is recognised and refused.
  package convenience init(reading path: String, toMend: Bool = false) throws(FileError) {
    guard !path.utf8.contains(0) else { throw FileError(.opening, .nulInPath) }
    let (descriptor, status): (FileDescriptor, Stat)
    do throws(FileError) {
      (descriptor, status) = try Self.opened(path, toMend ? .readWrite : .readOnly, [.nonBlocking])
    } catch {
      // who may read it may not write it
      if toMend, access(path.onDisk, R_OK) == 0 { throw FileError(.creating, .system(.permissionDenied)) }
      throw error
    }
    self.init(descriptor, status)
    if let kind = FileKind(status.type) { throw FileError(.opening, .kind(kind)) }
  }

  /// Creates an empty file that only its owner may read, or empties the one that an earlier try has left.
  package convenience init(draft path: String) throws(FileError) {
    let options: FileDescriptor.OpenOptions = [.create, .truncate, .noFollow]
    let (descriptor, status) = try Self.opened(path, .readWrite, options, .creating, [.ownerReadWrite])
    self.init(descriptor, status)
  }

  /// Creates a file for writing; the flag says whether it is new. With `overwrite` an existing one is emptied;
  /// a character device is then allowed too, so that `/dev/null` can stand in for a file.
  package static func create(_ path: String, overwrite: Bool) throws(FileError) -> (file: OpenFile, isNew: Bool) {
    guard !path.utf8.contains(0) else { throw FileError(.creating, .nulInPath) }
    let (made, isNew): ((FileDescriptor, Stat), Bool)
    do throws(FileError) {
      (made, isNew) = try Self.made(path, .readWrite, [.create, .nonBlocking], 0o666, overwrite: overwrite)
    } catch {
      throw error.meaning == .exists && DiskEntry(path).isFolder ? FileError(.creating, .kind(.folder)) : error
    }
    guard made.1.type == .regular || made.1.type == .characterSpecial else {
      try? made.0.close()
      throw FileError(.creating, FileKind(made.1.type).map { .kind($0) } ?? .system(.invalidArgument))
    }
    let file = OpenFile(made.0, made.1)
    if file.isRegular { try FileError.on(.creating) { try file.descriptor.resize(to: 0) } }
    return (file, isNew)
  }

  /// Creates a file that is written from its first byte to its last and never read, also to a device or a pipe with a reader:
  /// a pipe without one is refused instead of waited for.
  package static func output(_ path: String, overwrite: Bool) throws(FileError) -> (file: OpenFile, isNew: Bool) {
    let (made, isNew) = try made(path, .writeOnly, [.create, .nonBlocking], 0o644, overwrite: overwrite)
    let file = OpenFile(made.0, made.1)
    if !isNew, file.isRegular { try FileError.on(.creating) { try file.descriptor.resize(to: 0) } }
    return (file, isNew)
  }

  private static func made(
    _ path: String, _ mode: FileDescriptor.AccessMode, _ options: FileDescriptor.OpenOptions, _ rights: CInterop.Mode,
    overwrite: Bool
  ) throws(FileError) -> ((FileDescriptor, Stat), isNew: Bool) {
    let permissions = FilePermissions(rawValue: rights)
    do throws(FileError) {
      return (try opened(path, mode, options.union(.exclusiveCreate), .creating, permissions), true)
    } catch {
      guard error.meaning == .exists, overwrite else { throw error }
    }
    return (try opened(path, mode, options, .creating, permissions), false)
  }

  private static func opened(
    _ path: String, _ mode: FileDescriptor.AccessMode, _ options: FileDescriptor.OpenOptions,
    _ step: FileError.Step = .opening, _ permissions: FilePermissions? = nil
  ) throws(FileError) -> (FileDescriptor, Stat) {
    try FileError.on(step) {
      let descriptor = try FileDescriptor.open(
        path.onDisk, mode, options: options.union(.closeOnExec), permissions: permissions)
      return try Self.withStatus(descriptor)
    }
  }

  private static func withStatus(_ descriptor: FileDescriptor) throws(Errno) -> (FileDescriptor, Stat) {
    do throws(Errno) { return (descriptor, try Stat(descriptor)) } catch {
      try? descriptor.close()
      throw error
    }
  }

  /// The same file once more, with the length that it has now. The lock of one is that of both.
  package func again() throws(FileError) -> OpenFile {
    let number = try numberOnce()
    let (descriptor, status) = try FileError.on(.opening) {
      try Self.withStatus(FileDescriptor(rawValue: number))
    }
    return OpenFile(descriptor, status)
  }

  /// One more number for the same file, for a library that closes the one it gets. swift-system's `duplicate` would let a
  /// program that is started meanwhile have it too.
  package func numberOnce() throws(FileError) -> CInt {
    let number = fcntl(descriptor.rawValue, F_DUPFD_CLOEXEC, 0)
    guard number >= 0 else { throw FileError(.opening, .system(Errno(rawValue: errno))) }
    return number
  }

  /// Closes; later calls do nothing.
  package func close() throws(FileError) {
    guard isOpen else { return }
    isOpen = false
    try FileError.on(.writing) { try descriptor.close() }
  }

  /// Whether a path still leads to this file: writing goes on working when it is deleted or its disk taken away, and all of it
  /// is lost. What is no regular file is always there.
  package func isAt(_ path: String) -> Bool {
    guard isRegular else { return true }
    guard let here = try? Stat(descriptor), let there = try? Stat(path.onDisk) else { return false }
    return here.inode == there.inode && here.deviceID == there.deviceID
  }
}

/// None of these but `rewind` and `write` without an offset moves the position.
extension OpenFile {
  /// Up to `count` bytes from `offset`; fewer at the end of the file.
  package func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    try FileError.on(.reading) {
      try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        let room = UnsafeMutableRawBufferPointer(buffer)
        while filled < count {
          let rest = UnsafeMutableRawBufferPointer(rebasing: room[filled..<count])
          let got = try descriptor.read(fromAbsoluteOffset: Int64(offset + filled), into: rest)
          if got == 0 { break }
          filled += got
        }
      }
    }
  }

  /// Everything from the position on, also from a pipe.
  package func rest(mostBytes: Int) throws(FileError) -> [UInt8] {
    try FileError.on(.opening) {
      var bytes: [UInt8] = []
      var block = [UInt8](repeating: 0, count: 1 << 14)
      while bytes.count <= mostBytes {
        let got = try block.withUnsafeMutableBytes { try descriptor.read(into: $0) }
        if got == 0 { break }
        bytes += block[..<got]
      }
      return bytes
    }
  }

  /// Opens anything that can be read and waits for it, as for a pipe.
  package static func stream(_ path: String) throws(FileError) -> OpenFile {
    guard !path.utf8.contains(0) else { throw FileError(.opening, .nulInPath) }
    let (descriptor, status) = try opened(path, .readOnly, [])
    return OpenFile(descriptor, status)
  }

  /// Writes all of `bytes` at the current position.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    try FileError.on(.writing) { _ = try descriptor.writeAll(bytes) }
  }

  /// Writes all of `bytes` from `offset` on. Within one page a killed program leaves either the old or the new ones.
  package func write(_ bytes: [UInt8], at offset: Int) throws(FileError) {
    try FileError.on(.writing) { _ = try descriptor.writeAll(toAbsoluteOffset: Int64(offset), bytes) }
  }

  /// Goes back to the first byte, or to another.
  package func rewind(to offset: Int = 0) throws(FileError) {
    try FileError.on(.reading) { _ = try descriptor.seek(offset: Int64(offset), from: .start) }
  }

  /// Length now, in bytes.
  package func currentLength() throws(FileError) -> Int {
    do { return Int(try Stat(descriptor).size) } catch { throw FileError(.reading, .system(error)) }
  }

  /// Cuts off everything from `length` on.
  package func truncate(to length: Int) throws(FileError) {
    try FileError.on(.writing) { try descriptor.resize(to: Int64(length)) }
  }

  /// Waits until everything is on the disk. A device such as `/dev/null` has nothing to wait for.
  package func sync() throws(FileError) {
    guard fdatasync(number) == 0 || errno == EINVAL || errno == EROFS else {
      throw FileError(.writing, .system(Errno(rawValue: errno)))
    }
  }

  /// Keeps others from taking the lock until this file is closed; false when another program has it.
  package func lock() -> Bool { flock(number, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK }
}
