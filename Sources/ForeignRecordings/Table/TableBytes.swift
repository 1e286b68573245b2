import Files

/// The lines of a text file, one after another, in bounded memory: UTF-8 with or without a byte-order mark, or UTF-16 with one;
/// lines end with LF, CRLF or CR.
struct TableBytes {
  private static let blockBytes = 1 << 18
  /// No row of numbers is longer.
  static let longestLine = 1 << 20

  /// What the lines are in; only the range that `next` gives is meant.
  private(set) var buffer: [UInt8] = []
  /// Where the present line begins in the file; nil in UTF-16, in which nobody can go back to it.
  var lineStart: Int? { encoding == .utf8 ? bufferStart + lineInBuffer : nil }
  /// The number of the present line, from 1.
  private(set) var line = 0
  /// Whether the present line has no end: it is the last one, and may be cut off.
  private(set) var isUnended = false
  private let file: OpenFile
  private let path: String
  private let encoding: Encoding
  private var filePlace: Int
  private var bufferStart: Int
  private var place = 0
  private var lineInBuffer = 0
  private var isAtEnd = false

  private enum Encoding: Equatable {
    case utf8
    case utf16(isLittle: Bool)
  }

  /// Before the first line.
  init(_ file: OpenFile, path: String) throws(ForeignError) {
    (self.file, self.path) = (file, path)
    let first = try Self.bytes(file, path, at: 0, count: 4)
    if first.starts(with: [0xEF, 0xBB, 0xBF]) {
      (encoding, filePlace) = (.utf8, 3)
    } else if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) {
      (encoding, filePlace) = (.utf16(isLittle: first[0] == 0xFF), 2)
    } else {
      (encoding, filePlace) = (.utf8, 0)
    }
    bufferStart = filePlace
  }

  /// Before a line whose `lineStart` and `line` are known.
  mutating func go(to start: Int, line: Int) {
    buffer.removeAll(keepingCapacity: true)
    (filePlace, bufferStart, place, lineInBuffer, isAtEnd) = (start, start, 0, 0, false)
    self.line = line - 1
  }

  private static func bytes(
    _ file: OpenFile, _ path: String, at start: Int, count: Int
  ) throws(ForeignError) -> [UInt8] {
    do { return try file.bytes(at: start, count: count) } catch { throw .file(path: path, error) }
  }

  /// Where the next line stands in `buffer`, without its end; nil at the end of the file.
  mutating func next() throws(ForeignError) -> Range<Int>? {
    var scanned = place
    while true {
      if let end = Self.lineEnd(buffer, from: scanned), end + 1 < buffer.count || isAtEnd {
        let range = place..<end
        lineInBuffer = place
        place = end + 1
        if buffer[end] == 0x0D, place < buffer.count, buffer[place] == 0x0A { place += 1 }
        line += 1
        isUnended = false
        return range
      }
      if isAtEnd {
        guard place < buffer.count else { return nil }
        let range = place..<buffer.count
        lineInBuffer = place
        place = buffer.count
        line += 1
        isUnended = true
        return range
      }
      guard buffer.count - place <= Self.longestLine else {
        throw .refused(path: path, words: "line \(line + 1) is longer than a megabyte, which no row of a table is.")
      }
      scanned = max(0, buffer.count - place - 1)
      try fill()
      scanned += place
    }
  }

  /// The first line end from a place on.
  private static func lineEnd(_ buffer: [UInt8], from start: Int) -> Int? {
    buffer.withUnsafeBufferPointer { bytes in
      var place = start
      while place < bytes.count {
        if bytes[place] == 0x0A || bytes[place] == 0x0D { return place }
        place += 1
      }
      return nil
    }
  }

  /// Moves what is left to the front and reads behind it.
  private mutating func fill() throws(ForeignError) {
    buffer.removeSubrange(..<place)
    bufferStart += place
    place = 0
    let raw = try Self.bytes(file, path, at: filePlace, count: Self.blockBytes)
    filePlace += raw.count
    if raw.count < Self.blockBytes { isAtEnd = true }
    switch encoding {
    case .utf8: buffer += raw
    case .utf16(let isLittle):
      for index in stride(from: 0, to: raw.count - 1, by: 2) {
        let (low, high) = isLittle ? (raw[index], raw[index + 1]) : (raw[index + 1], raw[index])
        let unit = Unicode.Scalar(UInt16(low) | UInt16(high) << 8) ?? "?"
        buffer.append(contentsOf: UTF8.encode(unit) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
}
