/// The chunk layouts of the WAV family: how long names and lengths are, and in which byte order.
enum ChunkDialect: Hashable {
  /// WAV: 4-byte names, 32-bit lengths, even positions.
  case riff
  /// WAV with big-endian numbers.
  case rifx
  /// WAV whose lengths stand in a `ds64` chunk.
  case rf64
  /// 16-byte names, 64-bit lengths that include their own header, positions that are multiples of 8.
  case w64

  /// Bytes needed to tell the dialects apart and to read the length of the file.
  static let longestPreamble = 40
  /// What a 32-bit length has to stay below.
  static let mostBytes = Int(UInt32.max)

  /// The last 12 bytes of the names in a W64 file: of the file itself, then of all chunks but `list`.
  private static let w64FileName: [UInt8] = [0x2e, 0x91, 0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb, 0x04, 0xc1, 0, 0]
  private static let w64ChunkName: [UInt8] = [0xf3, 0xac, 0xd3, 0x11, 0x8c, 0xd1, 0, 0xc0, 0x4f, 0x8e, 0xdb, 0x8a]

  /// The dialect of a file that begins with `bytes`; nil for any other file.
  init?(_ bytes: [UInt8]) {
    switch String(decoding: bytes.prefix(4), as: UTF8.self) {
    case "RIFF": self = .riff
    case "RIFX": self = .rifx
    case "RF64": self = .rf64
    case "riff" where bytes.dropFirst(4).starts(with: Self.w64FileName): self = .w64
    default: return nil
    }
    let form = self == .w64 ? "wave" : "WAVE"
    guard bytes.count >= preambleCount, bytes[formStart..<formStart + 4].elementsEqual(form.utf8) else { return nil }
  }

  /// Bytes of a chunk's name and length.
  var headerCount: Int { self == .w64 ? 24 : 8 }
  /// Bytes before the first chunk: name, length, `WAVE`.
  var preambleCount: Int { self == .w64 ? 40 : 12 }
  /// Chunks begin at multiples of this.
  var alignment: Int { self == .w64 ? 8 : 2 }
  /// Where the length stands in a chunk's header, and how many bytes it has.
  var lengthField: Range<Int> { self == .w64 ? 16..<24 : 4..<8 }

  private var formStart: Int { self == .w64 ? 24 : 8 }

  /// Bytes up to the next multiple of `alignment`.
  func padding(after position: Int) -> Int { (alignment - position % alignment) % alignment }

  /// Byte after the last one of the file, as declared at its beginning; nil when unknown.
  func fileEnd(_ preamble: [UInt8]) -> Int? {
    guard let chunk = chunk(preamble[...]), let count = chunk.count else { return nil }
    let (end, overflow) = count.addingReportingOverflow(headerCount)
    return overflow ? nil : end
  }

  /// Name and length of a chunk without its header, from its first bytes; nil when they are cut off.
  func chunk(_ bytes: ArraySlice<UInt8>) -> (name: String, count: Int?)? {
    guard bytes.count >= headerCount else { return nil }
    let start = bytes.startIndex
    let name = String(decoding: bytes[start..<start + 4], as: UTF8.self)
    let length = integer(bytes[start + lengthField.lowerBound..<start + lengthField.upperBound])
    // A length below that of the chunk's own header has never been filled in.
    return (name, self == .w64 ? length.map { max(0, $0 - headerCount) } : length)
  }

  /// Whether the name of a W64 chunk ends as they all do.
  func isW64Name(_ bytes: ArraySlice<UInt8>) -> Bool {
    let tail = bytes.dropFirst(4).prefix(12)
    return tail.elementsEqual(Self.w64ChunkName) || tail.elementsEqual(Self.w64ListName)
  }

  private static let w64ListName: [UInt8] = [0x2f, 0x91, 0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb, 0x04, 0xc1, 0, 0]

  /// An unsigned integer; nil when it is all ones, which stands for “unknown”, or out of range.
  func integer(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.contains(where: { $0 != 0xff }) else { return nil }
    let ordered = self == .rifx ? Array(bytes) : bytes.reversed()
    return Int(exactly: ordered.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  /// The bytes of an unsigned integer; −1 gives all ones.
  func bytes(_ value: Int, count: Int) -> [UInt8] {
    let little = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return self == .rifx ? little.reversed() : little
  }
}
