/// Why a file of a session cannot be used.
public enum SessionFileError: Error, Sendable, Hashable {
  /// There is no such file.
  case missing(path: String)
  /// The system does not let the user read it.
  case notPermitted(path: String)
  /// It cannot be read.
  case unreadable(path: String, reason: String)
  /// It holds something else than it should.
  case malformed(path: String, reason: String)
}

extension SessionFileError: CustomStringConvertible {
  /// What, where, and what to do.
  public var description: String {
    switch self {
    case .missing(let path):
      "\(path): there is no such file. A session is a folder that analyze or live has written with --output."
    case .notPermitted(let path): "\(path): you are not permitted to read it."
    case .unreadable(let path, let reason): "\(path): cannot be read, as the system says: \(reason)."
    case .malformed(let path, let reason):
      "\(path): \(reason). It is not as analyze or live write it; make the session anew from its recording."
    }
  }
}
