/// The chunk layouts of the WAV family: how long names and lengths are, and in which byte order.
enum ChunkDialect: Hashable {
  /// WAV: 4-byte names, 32-bit lengths, even positions.
  case riff
  /// WAV with big-endian numbers.
  case rifx
  /// WAV whose lengths of all ones refer to a `ds64` chunk.
  case rf64
  /// 16-byte names, 64-bit lengths that include their own header, positions that are multiples of 8.
  case w64

  /// Bytes needed to tell the dialects apart and to read the length of the file.
  static let longestPreamble = 40

  /// The dialect of a file that begins with `bytes`; nil for any other file.
  init?(_ bytes: [UInt8]) {
    switch String(decoding: bytes.prefix(4), as: UTF8.self) {
    case "RIFF": self = .riff
    case "RIFX": self = .rifx
    case "RF64": self = .rf64
    case "riff": self = .w64
    default: return nil
    }
    guard bytes.count >= preambleCount else { return nil }
  }

  /// Bytes of a chunk's name and length.
  var headerCount: Int { self == .w64 ? 24 : 8 }
  /// Bytes before the first chunk: name, length, `WAVE`.
  var preambleCount: Int { self == .w64 ? 40 : 12 }
  /// Chunks begin at multiples of this.
  var alignment: Int { self == .w64 ? 8 : 2 }

  /// Byte after the last one of the file, as declared at its beginning; nil when unknown.
  func fileEnd(_ preamble: [UInt8]) -> Int? {
    guard let chunk = chunk(preamble), let count = chunk.count else { return nil }
    let (end, overflow) = count.addingReportingOverflow(headerCount)
    return overflow ? nil : end
  }

  /// Name and length of a chunk without its header, from its first bytes; nil when they are cut off.
  func chunk(_ bytes: [UInt8]) -> (name: String, count: Int?)? {
    guard bytes.count >= headerCount else { return nil }
    let name = String(decoding: bytes[..<4], as: UTF8.self)
    switch self {
    case .riff, .rifx, .rf64: return (name, integer(bytes[4..<8]))
    case .w64:
      guard let count = integer(bytes[16..<24]) else { return (name, nil) }
      // A length below that of the chunk's own header has never been filled in.
      return (name, max(0, count - headerCount))
    }
  }

  /// An unsigned integer; nil when it is all ones, which stands for “unknown”, or out of range.
  func integer(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.contains(where: { $0 != 0xff }) else { return nil }
    let ordered = self == .rifx ? Array(bytes) : bytes.reversed()
    return Int(exactly: ordered.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
