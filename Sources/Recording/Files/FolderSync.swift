import Glibc

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
