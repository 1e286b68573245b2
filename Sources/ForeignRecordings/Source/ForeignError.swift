import Files

/// Why a recording of another program cannot be read.
package enum ForeignError: Error, Sendable, Hashable {
  /// The system gives no access, or reading failed.
  case file(path: String, FileError)
  /// It is there, but it cannot be used; whole sentences without the path.
  case refused(path: String, words: String)
  /// A text beside it that is not JSON; `place` says where it breaks.
  case syntax(path: String, place: String)
}
