import Glibc
import SystemPackage

/// What stands under a path, looked at anew with every question. swift-system knows no calls for names in folders yet.
package struct DiskEntry {
  private let path: String
  private let name: [CChar]

  /// Looks at nothing yet.
  package init(_ path: String) { (self.path, name) = (path, path.onDisk) }

  /// Whether a link or anything else has this name, whether or not it leads somewhere.
  package var isTaken: Bool { (try? Stat(name, followTargetSymlink: false)) != nil }

  /// Whether it leads to something.
  package var exists: Bool { access(name, F_OK) == 0 }

  /// Whether it leads to a folder.
  package var isFolder: Bool { (try? Stat(name).type) == .directory }

  /// Whether it is a folder itself, not a link to one.
  package var isRealFolder: Bool { (try? Stat(name, followTargetSymlink: false).type) == .directory }

  /// Whether it is a folder in which this user may make and rename files.
  package var isOpenFolder: Bool { access(name, W_OK | X_OK) == 0 }

  /// Bytes of a file; nil when there is none.
  package var byteCount: Int? { (try? Stat(name)).map { Int($0.size) } }

  /// Seconds since 1970 at which it was last written to; nil when it cannot be told.
  package var modified: Int? { (try? Stat(name)).map { $0.rawValue.st_mtim.tv_sec } }

  /// Whether it leads to the same file as another path.
  package func isSame(as other: String) -> Bool {
    identity != nil && identity == DiskEntry(other).identity
  }

  /// Device and inode of what it leads to, and whether that is a regular file; nil when it leads nowhere.
  package var identity: Identity? {
    (try? Stat(name)).map {
      Identity(device: $0.rawValue.st_dev, inode: $0.rawValue.st_ino, isRegular: $0.type == .regular)
    }
  }

  /// Tells files apart, whatever their names.
  package struct Identity: Hashable, Sendable {
    /// The disk.
    package let device: UInt
    /// The file on it.
    package let inode: UInt
    /// Whether it is a regular file.
    package let isRegular: Bool
  }

  /// Looks whether it leads to something.
  package func check() throws(FileError) {
    do { _ = try Stat(name) } catch { throw FileError(.opening, .system(error)) }
  }

  /// Takes a name away; false when it was not there or stays.
  @discardableResult package func remove() -> Bool { unlink(name) == 0 }

  /// Takes an empty folder away.
  package func removeFolder() { rmdir(name) }

  /// Gives it another name; what had that name is gone.
  package func move(to other: String) throws(FileError) {
    guard rename(name, other.onDisk) == 0 else { throw Self.failure() }
  }

  /// Gives it a second name.
  package func link(as other: String) throws(FileError) {
    guard Glibc.link(name, other.onDisk) == 0 else { throw Self.failure() }
  }

  /// Makes it a folder.
  package func makeFolder(_ rights: mode_t = 0o777) throws(FileError) {
    guard mkdir(name, rights) == 0 else { throw Self.failure() }
  }

  private static func failure() -> FileError { FileError(.writing, .system(Errno(rawValue: errno))) }

  /// The folder that holds it, as a path.
  package var folder: String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// Bytes that this user may still write into that folder; nil when the system does not tell.
  package var freeBytesBeside: Int? {
    var status = statvfs()
    guard statvfs(folder.onDisk, &status) == 0 else { return nil }
    return Int(clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
  }

  /// Brings the names in that folder to the disk: without it a file that is new, or that took another's place, may be missing
  /// after a power cut, however well its bytes are kept. A file system that knows no such thing has nothing to wait for; should
  /// a disk fail, the next write to the file tells it.
  package func syncFolder() {
    guard let folder = try? FileDescriptor.open(folder.onDisk, .readOnly, options: [.directory, .closeOnExec])
    else { return }
    fsync(folder.rawValue)
    try? folder.close()
  }
}
