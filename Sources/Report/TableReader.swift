/// Lines and fields of a table that GluteCue has written: no quotes, a point in decimals, empty where unknown.
struct TableReader {
  private let path: String
  private let bytes: [UInt8]
  private var next: Int
  private let columns: [String: Int]
  private let columnCount: Int
  private var fields: [Range<Int>] = []
  private(set) var lineNumber = 1

  /// Reads the first line, which names the columns; `wanted` must be among them.
  init(path: String, bytes: [UInt8], wanted: [String]) throws(SessionFileError) {
    self.path = path
    self.bytes = bytes
    let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let names = String(decoding: bytes[..<end], as: UTF8.self).split(separator: ",", omittingEmptySubsequences: false)
    columns = Dictionary(zip(names.map(String.init), 0...), uniquingKeysWith: { first, _ in first })
    columnCount = names.count
    next = min(end + 1, bytes.count)
    fields.reserveCapacity(columnCount)
    if let missing = wanted.first(where: { columns[$0] == nil }) {
      throw .malformed(path: path, reason: "its first line has no column “\(missing)”")
    }
  }

  /// Goes to the next line; false at the end. A last line that was cut off is left out.
  mutating func advance() throws(SessionFileError) -> Bool {
    guard let end = bytes[next...].firstIndex(of: UInt8(ascii: "\n")) else { return false }
    lineNumber += 1
    fields.removeAll(keepingCapacity: true)
    var start = next
    for place in next...end where place == end || bytes[place] == UInt8(ascii: ",") {
      fields.append(start..<place)
      start = place + 1
    }
    next = end + 1
    guard fields.count == columnCount else {
      throw malformed("has \(fields.count) fields instead of \(columnCount)")
    }
    return true
  }

  /// The place of a column; nil when the table has none of that name.
  func column(_ name: String) -> Int? { columns[name] }

  /// A field as text.
  func text(_ column: Int?) -> String {
    column.map { String(decoding: bytes[fields[$0]], as: UTF8.self) } ?? ""
  }

  /// A field as a number; nil when it is empty.
  func number(_ column: Int?) throws(SessionFileError) -> Double? {
    guard let column, !fields[column].isEmpty else { return nil }
    if let value = fixedPoint(fields[column]) { return value }
    guard let value = Double(text(column)), value.isFinite else {
      throw malformed("has “\(text(column))” where a number should be")
    }
    return value
  }

  /// An error about the current line.
  func malformed(_ what: String) -> SessionFileError { .malformed(path: path, reason: "line \(lineNumber) \(what)") }

  /// `-12.345`, up to 15 digits; nil for anything else.
  private func fixedPoint(_ field: Range<Int>) -> Double? {
    var place = field.lowerBound
    let isNegative = bytes[place] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    guard field.upperBound - place <= 16, place < field.upperBound else { return nil }
    var whole = 0
    var scale = 1
    var isFraction = false
    while place < field.upperBound {
      if bytes[place] == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) else { return nil }
        whole = whole * 10 + Int(bytes[place] - UInt8(ascii: "0"))
        if isFraction { scale *= 10 }
      }
      place += 1
    }
    let value = Double(whole) / Double(scale)
    return isNegative ? -value : value
  }
}
