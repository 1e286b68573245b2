import Glibc
import SystemPackage

/// A file made anew beside an old one, which takes its place only once it is whole on the disk. The old one stays as
/// `NAME.before-repair`, byte for byte.
package struct FileReplacement {
  private let path: String

  /// Where the new file is made.
  package var draft: String { Self.draft(of: path) }

  /// Nothing is made yet.
  package init(of path: String) { self.path = path }

  /// Where the new file is made; what an interrupted repair has left there can be removed.
  package static func draft(of path: String) -> String { path + ".mending" }

  /// The file that a name leads to, should it be a symbolic link.
  package static func target(of path: String) -> String {
    guard (try? Stat(path.onDisk, followTargetSymlink: false).type) == .symbolicLink,
      let found = realpath(path.onDisk, nil)
    else { return path }
    defer { free(found) }
    return String(nameOnDisk: UnsafeRawBufferPointer(start: found, count: strlen(found)))
  }

  /// Whether files may be made and renamed there.
  package static func isPossible(beside path: String) -> Bool { DiskEntry(DiskEntry(path).folder).isOpenFolder }

  /// Removes a draft that does not get its place.
  package func discard() { DiskEntry(draft).remove() }

  /// Gives the draft the rights and times of the old file, brings it to the disk, and exchanges both names.
  ///
  /// - Returns: where the old file is now. Should anything fail, it still has its name.
  package func commit(waitsForDisk: Bool) throws(FileError) -> String {
    try takeOver(waitsForDisk: waitsForDisk)
    let kept = try keep()
    do throws(FileError) { try DiskEntry(draft).move(to: path) } catch {
      if DiskEntry(path).exists { DiskEntry(kept).remove() } else { try? DiskEntry(kept).move(to: path) }
      throw error
    }
    if waitsForDisk { DiskEntry(path).syncFolder() }
    return kept
  }

  /// What link(2) says where a file system, or this user, has no second names.
  private static let noSecondNames: [Errno] = [
    .notPermitted, .notSupportedOnSocket, .noFunction, .tooManyLinks, .permissionDenied,
  ]

  /// The old file under a second name; where the file system has no second names, under that name alone.
  private func keep() throws(FileError) -> String {
    var number = 1
    while true {
      let name = path + ".before-repair" + (number == 1 ? "" : "-\(number)")
      do throws(FileError) {
        try DiskEntry(path).link(as: name)
        return name
      } catch {
        // an interrupted repair may have given the old file this name already
        if DiskEntry(path).isSame(as: name) { return name }
        if error.meaning != .exists, !DiskEntry(name).exists {
          guard case .system(let code) = error.cause, Self.noSecondNames.contains(code) else { throw error }
          do { try DiskEntry(path).move(to: name) } catch _ { throw error }
          return name
        }
      }
      number += 1
    }
  }

  private func takeOver(waitsForDisk: Bool) throws(FileError) {
    try FileError.on(.writing) {
      let old = try Stat(path.onDisk).rawValue
      let new = try FileDescriptor.open(draft.onDisk, .readWrite, options: .closeOnExec)
      try new.closeAfter {
        // a file system without rights, or another owner's file: no reason against mending
        _ = fchown(new.rawValue, old.st_uid, old.st_gid)
        _ = fchmod(new.rawValue, old.st_mode & 0o7777)
        _ = futimens(new.rawValue, [old.st_atim, old.st_mtim])
        guard !waitsForDisk || fsync(new.rawValue) == 0 else { throw Errno(rawValue: errno) }
      }
    }
  }
}
