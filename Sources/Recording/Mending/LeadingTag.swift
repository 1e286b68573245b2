/// ID3v2 tags, which some programs put before or behind the sound (https://id3.org/id3v2.4.0-structure, section 3.1).
enum LeadingTag {
  static let headerBytes = 10

  /// Bytes of the tag that begins so; nil when none does. `bytes` needs the first ten.
  static func length(_ bytes: ArraySlice<UInt8>) -> Int? {
    let header = Array(bytes.prefix(headerBytes))
    guard header.count == headerBytes, header.starts(with: "ID3".utf8), header[3] < 0xff, header[4] < 0xff,
      header[6...].allSatisfy({ $0 < 0x80 })
    else { return nil }
    let hasFooter = header[5] & 0x10 != 0
    return header[6...].reduce(0) { $0 << 7 | Int($1) } + headerBytes * (hasFooter ? 2 : 1)
  }

  /// First byte behind all tags at the beginning of a file; 0 without any.
  static func end(in file: FileDescriptor) throws(CallError) -> Int {
    var end = 0
    while end < file.length, let count = length(try file.bytes(at: end, count: headerBytes)[...]) { end += count }
    return end
  }
}
