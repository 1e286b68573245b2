/// Where the numbers of a table begin, how they are written, and what stands above them: seen in its first lines.
struct TableLayout {
  /// What separates fields and decimals.
  let grammar: TableGrammar
  /// Fields in a row.
  let fieldCount: Int
  /// Columns that hold numbers, or nothing.
  let numeric: [Bool]
  /// The line with the first row, from 1, and where it begins; nil where nobody can go there directly.
  let firstLine: Int
  let firstStart: Int?
  /// The lines in front of it that are no names.
  let preamble: [String]
  /// The names of the columns; as many as fields, empty where there are none.
  let names: [String]
  /// What stands in a row of units of its own; as many as fields.
  let units: [String]

  /// So much of a file is looked at.
  private static let headLines = 2000
  private static let rowsLookedAt = 60

  /// Looks at a file.
  ///
  /// - Throws: where no numbers in columns are found.
  init(_ bytes: inout TableBytes, path: String) throws(ForeignError) {
    let head = try Head(&bytes)
    guard let found = Self.grammar(head) else {
      throw .refused(
        path: path,
        words:
          "no rows of numbers are found in its first \(head.lines.count) lines. Expected: one row a sample, with columns "
          + "between tabs, semicolons, commas or spaces.")
    }
    var grammar = found.grammar
    let rows = head.lines.indices.filter { found.counts[$0] == found.fieldCount }
    // a slower channel has values in the first rows only
    let looked = rows.prefix(Self.rowsLookedAt) + rows.dropFirst(Self.rowsLookedAt).suffix(Self.rowsLookedAt)
    var numeric = Self.numeric(head, looked, grammar, found.fieldCount)
    guard let first = Self.firstRow(head, grammar, found.fieldCount, numeric) else {
      throw .refused(path: path, words: "no rows of numbers that have the same columns are found in it.")
    }
    grammar.decimal = found.grammar.decimal
    let above = Self.above(head, first, grammar, found.fieldCount)
    if let names = above.names, grammar.separator == TableGrammar.comma, names.count * 2 == found.fieldCount {
      throw .refused(
        path: path,
        words:
          "line \(head.numbers[above.nameLine]) names \(names.count) columns and the rows have \(found.fieldCount) fields: commas "
          + "seem to separate both columns and decimals. Export it with semicolons or tabs, or with decimal points.")
    }
    self.grammar = grammar
    fieldCount = found.fieldCount
    firstLine = head.numbers[first]
    firstStart = head.starts[first]
    let fitting = above.names.flatMap { $0.count <= found.fieldCount ? $0 : nil } ?? []
    names = fitting + [String](repeating: "", count: found.fieldCount - fitting.count)
    units = above.units ?? [String](repeating: "", count: found.fieldCount)
    // a channel of voltages in which there is nothing is still one
    for column in numeric.indices where ForeignUnit.isVoltage(TableHeading(names[column], unit: units[column]).unit) {
      numeric[column] = true
    }
    self.numeric = numeric
    preamble = head.lines[..<(above.names == nil ? first : above.topLine)].map { LenientText.decoded(head.bytes[$0]) }
  }

  /// The first lines of a file.
  private struct Head {
    var bytes: [UInt8] = []
    var lines: [Range<Int>] = []
    var numbers: [Int] = []
    var starts: [Int?] = []

    init(_ source: inout TableBytes) throws(ForeignError) {
      while lines.count < TableLayout.headLines, bytes.count < 1 << 21, let range = try source.next() {
        // a last line without an end may be half a row
        if source.isUnended, lines.count > 2 { break }
        lines.append(bytes.count..<bytes.count + range.count)
        bytes += source.buffer[range]
        numbers.append(source.line)
        starts.append(source.lineStart)
      }
    }

    func isEmpty(_ line: Int) -> Bool { lines[line].allSatisfy { bytes[$0] == 0x20 || bytes[$0] == 0x09 } }
  }

  private struct Candidate {
    var grammar: TableGrammar
    var fieldCount = 0
    var counts: [Int] = []
    var numbers = 0
  }

  /// The separator with which the last lines have most numbers in a row; more fields decide between equals.
  private static func grammar(_ head: Head) -> Candidate? {
    var best: Candidate?
    for separator in [TableGrammar.tab, TableGrammar.semicolon, TableGrammar.comma, TableGrammar.space] {
      var candidate = Candidate(grammar: TableGrammar(separator: separator, decimal: TableGrammar.point))
      candidate.counts = head.lines.map { line in
        head.bytes.withUnsafeBufferPointer { candidate.grammar.forEachField($0, line) { _, _, _ in } }
      }
      let last = head.lines.indices.filter { !head.isEmpty($0) }.suffix(rowsLookedAt)
      let usual = Dictionary(grouping: last) { candidate.counts[$0] }.max {
        ($0.value.count, $0.key) < ($1.value.count, $1.key)
      }
      guard let usual, usual.key >= 2, usual.value.count * 2 > last.count else { continue }
      candidate.fieldCount = usual.key
      candidate.grammar.decimal = decimal(head, usual.value, candidate.grammar)
      candidate.numbers = numeric(head, usual.value[...], candidate.grammar, usual.key).count { $0 }
      if candidate.numbers > best?.numbers ?? 0 { best = candidate }
    }
    return best ?? oneColumn(head)
  }

  /// A single column of numbers.
  private static func oneColumn(_ head: Head) -> Candidate? {
    var candidate = Candidate(grammar: TableGrammar(separator: TableGrammar.semicolon, decimal: TableGrammar.point))
    candidate.counts = head.lines.map { $0.isEmpty ? 0 : 1 }
    candidate.fieldCount = 1
    let last = head.lines.indices.filter { !head.isEmpty($0) }.suffix(rowsLookedAt)
    candidate.grammar.decimal = decimal(head, Array(last), candidate.grammar)
    return last.count > 2 && numeric(head, last, candidate.grammar, 1)[0] ? candidate : nil
  }

  /// A comma where fields have commas between digits, and none has a point.
  private static func decimal(_ head: Head, _ rows: [Int], _ grammar: TableGrammar) -> UInt8 {
    var commas = 0
    var points = 0
    head.bytes.withUnsafeBufferPointer { bytes in
      for row in rows {
        _ = grammar.forEachField(bytes, head.lines[row]) { _, from, to in
          let field = bytes[from..<to]
          guard let first = field.first(where: { $0 != UInt8(ascii: "-") }), first &- 0x30 <= 9 || first == 0x2C else {
            return
          }
          if field.count(where: { $0 == TableGrammar.comma }) == 1 { commas += 1 }
          if field.contains(TableGrammar.point) { points += 1 }
        }
      }
    }
    return commas > 0 && points == 0 ? TableGrammar.comma : TableGrammar.point
  }

  /// Which columns hold numbers in nearly all of these rows.
  private static func numeric(
    _ head: Head, _ rows: some Collection<Int>, _ grammar: TableGrammar, _ fieldCount: Int
  ) -> [Bool] {
    var numbers = [Int](repeating: 0, count: fieldCount)
    var texts = numbers
    head.bytes.withUnsafeBufferPointer { bytes in
      for row in rows {
        _ = grammar.forEachField(bytes, head.lines[row]) { field, from, to in
          guard field < fieldCount else { return }
          switch grammar.value(bytes, from, to) {
          case .number: numbers[field] += 1
          case .missing: if from < to { numbers[field] += 1 }
          case .text: texts[field] += 1
          }
        }
      }
    }
    return numbers.indices.map { numbers[$0] > 0 && numbers[$0] >= 4 * texts[$0] }
  }

  /// The first of three rows of numbers that follow each other, or of all there are.
  private static func firstRow(_ head: Head, _ grammar: TableGrammar, _ fieldCount: Int, _ numeric: [Bool]) -> Int? {
    let filled = head.lines.indices.filter { !head.isEmpty($0) }
    let isRow = filled.map { Self.isRow(head, $0, grammar, fieldCount, numeric) }
    let needed = min(3, isRow.count { $0 })
    guard needed > 0 else { return nil }
    for place in filled.indices where place + needed <= filled.count {
      if isRow[place..<place + needed].allSatisfy({ $0 }) { return filled[place] }
    }
    return nil
  }

  private static func isRow(
    _ head: Head, _ line: Int, _ grammar: TableGrammar, _ fieldCount: Int, _ numeric: [Bool]
  ) -> Bool {
    var numbers = 0
    var texts = 0
    let count = head.bytes.withUnsafeBufferPointer { bytes in
      grammar.forEachField(bytes, head.lines[line]) { field, from, to in
        guard field < fieldCount, numeric[field] else { return }
        switch grammar.value(bytes, from, to) {
        case .number: numbers += 1
        case .missing: break
        case .text: texts += 1
        }
      }
    }
    return count == fieldCount && numbers > 0 && texts == 0
  }

  /// What stands above the first row.
  private struct Above {
    var names: [String]?
    var nameLine = 0
    var units: [String]?
    /// The first line that is not preamble.
    var topLine = 0
  }

  /// Names are the nearest line with as many fields, or one fewer; a line of units may stand below, one of groups above.
  private static func above(_ head: Head, _ first: Int, _ grammar: TableGrammar, _ fieldCount: Int) -> Above {
    var above = Above()
    let lines = head.lines.indices[..<first].filter { !head.isEmpty($0) }
    guard var place = lines.indices.last else { return above }
    let cells = { (place: Int) in Self.cells(grammar.texts(head.bytes, head.lines[lines[place]])) }
    let hasNames = { (cells: [String]) in
      cells.contains { !$0.isEmpty }
        && (cells.count == fieldCount || cells.count + 1 == fieldCount || cells.count == fieldCount + 1)
    }
    var found = cells(place)
    if Self.areUnits(found), place > 0, hasNames(cells(place - 1)) {
      above.units = Self.fitted(found, fieldCount)
      place -= 1
      found = cells(place)
    }
    guard hasNames(found) || (fieldCount > 3 && found.count * 2 == fieldCount) else { return above }
    if found.count == fieldCount + 1, found.last == "" { found.removeLast() }
    above.names = found
    (above.nameLine, above.topLine) = (lines[place], lines[place])
    if place > 0, hasNames(found) {
      let groups = cells(place - 1)
      if groups.count == found.count, Self.areGroups(groups) { above.names = Self.grouped(found, groups) }
    }
    return above
  }

  /// Without the sign by which some programs mark a line that is not data.
  private static func cells(_ texts: [String]) -> [String] {
    guard var first = texts.first, let sign = first.first, sign == "#" || sign == "%" else { return texts }
    first.removeFirst()
    while first.first == " " { first.removeFirst() }
    return [first] + texts.dropFirst()
  }

  private static func fitted(_ cells: [String], _ count: Int) -> [String] {
    Array((cells + [String](repeating: "", count: count)).prefix(count))
  }

  private static func areUnits(_ cells: [String]) -> Bool {
    let filled = cells.filter { !$0.isEmpty }.map { $0.trimmedOfBrackets.lowercased() }
    return filled.contains(where: ForeignUnit.isVoltage)
      && filled.allSatisfy { ForeignUnit.isVoltage($0) || TableHeading.otherUnits.contains($0) }
  }

  /// A name that holds for the columns from it on, and nothing in the others.
  private static func areGroups(_ cells: [String]) -> Bool {
    let filled = cells.count { !$0.isEmpty }
    return filled > 0 && filled * 2 <= cells.count
  }

  private static func grouped(_ names: [String], _ groups: [String]) -> [String] {
    var group = ""
    return zip(names, groups).map { name, own in
      if !own.isEmpty { group = own }
      return group.isEmpty ? name : "\(group): \(name)"
    }
  }
}

extension String {
  /// `[V]` and `(V)` as `V`.
  var trimmedOfBrackets: String {
    guard let first, let last, count > 2, (first == "[" && last == "]") || (first == "(" && last == ")") else {
      return self
    }
    return String(dropFirst().dropLast())
  }
}
