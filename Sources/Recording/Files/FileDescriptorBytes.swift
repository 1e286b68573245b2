import Glibc

extension FileDescriptor {
  /// Up to `count` bytes from `offset`, without moving the position; fewer at the end of the file.
  func bytes(at offset: Int, count: Int) throws(CallError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let start = filled
      let got = bytes.withUnsafeMutableBytes {
        pread(number, $0.baseAddress?.advanced(by: start), count - start, off_t(offset + start))
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw CallError("pread", code: errno) }
      if got == 0 { break }
      filled += got
    }
    return Array(bytes[..<filled])
  }

  /// Writes all of `bytes` at the current position.
  func write(_ bytes: [UInt8]) throws(CallError) {
    var written = 0
    while written < bytes.count {
      let start = written
      let count = bytes.withUnsafeBytes {
        Glibc.write(number, $0.baseAddress?.advanced(by: start), $0.count - start)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw CallError("write", code: errno) }
      written += count
    }
  }

  /// Goes back to the first byte.
  func rewind() throws(CallError) {
    guard lseek(number, 0, SEEK_SET) == 0 else { throw CallError("lseek", code: errno) }
  }
}
