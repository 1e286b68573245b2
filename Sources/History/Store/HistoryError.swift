import GRDB
import SessionResults

/// Why the history cannot be read or written. In no case is anything lost that was in it before.
public enum HistoryError: Error, Sendable, Hashable {
  /// Its folder cannot be made.
  case folder(path: String, reason: String)
  /// The system does not let the user read or write there.
  case notPermitted(path: String)
  /// Another program holds it, for longer than one may wait.
  case locked(path: String)
  /// A newer version has changed its layout.
  case newer(path: String, steps: [String])
  /// The file is damaged, or no database at all.
  case damaged(path: String)
  /// A database of something else.
  case foreign(path: String)
  /// The disk is full.
  case diskFull(path: String)
  /// Reading or writing failed for another reason.
  case failed(path: String, reason: String)
  /// A session folder that cannot be used.
  case session(SessionReadingError)
  /// An entry that makes no sense.
  case entry(reason: String)
  /// Nothing has that number.
  case noSuch(what: String, number: Int64, path: String)
  /// A file to import that cannot be used.
  case archive(path: String, reason: String)
}

extension HistoryError {
  /// The same about the file that the user knows instead of a copy of it.
  func renamed(from copy: String, to path: String) -> HistoryError {
    switch self {
    case .folder(copy, let reason): .folder(path: path, reason: reason)
    case .notPermitted(copy): .notPermitted(path: path)
    case .locked(copy): .locked(path: path)
    case .newer(copy, let steps): .newer(path: path, steps: steps)
    case .damaged(copy): .damaged(path: path)
    case .foreign(copy): .foreign(path: path)
    case .diskFull(copy): .diskFull(path: path)
    case .failed(copy, let reason): .failed(path: path, reason: reason)
    default: self
    }
  }
}

extension HistoryError: CustomStringConvertible {
  /// What, where, and what to do.
  public var description: String {
    switch self {
    case .folder(let path, let reason):
      "\(path): the history cannot be kept there, \(reason). Choose another place with --store."
    case .notPermitted(let path):
      "\(path): you have no permission to read and write the history there. Choose another place with --store."
    case .locked(let path):
      "\(path): the history is locked by another program; timed out. Nothing was changed; try again "
        + "when it is done."
    case .newer(let path, let steps):
      "\(path) was made by a newer version of GluteCue (this one does not know \(steps.joined(separator: ", "))). "
        + "Nothing was changed. Use the newer version, or another file with --store."
    case .damaged(let path):
      "\(path) is damaged or is not a history. Nothing was changed. Keep a copy of it; `sqlite3 \(path) .recover` may "
        + "recover its contents. Move it away to start a new history, and fill that with glutecue history add and import."
    case .foreign(let path):
      "\(path) is a database of another program. Nothing was changed. Choose another place with --store."
    case .diskFull(let path):
      "\(path): the disk is full, so nothing was added. What was in the history is still there. Make room and run again."
    case .failed(let path, let reason):
      "\(path): \(reason). What was in the history before is still there."
    case .session(let error): error.description
    case .entry(let reason): reason
    case .noSuch(let what, let number, let path):
      "There is no \(what) \(number) in \(path). `glutecue \(what == "log entry" ? "log" : "history")` shows the numbers."
    case .archive(let path, let reason):
      "\(path) cannot be imported: \(reason). Nothing was changed."
    }
  }
}

extension HistoryError {
  /// What an error that came out of the database means to the user.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as HistoryError: self = error
    case let error as DatabaseError: self.init(error, path: path)
    default: self = .failed(path: path, reason: "something is wrong: \(error)")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .damaged(path: path)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN: self = .notPermitted(path: path)
    case .SQLITE_IOERR:
      self = .failed(path: path, reason: "reading or writing failed (\(error.message ?? "I/O error"))")
    default: self = .failed(path: path, reason: "the database refuses (\(error.message ?? "no reason given"))")
    }
  }
}
