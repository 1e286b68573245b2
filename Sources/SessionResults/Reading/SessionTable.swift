import Files
import Recording

/// A table of a session, read line by line with errors that name the line. Columns are found by name, so that further ones do
/// not matter. A last line that was cut off, as in a session that was killed, is left out.
struct SessionTable {
  private let path: String
  private var table: DelimitedTable

  /// Reads the file and its first line, which names the columns; `wanted` must be among them.
  init(path: String, wanted: [String]) throws(SessionReadingError) {
    self.path = path
    do { table = DelimitedTable(try TextFile.read(path, mostBytes: SavedSession.mostBytes)) } catch {
      throw .file(error)
    }
    if let missing = wanted.first(where: { table.column($0) == nil }) {
      throw .table(path: path, line: 1, reason: "the column \(missing) is missing")
    }
  }

  /// Goes to the next line; false at the end.
  mutating func advance() throws(SessionReadingError) -> Bool {
    guard table.advance(), !table.isCutOff else { return false }
    guard table.fieldCount == table.header.count else {
      throw malformed("there are \(table.fieldCount) fields instead of \(table.header.count)")
    }
    return true
  }

  /// The place of a column; nil when the table has none of that name.
  func column(_ name: String) -> Int? { table.column(name) }

  /// A field as text; empty where there is no such column.
  func text(_ column: Int?) -> String { table.text(column) }

  /// A field as a number; nil when it is empty.
  func number(_ column: Int?) throws(SessionReadingError) -> Double? {
    switch table.number(column) {
    case .unknown: return nil
    case .known(let value): return value
    case .wrong(let text):
      throw malformed("\(column.map { table.header[$0] } ?? "a field") is “\(text)”, not a number")
    }
  }

  /// An error about the current line.
  func malformed(_ reason: String) -> SessionReadingError { .table(path: path, line: table.line, reason: reason) }
}
