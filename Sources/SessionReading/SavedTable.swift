import DelimitedTables

/// Some columns of a table, found by name, so that further columns do not matter. A last line that was cut off, as in a
/// session that was killed, is left out.
struct SavedTable {
  private var table: DelimitedTable
  private let places: [Int?]
  private let names: [String]
  private let path: String

  /// `columns` must be there; those in `more` read as empty when they are not.
  init(_ bytes: [UInt8], path: String, columns: [String], more: [String]) throws(SessionReadingError) {
    let table = DelimitedTable(bytes)
    self.table = table
    names = columns + more
    places = names.map { table.column($0) }
    self.path = path
    if let lacking = columns.first(where: { table.column($0) == nil }) {
      throw .table(path: path, line: 1, reason: "the column \(lacking) is missing")
    }
  }

  /// Goes to the next line; false at the end.
  mutating func advance() -> Bool { table.advance() && !table.isCutOff }

  /// A field as text; empty where the record or the table is shorter.
  func text(_ column: Int) -> String { table.text(places[column]) }

  /// A field that must be a number.
  func number(_ column: Int) throws(SessionReadingError) -> Double {
    guard case .known(let value) = table.number(places[column]), value.magnitude < 1e15 else {
      throw .table(path: path, line: table.line, reason: "\(names[column]) is “\(text(column))”, not a number")
    }
    return value
  }
}
