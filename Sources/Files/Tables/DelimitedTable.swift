/// A table as text (RFC 4180), gone through record by record: a first line that names the columns, then one record a line;
/// a field in double quotes may hold separators, line ends and doubled quotes.
///
/// Read as spreadsheets and editors of every system save it: separators are commas, or semicolons or tabs when the first
/// line holds those (numbers may then have a decimal comma); lines end with LF, CRLF or CR; a byte-order mark, UTF-16 and a
/// line `sep=;` in front are understood; empty lines are skipped. Nothing fails here: what a record must hold is for the
/// caller to judge. Nothing is allocated for a record but the places of its fields.
public struct DelimitedTable: Sendable {
  /// The names in the first line, without spaces around them.
  public private(set) var header: [String] = []
  /// The line on which the present record begins, from 1.
  public private(set) var line = 1
  /// Whether the present record is the last, has no line end, and lacks fields: the writer was cut off within it.
  public private(set) var isCutOff = false

  private let bytes: [UInt8]
  private let separator: UInt8
  private var next = 0
  private var nextLine = 1
  private var fields: [Range<Int>] = []

  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Reads the first line.
  public init(_ bytes: [UInt8]) {
    let text = TableEncoding.withoutMark(bytes)
    self.bytes = text.bytes
    next = text.start
    separator = Self.separator(text.bytes, from: text.start)
    if Self.isSeparatorLine(text.bytes, from: text.start) { _ = advance() }
    if advance() { header = (0..<fields.count).map { Self.trimmed(self.text($0)) } }
    isCutOff = false
  }

  /// How many fields the present record has.
  public var fieldCount: Int { fields.count }

  /// Where a column stands; nil when there is none of that name.
  public func column(_ name: String) -> Int? { header.firstIndex(of: name) }

  /// Goes to the next record that is not an empty line; false at the end.
  public mutating func advance() -> Bool {
    while next < bytes.count {
      line = nextLine
      let endsWithLine = readRecord()
      guard fields.count > 1 || !(fields.first ?? 0..<0).isEmpty else { continue }
      isCutOff = !endsWithLine && fields.count < header.count
      return true
    }
    fields.removeAll(keepingCapacity: true)
    return false
  }

  /// A field as text; empty when the column is nil or the record has no such field.
  public func text(_ column: Int?) -> String {
    guard let column, fields.indices.contains(column) else { return "" }
    let range = fields[column]
    guard range.lowerBound < range.upperBound, bytes[range.lowerBound] == Self.quote else {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    return unquoted(range)
  }

  /// A field as a number.
  public func number(_ column: Int?) -> Number {
    guard let column, fields.indices.contains(column) else { return .unknown }
    let range = trimmedRange(fields[column])
    guard !range.isEmpty else { return .unknown }
    if let value = fixedPoint(range) { return .known(value) }
    var text = Self.trimmed(self.text(column))
    if text.isEmpty { return .unknown }
    if separator != UInt8(ascii: ","), !text.contains("."), text.count(where: { $0 == "," }) == 1 {
      text = String(text.map { $0 == "," ? "." : $0 })
    }
    guard text.utf8.allSatisfy(Self.isOfNumber), let value = Double(text), value.isFinite else {
      return .wrong(self.text(column))
    }
    return .known(value)
  }

  /// What stands where a number should be.
  public enum Number: Sendable, Hashable {
    /// Nothing.
    case unknown
    /// A finite number.
    case known(Double)
    /// Something else, as it stands.
    case wrong(String)
  }

  // MARK: Taking records apart

  /// Finds the fields of the record at `next`; false when the text ends without a line end.
  private mutating func readRecord() -> Bool {
    fields.removeAll(keepingCapacity: true)
    while true {
      let start = next
      if next < bytes.count, bytes[next] == Self.quote { passQuoted() }
      while next < bytes.count, bytes[next] != separator, bytes[next] != Self.newline,
        bytes[next] != Self.carriageReturn
      {
        next += 1
      }
      fields.append(start..<next)
      guard next < bytes.count else { return false }
      let end = bytes[next]
      next += 1
      if end == separator { continue }
      if end == Self.carriageReturn, next < bytes.count, bytes[next] == Self.newline { next += 1 }
      nextLine += 1
      return true
    }
  }

  /// Goes behind the closing quote, or to the end of the text.
  private mutating func passQuoted() {
    next += 1
    while next < bytes.count {
      let byte = bytes[next]
      next += 1
      if byte == Self.newline { nextLine += 1 }
      guard byte == Self.quote else { continue }
      guard next < bytes.count, bytes[next] == Self.quote else { return }
      next += 1
    }
  }

  /// A quoted field without its quotes; what stands behind the closing one is kept.
  private func unquoted(_ range: Range<Int>) -> String {
    var content: [UInt8] = []
    var place = range.lowerBound + 1
    var isOpen = true
    while place < range.upperBound {
      let byte = bytes[place]
      place += 1
      if isOpen, byte == Self.quote {
        guard place < range.upperBound, bytes[place] == Self.quote else {
          isOpen = false
          continue
        }
        place += 1
      }
      content.append(byte)
    }
    return String(decoding: content, as: UTF8.self)
  }

  private func trimmedRange(_ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, bytes[low] == UInt8(ascii: " ") { low += 1 }
    while low < high, bytes[high - 1] == UInt8(ascii: " ") { high -= 1 }
    return low..<high
  }

  /// `-12.345`, up to 15 digits, as GluteCue writes it, without a detour through text; nil for anything else.
  private func fixedPoint(_ field: Range<Int>) -> Double? {
    var place = field.lowerBound
    let isNegative = bytes[place] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    guard field.upperBound - place <= 16, place < field.upperBound else { return nil }
    var whole = 0
    var scale = 1
    var isFraction = false
    var digits = 0
    while place < field.upperBound {
      if bytes[place] == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) else { return nil }
        whole = whole * 10 + Int(bytes[place] - UInt8(ascii: "0"))
        if isFraction { scale *= 10 }
        digits += 1
      }
      place += 1
    }
    guard digits > 0 else { return nil }
    let value = Double(whole) / Double(scale)
    return isNegative ? -value : value
  }

  /// Neither `nan` nor `0x1F`.
  private static func isOfNumber(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// The separator of which the first line holds most; a comma when it holds none. `sep=;` says it itself.
  private static func separator(_ bytes: [UInt8], from start: Int) -> UInt8 {
    if isSeparatorLine(bytes, from: start) { return bytes[start + 4] }
    var counts = [0, 0, 0]
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    var isQuoted = false
    for byte in bytes[start...] {
      if byte == newline || byte == carriageReturn, !isQuoted { break }
      if byte == quote { isQuoted.toggle() }
      if !isQuoted, let place = candidates.firstIndex(of: byte) { counts[place] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }

  private static func isSeparatorLine(_ bytes: [UInt8], from start: Int) -> Bool {
    bytes.count > start + 5 && bytes[start..<start + 4].elementsEqual("sep=".utf8)
      && [newline, carriageReturn].contains(bytes[start + 5]) && ",;\t".utf8.contains(bytes[start + 4])
  }
}

/// How the bytes of a table say their encoding.
enum TableEncoding {
  /// The text in UTF-8, and where it begins. UTF-16 with a byte-order mark, as spreadsheets write “Unicode text”, is put
  /// into UTF-8; everything else stays as it is.
  static func withoutMark(_ bytes: [UInt8]) -> (bytes: [UInt8], start: Int) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (bytes, 3) }
    let isLittle = bytes.starts(with: [0xFF, 0xFE])
    guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else { return (bytes, 0) }
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
      isLittle
        ? UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8 : UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
    }
    return (Array(String(decoding: units, as: UTF16.self).utf8), 0)
  }
}
