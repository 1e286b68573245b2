import Foundation
import Recording

/// A file of a session, read whole.
enum SessionFile {
  /// Its bytes.
  static func bytes(_ path: String) throws(SessionFileError) -> [UInt8] {
    let number = open(path.onDisk, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw failure(path, errno) }
    defer { close(number) }
    var status = stat()
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path: path, reason: "it is not a file")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let got = bytes.withUnsafeMutableBytes { target in
        target.baseAddress.map { read(number, $0 + filled, target.count - filled) } ?? 0
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw failure(path, errno) }
      if got == 0 { break }
      filled += got
    }
    return Array(bytes[..<filled])
  }

  private static func failure(_ path: String, _ code: Int32) -> SessionFileError {
    switch code {
    case ENOENT, ENOTDIR: .missing(path: path)
    case EACCES, EPERM: .notPermitted(path: path)
    default: .unreadable(path: path, reason: String(cString: strerror(code)))
    }
  }
}
