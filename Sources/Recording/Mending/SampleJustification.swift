import Files

/// Integer samples that do not fill their bytes: 24 bits in four bytes as `arecord -f S24_LE` leaves them, 20 in three, 12
/// in two. WAV wants them at the upper end (left-justified), arecord has them at the lower end, with the sign or with zeros
/// above. Headers do not tell the two apart: older arecords say 24 bits, newer ones 32. So the samples are looked at.
///
/// Right-justified are samples that never leave the lower bits in the whole recording. A left-justified one would then stay
/// 48 dB below full scale (for 24 of 32 bits) to its end, its offset and artefacts too. What has a resolution of no more
/// than 16 of 32 bits is taken for left-justified. A recording of this program is never taken for one of these: what a card
/// gave as 32 bits stays so, however quiet it is.
struct SampleJustification: Hashable {
  /// Bits that are used: the lower ones of each sample, to be shifted up by `shift`.
  let bits: Int
  /// Bits above them.
  let shift: Int

  private static let blockFrames = 16_384
  /// Bits of the narrower samples that a file of 32 bits may hold.
  private static let usual = 24

  /// Reads samples from their first one on; nil when they stand at the upper end, fill their bytes, or are all zero.
  /// Stops at the first sample that decides; only a quiet recording is read to its end.
  init?(of sound: SoundFile, _ layout: WAVLayout) throws(FileError) {
    let format = layout.format
    // a header that tells 32 bits is doubted only where arecord may have written it
    guard format.kind == .integer, format.validBits < 32 || layout.isBare else { return nil }
    let width = 8 * format.sampleBytes
    let bits = format.validBits < width ? format.validBits : width == 32 ? Self.usual : width
    guard bits < width else { return nil }
    (self.bits, shift) = (bits, width - bits)
    var look = Look(width: width, bits: bits)
    var block = [Int32](repeating: 0, count: min(Self.blockFrames, layout.frameCount) * format.channelCount)
    var left = layout.frameCount
    while left > 0, !look.isLeft {
      let wanted = min(left, Self.blockFrames)
      let got = try block.withUnsafeMutableBufferPointer { (buffer) throws(FileError) -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return try sound.read(base, frames: wanted)
      }
      guard got > 0 else { break }
      for index in 0..<got * format.channelCount where !look.isLeft { look.add(block[index]) }
      left -= got
    }
    try sound.seek(to: 0)
    guard look.isRight else { return nil }
  }

  /// What samples, each in the upper bits of 32, say together.
  private struct Look {
    private let gap: Int32
    private let unused: Int32
    private let width: Int
    private let bits: Int
    private var all: Int32 = 0
    private var hasSigns = false
    private var (hasHigh, hasLow) = (false, false)
    private(set) var isLeft = false

    init(width: Int, bits: Int) {
      (self.width, self.bits) = (width, bits)
      gap = Int32(32 - width)
      unused = Int32(width - bits)
    }

    /// Looks at one more.
    mutating func add(_ sample: Int32) {
      let value = sample >> gap
      all |= value
      let extended = (value << (32 - Int32(bits))) >> (32 - Int32(bits))
      if value == extended {
        if value < 0 { hasSigns = true } else { hasLow = true }
      } else if value >= 0, value >> Int32(bits) == 0 {
        // the sign bit of the narrow sample is set, and zeros stand above it
        hasHigh = true
      } else {
        isLeft = true
      }
      // zeros above some negative samples and signs above others: these are wide samples
      if hasSigns, hasHigh { isLeft = true }
    }

    /// None left the lower bits; they have more than half of the resolution; and unless the sign is spread, they lie on
    /// both sides of zero.
    var isRight: Bool {
      let isFine = all.trailingZeroBitCount < max(1, width / 2)
      return !isLeft && all != 0 && isFine && (!hasHigh || hasLow)
    }
  }
}
