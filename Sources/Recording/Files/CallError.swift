import Glibc

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
