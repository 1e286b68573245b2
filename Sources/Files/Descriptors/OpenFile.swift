import Glibc
import SystemPackage

/// An open file of the operating system. Closed by `close`, or with the last reference.
package final class OpenFile {
  /// Length of a regular file when it was opened, in bytes; 0 for a device.
  package let length: Int
  /// Bytes that it takes on the disk, holes left out.
  package let allocatedBytes: Int
  private let descriptor: FileDescriptor
  private let type: FileType
  private var isOpen = true

  /// The system's number for it.
  package var number: CInt { descriptor.rawValue }
  /// Whether it is a regular file.
  package var isRegular: Bool { type == .regular }

  /// Takes over a descriptor.
  private init(_ step: FileError.Step, _ open: () throws -> FileDescriptor) throws(FileError) {
    let status: Stat
    (descriptor, status) = try FileError.on(step) {
      let descriptor = try open()
      do { return (descriptor, try Stat(descriptor)) } catch {
        try? descriptor.close()
        throw error
      }
    }
    (length, allocatedBytes, type) = (Int(status.size), Int(status.sizeAllocated), status.type)
  }

  private convenience init(
    _ step: FileError.Step, _ path: String, _ mode: FileDescriptor.AccessMode,
    _ options: FileDescriptor.OpenOptions = [], _ rights: CInterop.Mode? = nil
  ) throws(FileError) {
    guard !path.utf8.contains(0) else { throw FileError(step, .nulInPath) }
    try self.init(step) {
      try FileDescriptor.open(
        path.onDisk, mode, options: options.union(.closeOnExec),
        permissions: rights.map { FilePermissions(rawValue: $0) })
    }
  }

  deinit {
    // An error here has no one left to hear it; whoever wants to know calls `close`.
    if isOpen { try? descriptor.close() }
  }

  /// Opens a regular file for reading, or also to mend it. A named pipe does not block: it is recognised and refused.
  package convenience init(reading path: String, toMend: Bool = false) throws(FileError) {
    do throws(FileError) {
      try self.init(.opening, path, toMend ? .readWrite : .readOnly, .nonBlocking)
    } catch {
      // who may read it may not write it
      if toMend, access(path.onDisk, R_OK) == 0 { throw FileError(.creating, .system(.permissionDenied)) }
      throw error
    }
    if let kind = FileKind(type) { throw FileError(.opening, .kind(kind)) }
  }

  /// Opens anything that can be read and waits for it, as for a pipe.
  package convenience init(stream path: String) throws(FileError) { try self.init(.opening, path, .readOnly) }

  /// Creates an empty file that only its owner may read, or empties the one that an earlier try has left.
  package convenience init(draft path: String) throws(FileError) {
    try self.init(.creating, path, .readWrite, [.create, .truncate, .noFollow], 0o600)
  }

  /// Creates a file for reading and writing; the flag says whether it is new. With `overwrite` an existing one is emptied;
  /// a character device is then allowed too, so that `/dev/null` can stand in for a file.
  package static func create(_ path: String, overwrite: Bool) throws(FileError) -> (file: OpenFile, isNew: Bool) {
    do throws(FileError) {
      let made = try made(path, .readWrite, 0o666, overwrite: overwrite)
      if let kind = FileKind(made.file.type), made.file.type != .characterSpecial {
        throw FileError(.creating, .kind(kind))
      }
      return made
    } catch {
      throw error.meaning == .exists && DiskEntry(path).isFolder ? FileError(.creating, .kind(.folder)) : error
    }
  }

  /// Creates a file that is written from its first byte to its last, also to a device or a pipe with a reader: a pipe without
  /// one is refused instead of waited for.
  package static func output(_ path: String, overwrite: Bool) throws(FileError) -> (file: OpenFile, isNew: Bool) {
    try made(path, .writeOnly, 0o644, overwrite: overwrite)
  }

  private static func made(
    _ path: String, _ mode: FileDescriptor.AccessMode, _ rights: CInterop.Mode, overwrite: Bool
  ) throws(FileError) -> (file: OpenFile, isNew: Bool) {
    do throws(FileError) {
      return (try OpenFile(.creating, path, mode, [.create, .exclusiveCreate, .nonBlocking], rights), true)
    } catch {
      guard error.meaning == .exists, overwrite else { throw error }
    }
    let file = try OpenFile(.creating, path, mode, [.create, .nonBlocking], rights)
    if file.isRegular { try FileError.on(.creating) { try file.descriptor.resize(to: 0) } }
    return (file, false)
  }

  /// The same file once more, with the length that it has now. The lock of one is that of both.
  package func again() throws(FileError) -> OpenFile {
    let number = try numberOnce()
    return try OpenFile(.opening) { FileDescriptor(rawValue: number) }
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
