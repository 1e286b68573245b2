import Glibc

/// What the file system says about an open recording.
public enum DiskSpace {
  /// Bytes that this user may still write into the folder of a file; nil when the system does not tell.
  public static func freeBytes(beside path: String) -> Int? {
    var status = statvfs()
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard statvfs(folder.onDisk, &status) == 0 else { return nil }
    return Int(clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
  }
}

extension RecordingWriter {
  /// Whether its file is still where it was made. Writing goes on working when it is deleted or its disk taken away, and
  /// all of it is lost.
  public var isInPlace: Bool {
    guard let sound, sound.descriptor.isRegular else { return true }
    var (here, there) = (stat(), stat())
    return fstat(sound.descriptor.number, &here) == 0 && stat(path.onDisk, &there) == 0 && here.st_ino == there.st_ino
      && here.st_dev == there.st_dev
  }
}
