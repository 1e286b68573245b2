import Files

/// The STREAMINFO block of a FLAC file, which comes first: how many frames there are, and a checksum of them (RFC 9639,
/// section 8.2). The encoder fills both in when it is closed; before that they are 0, which means unknown.
struct FLACStreamInfo {
  /// Frames in a block of a recording of ours, and so the most, but one, that a killed program loses.
  static let blockFrames = 1152
  /// Bytes of the block with its header.
  static let blockBytes = 38

  private static let countStart = 18
  private static let checksumStart = 26
  private static let end = 42
  private static let countBits = 36
  private static let seekTable: UInt8 = 3
  private static let mostBlocks = 1000

  /// First byte of the FLAC, behind ID3v2 tags.
  let origin: Int
  private let file: OpenFile
  private let bytes: [UInt8]

  /// Reads it.
  init(of file: OpenFile) throws(FileError) {
    self.file = file
    origin = try LeadingTag.end(in: file)
    bytes = try file.bytes(at: origin, count: Self.end)
    guard bytes.count == Self.end, bytes.starts(with: "fLaC".utf8) else {
      throw FileError(.reading, "FLAC header", code: 0)
    }
  }

  /// First byte of the block's header.
  var blockStart: Int { origin + 4 }

  /// Frames declared; 0 for unknown.
  var frames: Int { Int(word & (1 << Self.countBits - 1)) }

  /// Sets the number of frames; 0 for unknown.
  func announce(frames: Int) throws(FileError) {
    let new = word & ~(1 << Self.countBits - 1) | UInt64(frames)
    try file.write((0..<8).map { UInt8(truncatingIfNeeded: new >> (56 - 8 * $0)) }, at: origin + Self.countStart)
  }

  /// The bytes that tell an unknown number of frames, and where they stand.
  var unlimited: (bytes: [UInt8], start: Int) {
    let new = word & ~(1 << Self.countBits - 1)
    return ((0..<8).map { UInt8(truncatingIfNeeded: new >> (56 - 8 * $0)) }, origin + Self.countStart)
  }

  /// Sets the checksum to unknown, as it is of other frames than those that are there.
  func forgetChecksum() throws(FileError) {
    try file.write([UInt8](repeating: 0, count: Self.end - Self.checksumStart), at: origin + Self.checksumStart)
  }

  /// The blocks behind this one with their headers, but no seek table, whose places are those of other frames; and the first
  /// byte behind them all.
  func metadata() throws(FileError) -> (blocks: [[UInt8]], end: Int) {
    var blocks: [[UInt8]] = []
    var (position, isLast) = (origin + Self.end, bytes[4] & 0x80 != 0)
    while !isLast, blocks.count < Self.mostBlocks {
      let header = try file.bytes(at: position, count: 4)
      guard header.count == 4 else { break }
      let count = header[1...].reduce(0) { $0 << 8 | Int($1) }
      let block = try file.bytes(at: position, count: 4 + count)
      if header[0] & 0x7f != Self.seekTable { blocks.append([header[0] & 0x7f] + block[1...]) }
      isLast = header[0] & 0x80 != 0
      position += 4 + count
    }
    return (blocks, position)
  }

  /// Sample rate, channels and depth in the upper 28 bits, frames in the lower 36.
  private var word: UInt64 { bytes[Self.countStart..<Self.checksumStart].reduce(0) { $0 << 8 | UInt64($1) } }
}

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
  static func end(in file: OpenFile) throws(FileError) -> Int {
    var end = 0
    while end < file.length, let count = length(try file.bytes(at: end, count: headerBytes)[...]) { end += count }
    return end
  }
}
