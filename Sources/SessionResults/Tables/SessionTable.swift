import Files

/// A table of a session, read line by line with errors that name the line. A last line that was cut off is left out.
struct SessionTable {
  private let path: String
  private var table: DelimitedTable

  /// Reads the first line, which names the columns; `wanted` must be among them.
  init(path: String, bytes: [UInt8], wanted: [String]) throws(SessionFileError) {
    self.path = path
    table = DelimitedTable(bytes)
    if let missing = wanted.first(where: { table.column($0) == nil }) {
      throw .malformed(path: path, reason: "its first line has no column “\(missing)”")
    }
  }

  /// Goes to the next line; false at the end.
  mutating func advance() throws(SessionFileError) -> Bool {
    guard table.advance(), !table.isCutOff else { return false }
    guard table.fieldCount == table.header.count else {
      throw malformed("has \(table.fieldCount) fields instead of \(table.header.count)")
    }
    return true
  }

  /// The place of a column; nil when the table has none of that name.
  func column(_ name: String) -> Int? { table.column(name) }

  /// A field as text.
  func text(_ column: Int?) -> String { table.text(column) }

  /// A field as a number; nil when it is empty.
  func number(_ column: Int?) throws(SessionFileError) -> Double? {
    switch table.number(column) {
    case .unknown: return nil
    case .known(let value): return value
    case .wrong(let text): throw malformed("has “\(text)” where a number should be")
    }
  }

  /// An error about the current line.
  func malformed(_ what: String) -> SessionFileError { .malformed(path: path, reason: "line \(table.line) \(what)") }
}

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

extension SessionFileError {
  /// What a failed call on a file means.
  init(_ path: String, _ error: FileError) {
    switch error.meaning {
    case .missing: self = .missing(path: path)
    case .notPermitted: self = .notPermitted(path: path)
    case .kind: self = .unreadable(path: path, reason: "it is not a file")
    case .exists, .full, .nulInPath, .other: self = .unreadable(path: path, reason: error.reason)
    }
  }
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
