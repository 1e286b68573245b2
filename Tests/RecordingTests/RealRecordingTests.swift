import Recording
import TestSupport
import Testing

/// The numbers were computed from the bytes of the files, without libsndfile.
@Suite struct RealRecordingTests {
  @Test(
    .needsRealRecordings,
    arguments: [
      (
        "amp_off", 76_288, 440,
        "declares 152,624 bytes but the file holds 152,620; read to the last whole frame, 76,288"
      ),
      (
        "amp_on_baseline", 60_928, -43,
        "declares 121,904 bytes but the file holds 121,900; read to the last whole frame, 60,928"
      ),
      (
        "pulse_1", 94_208, -996,
        "declares 188,464 bytes but the file holds 188,460; read to the last whole frame, 94,208"
      ),
      (
        "pulse_max", 70_144, -3_011_379,
        "declares 140,336 bytes but the file holds 140,332; read to the last whole frame, 70,144"
      ),
    ])
  func soundCardFilesLackFourBytesAndAreReadToTheLastFrame(name: String, frames: Int, sum: Int, words: String) throws {
    let path = RealRecordings.path("soundcard/\(name).wav")
    let reader = try RecordingReader(path: path)
    #expect(reader.frameCount == frames)
    #expect(reader.nativeKind == .int16)
    #expect(reader.sampleRate == 44_100)
    #expect(reader.warnings.map(\.description) == ["\(path): the header \(words) frames."])
    let samples = try reader.all16(block: 16_384)
    #expect(samples.count == frames)
    #expect(samples.reduce(0) { $0 + Int($1) } == sum)
    #expect(reader.warnings.count == 1)
  }

  /// As the sound card of that phone writes them: the header counts four bytes that are not there.
  @Test func aMadeFileThatLacksFourBytesIsReadToTheLastFrame() throws {
    let folder = try TemporaryFolder()
    let samples = (0..<20_000).map { Int16(truncatingIfNeeded: $0 * 7919) }
    let wav = WAVBytes(
      channelCount: 1, sampleRate: 44_100, data: WAVBytes().samples(samples), declaredFile: 40_040)
    let path = try folder.file("phone.wav", wav.bytes)
    let reader = try RecordingReader(path: path)
    #expect(reader.frameCount == 20_000 && reader.nativeKind == .int16 && reader.sampleRate == 44_100)
    #expect(
      reader.warnings.map(\.description) == [
        "\(path): the header declares 40,048 bytes but the file holds 40,044; read to the last whole frame, 20,000 frames."
      ])
    #expect(try reader.all16(block: 300) == samples)
  }

  @Test(.needsRealRecordings) func aTwentyFourBitRunIsReadBitForBit() throws {
    let reader = try RecordingReader(path: RealRecordings.path("run-p0001.wav"))
    #expect(reader.container == .wav)
    #expect(reader.encoding == .int24)
    #expect(reader.nativeKind == .int32)
    #expect(reader.sampleRate == 1000)
    #expect(reader.channelCount == 5)
    #expect(reader.frameCount == 30_000)
    #expect(reader.warnings.isEmpty)
    let samples = try reader.all32(block: 4096)
    #expect(samples.count == 150_000)
    #expect(samples.allSatisfy { $0 & 0xff == 0 })
    let values = samples.map { Int($0) >> 8 }
    #expect(values.prefix(5) == [42_876, 48_309, -5743, -76_092, -18_781])
    #expect(values.dropFirst(5).prefix(5) == [51_025, 61_075, 28_752, -63_870, -18_509])
    #expect(values.suffix(5) == [21_962, -3299, 20_332, -142_910, -25_571])
    let sums = (0..<5).map { channel in stride(from: channel, to: 150_000, by: 5).reduce(0) { $0 + values[$1] } }
    #expect(sums == [62_094_179, -11_425_835, -24_850_107, -2_284_890, -36_295_467])
  }
}
