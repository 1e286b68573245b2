import GRDB

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
