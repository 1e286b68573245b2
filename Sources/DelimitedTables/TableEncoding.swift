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
