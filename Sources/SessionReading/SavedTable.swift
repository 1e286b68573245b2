/// Some columns of a table, found by name, so that further columns do not matter. A last line that was cut off, as in a
/// session that was killed, is left out.
struct SavedTable {
  let rows: [DelimitedText.Record]
  private let places: [Int?]
  private let names: [String]
  private let path: String

  /// `columns` must be there; those in `more` read as empty when they are not.
  init(_ bytes: [UInt8], path: String, columns: [String], more: [String]) throws(SessionReadingError) {
    let text = DelimitedText(bytes)
    names = columns + more
    places = names.map { text.column($0) }
    self.path = path
    if let lacking = columns.first(where: { text.column($0) == nil }) {
      throw .table(path: path, line: 1, reason: "the column \(lacking) is missing")
    }
    let isWhole = bytes.last == UInt8(ascii: "\n")
    var rows = text.records
    if !isWhole, let last = rows.last, last.fields.count < text.header.count { rows.removeLast() }
    self.rows = rows
  }

  /// A field as text; empty where the record or the table is shorter.
  func text(_ row: DelimitedText.Record, _ column: Int) -> String {
    guard let place = places[column], place < row.fields.count else { return "" }
    return row.fields[place]
  }

  /// A field that must be a number.
  func number(_ row: DelimitedText.Record, _ column: Int) throws(SessionReadingError) -> Double {
    let field = text(row, column)
    guard let value = Double(field), value.isFinite, value.magnitude < 1e15 else {
      throw .table(path: path, line: row.line, reason: "\(names[column]) is “\(field)”, not a number")
    }
    return value
  }
}
