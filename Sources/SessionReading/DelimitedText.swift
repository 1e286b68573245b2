/// A table as text (RFC 4180): a header, then one record a line, fields between commas; a field in double quotes may
/// hold commas, line ends and doubled quotes. Line ends are LF or CRLF; a byte-order mark is skipped.
public struct DelimitedText: Sendable {
  /// A record, and the line on which it begins, from 1.
  public struct Record: Sendable {
    /// Where it stands.
    public let line: Int
    /// Its fields, in order.
    public let fields: [String]
  }

  /// The names in the first line.
  public let header: [String]
  /// What follows, empty lines left out.
  public let records: [Record]

  /// Takes the text apart; never fails, as a short record is for the caller to judge.
  public init(_ bytes: [UInt8]) {
    var reader = DelimitedReader(bytes)
    var records: [Record] = []
    while let record = reader.next() { records.append(record) }
    header = records.first?.fields ?? []
    self.records = Array(records.dropFirst())
  }

  /// Where a column stands; nil when there is none of that name.
  public func column(_ name: String) -> Int? { header.firstIndex(of: name) }
}

/// The state while the bytes are gone through.
private struct DelimitedReader {
  private let bytes: [UInt8]
  private var place: Int
  private var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next record that is not an empty line.
  mutating func next() -> DelimitedText.Record? {
    while place < bytes.count {
      let start = line
      let fields = record()
      if fields.count > 1 || fields.first?.isEmpty == false { return .init(line: start, fields: fields) }
    }
    return nil
  }

  private mutating func record() -> [String] {
    var fields: [String] = []
    while true {
      fields.append(field())
      guard place < bytes.count else { return fields }
      let end = bytes[place]
      place += 1
      if end == Self.newline {
        line += 1
        return fields
      }
    }
  }

  /// Ends on a comma, a line end or the end of the text.
  private mutating func field() -> String {
    guard place < bytes.count, bytes[place] == Self.quote else { return plain() }
    place += 1
    var content: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == Self.newline { line += 1 }
      if byte == Self.quote {
        guard place < bytes.count, bytes[place] == Self.quote else { break }
        place += 1
      }
      content.append(byte)
    }
    return String(decoding: content, as: UTF8.self) + plain()
  }

  private mutating func plain() -> String {
    let start = place
    while place < bytes.count, bytes[place] != Self.comma, bytes[place] != Self.newline { place += 1 }
    let end = place > start && bytes[place - 1] == UInt8(ascii: "\r") ? place - 1 : place
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
