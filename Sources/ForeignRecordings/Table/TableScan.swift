import EMGUnits
import Files

/// A table gone through once from its first row to its last: how long it is, what its columns hold, where its time jumps.
struct TableScan {
  /// What was found in a column of values.
  struct Column {
    /// In the numbers of the table, about `middle`.
    var largest = 0.0
    var numbers = 0
    /// Rows up to the last one with a number.
    var rows = 0
    /// Rows without a number before that.
    var missing: Int { rows - numbers }
    /// The first field that is neither a number nor a word for none.
    var text: (line: Int, words: String)?
  }

  /// Where reading may begin again.
  struct Landmark {
    let row: Int
    let line: Int
    let start: Int
  }

  private(set) var columns: [Column]
  private(set) var times: [TableClock]
  /// Rows of numbers.
  private(set) var rows = 0
  /// Every so many rows; none in UTF-16.
  private(set) var landmarks: [Landmark] = []
  private(set) var remarks: [String] = []

  private static let landmarkRows = 1 << 14

  init(
    _ bytes: inout TableBytes, _ layout: TableLayout, _ described: TableColumns, path: String
  ) throws(ForeignError) {
    columns = [Column](repeating: Column(), count: described.channels.count)
    times = described.times.map { TableClock(seconds: $0.seconds) }
    var reader = TableRows(layout, columns: described.channels.map(\.column) + described.times.map(\.column))
    var skipped: (count: Int, line: Int) = (0, 0)
    var isCutOff = false
    let channelCount = columns.count
    while let range = try bytes.next() {
      guard bytes.line >= layout.firstLine, !range.isEmpty else { continue }
      let row = reader.read(bytes.buffer, range)
      if bytes.isUnended, row.fieldCount < layout.fieldCount {
        isCutOff = true
        break
      }
      guard row.numbers > 0 else {
        if skipped.count == 0 { skipped.line = bytes.line }
        skipped.count += row.isBlank ? 0 : 1
        continue
      }
      if rows.isMultiple(of: Self.landmarkRows), let start = bytes.lineStart {
        landmarks.append(Landmark(row: rows, line: bytes.line, start: start))
      }
      for index in 0..<channelCount {
        let value = reader.values[index]
        if value.isNaN {
          if reader.isText[index], columns[index].text == nil {
            columns[index].text = (bytes.line, reader.text(index, bytes.buffer))
          }
          continue
        }
        columns[index].numbers += 1
        columns[index].rows = rows + 1
        let magnitude = (value - described.channels[index].middle).magnitude
        if magnitude > columns[index].largest { columns[index].largest = magnitude }
      }
      for index in times.indices {
        let value = reader.values[channelCount + index]
        if !value.isNaN {
          times[index].take(value, reader.decimals(channelCount + index, bytes.buffer), row: rows, line: bytes.line)
        }
      }
      rows += 1
    }
    for index in times.indices { times[index].finish() }
    if isCutOff { remarks.append("The last line is cut off; read to the last whole row.") }
    if skipped.count > 0 {
      remarks.append(
        "\(skipped.count == 1 ? "1 line" : "\(skipped.count) lines") without numbers left out, the first is line \(skipped.line)."
      )
    }
    guard rows > 0 else { throw .refused(path: path, words: "it has a heading but not a single row of numbers.") }
  }
}

/// Reads the wanted fields of one row after another.
struct TableRows {
  /// The wanted columns' numbers in the latest row; not a number where there is none.
  private(set) var values: [Double]
  /// Whether text stands there instead.
  private(set) var isText: [Bool]
  private var places: [Range<Int>]
  private let grammar: TableGrammar
  /// For each field of a row, its place among the wanted; −1 for none.
  private let wanted: [Int]

  init(_ layout: TableLayout, columns: [Int]) {
    grammar = layout.grammar
    var wanted = [Int](repeating: -1, count: layout.fieldCount)
    for (place, column) in columns.enumerated() { wanted[column] = place }
    self.wanted = wanted
    values = [Double](repeating: .nan, count: columns.count)
    isText = [Bool](repeating: false, count: columns.count)
    places = [Range<Int>](repeating: 0..<0, count: columns.count)
  }

  /// What a row is like.
  struct Row {
    var fieldCount: Int
    var numbers: Int
    var isBlank: Bool
  }

  mutating func read(_ buffer: [UInt8], _ range: Range<Int>) -> Row {
    var numbers = 0
    var isBlank = true
    for index in values.indices {
      values[index] = .nan
      isText[index] = false
    }
    let (grammar, wanted) = (grammar, wanted)
    let count = buffer.withUnsafeBufferPointer { bytes in
      values.withUnsafeMutableBufferPointer { values in
        grammar.forEachField(bytes, range) { field, from, to in
          if from < to { isBlank = false }
          guard field < wanted.count, wanted[field] >= 0 else { return }
          let place = wanted[field]
          places[place] = from..<to
          switch grammar.value(bytes, from, to) {
          case .number(let value):
            values[place] = value
            numbers += 1
          case .missing: break
          case .text: isText[place] = true
          }
        }
      }
    }
    return Row(fieldCount: count, numbers: numbers, isBlank: isBlank)
  }

  /// Digits behind the decimal sign in a field of the latest row; 9 for a number with an exponent.
  func decimals(_ place: Int, _ buffer: [UInt8]) -> Int {
    let field = buffer[places[place]]
    if field.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) { return 9 }
    return field.lastIndex(of: grammar.decimal).map { field.endIndex - $0 - 1 } ?? 0
  }

  /// A field of the latest row, shortened.
  func text(_ place: Int, _ buffer: [UInt8]) -> String {
    String(LenientText.decoded(buffer[places[place]]).prefix(40)).visible(keepsLines: false)
  }
}
