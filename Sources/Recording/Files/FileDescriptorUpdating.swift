import Glibc

/// Changes to a file that is there already. None of them moves the position.
extension FileDescriptor {
  /// Length now, in bytes.
  func currentLength() throws(CallError) -> Int {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw CallError("fstat", code: errno) }
    return Int(status.st_size)
  }

  /// Writes all of `bytes` from `offset` on. Within one page a killed program leaves either the old or the new ones.
  func write(_ bytes: [UInt8], at offset: Int) throws(CallError) {
    var written = 0
    while written < bytes.count {
      let start = written
      let count = bytes.withUnsafeBytes {
        pwrite(number, $0.baseAddress?.advanced(by: start), $0.count - start, off_t(offset + start))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw CallError("pwrite", code: errno) }
      written += count
    }
  }

  /// Cuts off everything from `length` on.
  func truncate(to length: Int) throws(CallError) {
    guard ftruncate(number, off_t(length)) == 0 else { throw CallError("ftruncate", code: errno) }
  }

  /// Waits until everything is on the disk. A device such as `/dev/null` has nothing to wait for.
  func sync() throws(CallError) {
    guard fdatasync(number) == 0 || errno == EINVAL || errno == EROFS else { throw CallError("fdatasync", code: errno) }
  }

  /// Keeps others from taking the lock until this file is closed; false when another program has it.
  func lock() -> Bool { flock(number, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK }
}

/// A call into the operating system or libsndfile that failed.
struct CallError: Error {
  /// The function or command, by its C name.
  let call: String
  /// `errno` right after it; 0 when the system had no part in it.
  let code: CInt
  private let words: String?

  /// Takes what is known; `words` are libsndfile's.
  init(_ call: String, code: CInt, words: String? = nil) {
    self.call = call
    self.code = code
    self.words = words
  }

  /// For the user: the system's words when there are any, else libsndfile's.
  var reason: String {
    if code != 0 { return String(cString: strerror(code)) }
    guard var words, !words.isEmpty else { return "\(call) failed" }
    while words.last == "." { words.removeLast() }
    return words
  }

  /// Whether no space is left: on the disk, in the quota or in the largest file allowed.
  var meansDiskFull: Bool { [ENOSPC, EDQUOT, EFBIG].contains(code) }
}
