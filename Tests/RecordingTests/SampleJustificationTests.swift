import EMGUnits
import Recording
import TestSupport
import Testing

/// 24 bits in four bytes, wherever they stand, are read as the packed recording of the same signal.
@Suite struct SampleJustificationTests {
  /// How a sample stands in four bytes.
  enum Form: CaseIterable { case signExtended, zeroExtended, left }

  /// What the header says: older arecord, newer arecord, and the extensible form.
  enum Header: CaseIterable { case bits24, bits32, extensible }

  let folder: TemporaryFolder
  /// 20 000 frames of two channels; the loudest sample is at −13 dB of full scale, as EMG with room above it.
  static let signal: [Int32] = {
    var noise = SeededNoise(seed: 131)
    return (0..<40_000).map { _ in Int32((noise.normal() * 400_000).rounded()) }
  }()

  init() throws { folder = try TemporaryFolder() }

  private func write(_ values: [Int32], _ form: Form, _ header: Header) throws -> String {
    var wav = WAVBytes(bitsPerSample: 32)
    wav.data = values.flatMap { value in
      switch form {
      case .signExtended: wav.number(Int(value), 4)
      case .zeroExtended: wav.number(Int(value) & 0xff_ffff, 4)
      case .left: wav.number(Int(value) << 8, 4)
      }
    }
    var bytes = wav.bytes
    if header == .bits24 { bytes[34] = 24 }
    if header == .extensible {
      let tail: [UInt8] = [1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]
      bytes.replaceSubrange(36..<36, with: [22, 0, 24, 0, 3, 0, 0, 0] + tail)
      bytes.replaceSubrange(16..<22, with: [40, 0, 0, 0, 0xfe, 0xff])
      bytes.replaceSubrange(4..<8, with: wav.number(bytes.count - 8, 4))
    }
    return try folder.file("four.wav", bytes)
  }

  private func packed(_ values: [Int32]) throws -> RecordingReader {
    var wav = WAVBytes(bitsPerSample: 24)
    wav.data = values.flatMap { wav.number(Int($0), 3) }
    return try RecordingReader(path: folder.file("packed.wav", wav.bytes))
  }

  @Test(arguments: Form.allCases, Header.allCases)
  func isReadAsThePackedRecording(form: Form, header: Header) throws {
    // as in files that a 16-bit card gave
    for values in [Self.signal, Self.signal.map { $0 & ~0xff }] {
      let expected = try packed(values).all32(block: 4096)
      let reader = try RecordingReader(path: write(values, form, header))
      #expect(try reader.all32(block: 4096) == expected)
      #expect(try RecordingReader(path: write(values, form, header)).allFloat() == packed(values).allFloat())
      #expect(reader.encoding == (form == .left ? .int32 : .int24))
      // a header that says 24 bits is right; one that says 32 is told about
      #expect(reader.warnings.isEmpty == (form == .left || header != .bits32))
    }
  }

  /// One sample beyond the lower bits in the whole recording is enough.
  @Test func aLoudSampleAtTheVeryEndSaysThatAllAreWide() throws {
    var values = Self.signal
    values[values.count - 1] = 1 << 30
    let reader = try RecordingReader(path: write(values, .signExtended, .bits32))
    #expect(try reader.all32(block: 4096) == values)
    #expect(reader.warnings.isEmpty && reader.encoding == .int32)
  }

  /// What a card gave as 32 bits stays so, however quiet it is: a replay must be what was live.
  @Test func aQuietRecordingOfThisProgramStaysAsItIs() throws {
    let path = folder["quiet.wav"]
    let writer = try RecordingWriter(path: path, sampleRate: 2000, channelCount: 2, encoding: .int32)
    try writer.write(Self.signal)
    try writer.close()
    let reader = try RecordingReader(path: path)
    #expect(try reader.all32(block: 4096) == Self.signal)
    #expect(reader.warnings.isEmpty)
  }

  @Test func silenceIsSilence() throws {
    let reader = try RecordingReader(path: write([0, 0, 0, 0], .signExtended, .bits32))
    #expect(try reader.all32() == [0, 0, 0, 0] && reader.warnings.isEmpty)
  }

  /// 20 bits in three bytes, 12 in two: the same kind.
  @Test(arguments: [(20, 3), (12, 2)])
  func narrowerSamplesAreTheSame(bits: Int, bytes: Int) throws {
    let limit = 1 << (bits - 1)
    let values = Self.signal.prefix(2000).map { Int($0) % limit }
    var wav = WAVBytes(bitsPerSample: 8 * bytes)
    wav.data = values.flatMap { wav.number($0, bytes) }
    var file = wav.bytes
    file[34] = UInt8(bits)
    let path = try folder.file("narrow.wav", file)
    let found = try RecordingReader(path: path).allFloat()
    #expect(found == values.map { Float($0) / Float(limit) })
  }
}
