import Glibc

/// A file made anew beside an old one, which takes its place only once it is whole on the disk. The old one stays as
/// `NAME.before-repair`, byte for byte.
struct FileReplacement {
  private let path: String

  /// Where the new file is made.
  var draft: String { Self.draft(of: path) }

  init(of path: String) { self.path = path }

  /// Where the new file is made; what an interrupted repair has left there can be removed.
  static func draft(of path: String) -> String { path + ".mending" }

  /// The file that a name leads to, should it be a symbolic link.
  static func target(of path: String) -> String {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK, let found = realpath(path, nil) else {
      return path
    }
    defer { free(found) }
    return String(cString: found)
  }

  /// Whether files may be made and renamed there.
  static func isPossible(beside path: String) -> Bool { access(folder(of: path), W_OK | X_OK) == 0 }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// Removes a draft that does not get its place.
  func discard() { unlink(draft) }

  /// Gives the draft the rights and times of the old file, brings it to the disk, and exchanges both names.
  ///
  /// - Returns: where the old file is now. Should anything fail, it still has its name.
  func commit(waitsForDisk: Bool) throws(CallError) -> String {
    try takeOver(waitsForDisk: waitsForDisk)
    let kept = try keep()
    guard rename(draft, path) == 0 else {
      let code = errno
      if access(path, F_OK) != 0 { rename(kept, path) } else { unlink(kept) }
      throw CallError("rename", code: code)
    }
    if waitsForDisk { syncFolder() }
    return kept
  }

  /// The old file under a second name; where the file system has no second names, under that name alone.
  private func keep() throws(CallError) -> String {
    var number = 1
    while true {
      let name = path + ".before-repair" + (number == 1 ? "" : "-\(number)")
      if link(path, name) == 0 || isSame(name) { return name }
      let code = errno
      if code != EEXIST, access(name, F_OK) != 0 {
        guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK, EACCES].contains(code), rename(path, name) == 0 else {
          throw CallError("link", code: code)
        }
        return name
      }
      number += 1
    }
  }

  /// Whether an interrupted repair has given the old file this name already.
  private func isSame(_ name: String) -> Bool {
    let code = errno
    defer { errno = code }
    var (here, there) = (stat(), stat())
    return stat(path, &here) == 0 && stat(name, &there) == 0 && here.st_ino == there.st_ino
      && here.st_dev == there.st_dev
  }

  private func takeOver(waitsForDisk: Bool) throws(CallError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw CallError("stat", code: errno) }
    let number = open(draft, O_RDWR | O_CLOEXEC)
    guard number >= 0 else { throw CallError("open", code: errno) }
    defer { close(number) }
    // a file system without rights, or another owner's file: no reason against mending
    _ = fchown(number, status.st_uid, status.st_gid)
    _ = fchmod(number, status.st_mode & 0o7777)
    let times = [status.st_atim, status.st_mtim]
    _ = futimens(number, times)
    guard !waitsForDisk || fsync(number) == 0 else { throw CallError("fsync", code: errno) }
  }

  /// Best effort: some file systems do not sync folders.
  private func syncFolder() {
    let number = open(Self.folder(of: path), O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { return }
    fsync(number)
    close(number)
  }
}
