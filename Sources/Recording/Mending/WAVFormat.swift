/// The chunk `fmt ` of a WAV, RF64 or W64 file with uncompressed samples.
struct WAVFormat: Hashable {
  /// Integers, or floats of full scale ±1.
  enum Kind: Hashable { case integer, float }

  /// What the samples are.
  let kind: Kind
  /// Samples in a frame.
  let channelCount: Int
  /// Frames per second.
  let sampleRate: Int
  /// Bytes that a sample takes in the file: 2, 3 or 4; floats 4 or 8.
  let sampleBytes: Int
  /// Bits that the header says a sample has, at most those of its bytes.
  let validBits: Int

  /// Bytes of a frame.
  var frameBytes: Int { channelCount * sampleBytes }

  /// The encoding whose bytes stand in the file.
  var stored: SampleEncoding {
    switch (kind, sampleBytes) {
    case (.float, 8): .float64
    case (.float, _): .float32
    case (.integer, 2): .int16
    case (.integer, 3): .int24
    case (.integer, _): .int32
    }
  }

  /// Bytes of the chunk, header left out, in its extensible form.
  static let longestBody = 40

  private static let extensible = 0xfffe
  /// What follows the number of a format in every sub-format that is a format of its own (KSDATAFORMAT_SUBTYPE).
  private static let subformatTail: [UInt8] = [0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]
  /// The same as a big-endian writer leaves it.
  private static let bigEndianTail: [UInt8] = [0, 0, 0, 0x10, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]

  /// Reads the body of the chunk; nil for compressed or 8-bit samples and for a body that makes no sense.
  ///
  /// The bytes of a sample follow from those of a frame (“block align”), as 24 bits may stand in four bytes; where they do
  /// not fit the bits, the bits count.
  init?(_ body: [UInt8], _ dialect: ChunkDialect) {
    guard body.count >= 16 else { return nil }
    let number = { (range: Range<Int>) in dialect.integer(body[range]) ?? -1 }
    channelCount = number(2..<4)
    sampleRate = number(4..<8)
    let bits = number(14..<16)
    guard channelCount > 0, sampleRate > 0, (9...64).contains(bits) else { return nil }
    var tag = number(0..<2)
    var stated = bits
    if tag == Self.extensible, body.count >= 40 {
      let isBig = dialect == .rifx
      guard body[28..<40].elementsEqual(isBig ? Self.bigEndianTail : Self.subformatTail) else { return nil }
      guard body[isBig ? 24..<26 : 26..<28].allSatisfy({ $0 == 0 }) else { return nil }
      tag = number(isBig ? 26..<28 : 24..<26)
      let valid = number(18..<20)
      if valid > 0, valid < bits { stated = valid }
    }
    switch tag {
    case 1: kind = .integer
    case 3: kind = .float
    default: return nil
    }
    let least = (bits + 7) / 8
    let block = number(12..<14)
    let fits = block > 0 && block % channelCount == 0 && (least...8).contains(block / channelCount)
    sampleBytes = fits ? block / channelCount : least
    validBits = min(stated, 8 * sampleBytes)
    let possible: Set<Int> = kind == .integer ? [2, 3, 4] : [4, 8]
    guard possible.contains(sampleBytes), kind == .integer || bits == 8 * sampleBytes else { return nil }
  }
}
