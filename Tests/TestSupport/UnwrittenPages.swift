import Glibc

/// What the system still holds in memory only of a file's bytes: what a power cut would cost. Names in folders do not count.
package enum UnwrittenPages {
  /// Whether this system tells (Linux 6.5 and later) for files in a folder: false too where nothing ever waits for a disk, as
  /// in `/dev/shm`.
  package static func areTold(in folder: String) -> Bool {
    let path = folder + "/unwritten-pages"
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    defer {
      close(file)
      unlink(path)
    }
    return (0..<8).contains { _ in
      // the system may write it just now, so it is asked more than once
      var byte: UInt8 = 1
      return pwrite(file, &byte, 1, 0) == 1 && (count(file) ?? 0) > 0
    }
  }

  /// Pages of a file, where the system tells.
  package static func count(of path: String) -> Int? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return count(file)
  }

  private typealias Call =
    @convention(c) (CLong, CInt, UnsafeRawPointer, UnsafeMutableRawPointer, CUnsignedInt) -> CLong

  /// `cachestat`, which the C library does not have yet; its number is the same on every machine.
  private static func count(_ file: CInt) -> Int? {
    guard let found = dlsym(nil, "syscall") else { return nil }
    let call = unsafeBitCast(found, to: Call.self)
    // from the start to the end
    let range: [UInt64] = [0, 0]
    // cached, dirty, being written, evicted, recently evicted
    var pages = [UInt64](repeating: 0, count: 5)
    return call(451, file, range, &pages, 0) == 0 ? Int(pages[1] + pages[2]) : nil
  }
}
