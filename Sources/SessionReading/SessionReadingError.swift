import Recording

/// Why a session folder cannot be used.
public enum SessionReadingError: Error, Sendable, Hashable {
  /// A file cannot be read.
  case file(RecordingError)
  /// There is no such folder.
  case missing(path: String)
  /// It is a file.
  case notAFolder(path: String)
  /// It holds no `summary.json`.
  case noSummary(path: String)
  /// It holds a recording, but no `summary.json`: the session was cut off.
  case cutOff(path: String)
  /// `summary.json` is not one that GluteCue wrote.
  case summary(path: String, reason: String)
  /// A table lacks a column or holds something else than expected.
  case table(path: String, line: Int, reason: String)
}

extension SessionReadingError: CustomStringConvertible {
  /// What, where, and what to do.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .missing(let path):
      "\(path): there is no such folder. A session is the folder that was given to live or analyze with --output."
    case .notAFolder(let path):
      "\(path) is a file. A session is the folder that was given to live or analyze with --output."
    case .noSummary(let path):
      "\(path) holds no summary.json, so it is not a finished session. A session is the folder that was given to live or "
        + "analyze with --output."
    case .cutOff(let path):
      "\(path) holds a recording but no summary.json, so the session was cut off. Make it whole first: "
        + "glutecue repair \(ShellWord(path))"
    case .summary(let path, let reason):
      "\(path) cannot be used: \(reason). It should be a summary.json as live or analyze writes it. "
        + Self.anew(path)
    case .table(let path, let line, let reason):
      "\(path):\(line): \(reason). It should be a table as live or analyze writes it. " + Self.anew(path)
    }
  }

  /// For a file of a session.
  private static func anew(_ path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return "In the folder of a live session it is made anew by: glutecue repair \(ShellWord(folder))"
  }
}
