import Foundation
import Recording

/// Tells whether two paths lead to the same file, by whatever links, also where there is no file yet.
enum FileIdentity: Hashable {
  /// A regular file that exists, by device and inode.
  case file(device: UInt, inode: UInt)
  /// A name in a folder that exists.
  case name(device: UInt, inode: UInt, String)
  /// A name in a folder that does not exist, by its absolute path.
  case path(String)

  /// Looks at the disk. Nil for devices and pipes, which nothing written can destroy.
  init?(_ path: String) {
    var status = stat()
    if stat(path.onDisk, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else { return nil }
      self = .file(device: UInt(status.st_dev), inode: UInt(status.st_ino))
      return
    }
    let url = URL(filePath: path)
    let folder = url.deletingLastPathComponent().path
    if stat(folder.onDisk, &status) == 0 {
      self = .name(device: UInt(status.st_dev), inode: UInt(status.st_ino), url.lastPathComponent)
    } else {
      self = .path(url.standardizedFileURL.path)
    }
  }
}
