import EMGUnits
import Recording
import TestSupport
import Testing

@Suite struct RoundTripTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static let frames = 9001
  static let integers: [Int32] = (0..<3 * frames).map {
    $0 == 0 ? .min : $0 == 1 ? .max : Int32(truncatingIfNeeded: $0 &* 1_640_531_527)
  }
  static let floats: [Float] = integers.enumerated().map {
    switch $0 {
    case 2: .infinity
    case 3: -.infinity
    case 4: Float(nan: 0x1234, signaling: false)
    case 5: -0
    case 6: .leastNonzeroMagnitude
    case 7: 3.5
    default: Float($1) / 2_147_483_648
    }
  }

  private func writer(
    _ container: RecordingContainer, _ encoding: SampleEncoding, _ name: String = "a"
  ) throws -> RecordingWriter {
    try RecordingWriter(
      unchecked: folder[name], sampleRate: 2000, channelCount: 3, encoding: encoding, container: container)
  }

  private func check(_ reader: RecordingReader, _ container: RecordingContainer, _ encoding: SampleEncoding) {
    #expect(reader.container == container)
    #expect(reader.encoding == encoding)
    #expect(reader.frameCount == Self.frames)
    #expect(reader.channelCount == 3)
    #expect(reader.sampleRate == 2000)
    #expect(reader.warnings.isEmpty)
  }

  @Test(arguments: RecordingContainer.allCases)
  func sixteenBitsComeBack(container: RecordingContainer) throws {
    let samples = Self.integers.map { Int16(truncatingIfNeeded: $0 >> 16) }
    let writer = try writer(container, .int16)
    try writer.write(samples)
    try writer.close()
    let reader = try RecordingReader(path: folder["a"])
    check(reader, container, .int16)
    #expect(reader.nativeKind == .int16)
    #expect(try reader.all16() == samples)
  }

  @Test(arguments: RecordingContainer.allCases)
  func twentyFourBitsComeBack(container: RecordingContainer) throws {
    let samples = Self.integers.map { $0 & ~0xff }
    let writer = try writer(container, .int24)
    try writer.write(samples)
    try writer.close()
    let reader = try RecordingReader(path: folder["a"])
    check(reader, container, .int24)
    #expect(reader.nativeKind == .int32)
    #expect(try reader.all32() == samples)
  }

  @Test(arguments: [RecordingContainer.wav, .w64, .rf64])
  func thirtyTwoBitsComeBack(container: RecordingContainer) throws {
    let writer = try writer(container, .int32)
    try writer.write(Self.integers)
    try writer.close()
    let reader = try RecordingReader(path: folder["a"])
    check(reader, container, .int32)
    #expect(reader.nativeKind == .int32)
    #expect(try reader.all32() == Self.integers)
  }

  @Test(arguments: [RecordingContainer.wav, .w64, .rf64])
  func floatsComeBackWithInfinityAndNaN(container: RecordingContainer) throws {
    let writer = try writer(container, .float32)
    try writer.write(Self.floats)
    try writer.close()
    let reader = try RecordingReader(path: folder["a"])
    check(reader, container, .float32)
    #expect(reader.nativeKind == .float)
    #expect(try reader.allFloat().map(\.bitPattern) == Self.floats.map(\.bitPattern))
  }

  @Test func doublesAreReadAsFloatsWithAWarning() throws {
    let samples = Self.floats.filter(\.isFinite).dropLast(Self.floats.filter(\.isFinite).count % 3)
    let writer = try writer(.wav, .float64)
    try writer.write(Array(samples))
    try writer.close()
    let reader = try RecordingReader(path: folder["a"])
    #expect(reader.encoding == .float64)
    #expect(reader.nativeKind == .float)
    #expect(
      reader.warnings.map(\.description) == ["\(folder["a"]): its 64-bit samples are rounded to 32-bit floats."])
    #expect(try reader.allFloat() == Array(samples))
  }

  @Test func sixteenBitsWidenWithoutLoss() throws {
    let samples = Self.integers.map { Int16(truncatingIfNeeded: $0 >> 16) }
    let writer = try writer(.wav, .int24)
    try writer.write(samples)
    try writer.close()
    #expect(try RecordingReader(path: folder["a"]).all32() == samples.map { Int32($0) << 16 })
    #expect(try RecordingReader(path: folder["a"]).allFloat() == samples.map { Float($0) / 32_768 })
  }

  @Test(arguments: [SampleEncoding.int16, .int24, .int32, .float32])
  func theSameSamplesGiveTheSameBytesHoweverTheyAreCut(encoding: SampleEncoding) throws {
    for (name, blocks) in [("a", [9000]), ("b", [1, 2999, 6000])] {
      let writer = try writer(.wav, encoding, name)
      var start = 0
      for count in blocks {
        switch encoding.nativeKind {
        case .int16: try writer.write(Self.integers[start..<start + 3 * count].map { Int16($0 >> 16) })
        case .int32: try writer.write(Array(Self.integers[start..<start + 3 * count]))
        case .float: try writer.write(Array(Self.floats[start..<start + 3 * count]))
        }
        try writer.flushHeader()
        start += 3 * count
      }
      try writer.close()
    }
    #expect(try folder.bytes("a") == folder.bytes("b"))
  }

  @Test func thePeakChunkWithItsTimeOfWritingIsLeftOut() throws {
    let writer = try writer(.wav, .float32)
    try writer.write(Self.floats)
    try writer.close()
    let header = String(decoding: try folder.bytes("a").prefix(200), as: UTF8.self)
    #expect(header.contains("RIFF") && header.contains("data"))
    #expect(!header.contains("PEAK"))
  }
}
