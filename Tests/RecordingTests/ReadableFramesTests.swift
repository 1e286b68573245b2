import Foundation
import Glibc
import Recording
import TestSupport
import Testing

@Suite struct ReadableFramesTests {
  let folder: TemporaryFolder
  static let samples = testSamples(frames: 20_000)

  init() throws { folder = try TemporaryFolder() }

  /// The first `frames` of the samples come, and exactly these warnings.
  private func expect(_ path: String, frames: Int, _ warnings: [String]) throws {
    let reader = try RecordingReader(path: path)
    #expect(reader.frameCount == frames)
    #expect(try reader.all16(block: 1000) == Array(Self.samples.prefix(2 * frames)))
    #expect(reader.warnings.map(\.description) == warnings.map { "\(path): \($0)" })
  }

  /// What a file looks like on disk while its writer is still at work.
  private func killed(_ container: RecordingContainer, flush: Bool) throws -> String {
    let writer = try RecordingWriter(
      unchecked: folder["open"], sampleRate: 1000, channelCount: 2, encoding: .int16, container: container,
      overwrite: true)
    try writer.write(Self.samples)
    if flush { try writer.flushHeader() }
    return try folder.file("killed", try folder.bytes("open"))
  }

  @Test func aSoundHeaderGivesNoWarning() throws {
    let wav = WAVBytes()
    try expect(
      folder.file("a.wav", WAVBytes(data: wav.samples(Self.samples)).bytes), frames: 20_000, [])
  }

  @Test(arguments: [(8, 0), (36, 0), (0, 0), (0xffff_ffff, 0xffff_ffff), (0xffff_ffff, 0)], [false, true])
  func aHeaderNeverFilledInIsReadToTheEndOfTheFile(declared: (file: Int, data: Int), isBigEndian: Bool) throws {
    var wav = WAVBytes(isBigEndian: isBigEndian)
    wav.data = wav.samples(Self.samples) + [1, 2, 3]
    wav.declaredFile = declared.file
    wav.declaredData = declared.data
    try expect(
      folder.file("a.wav", wav.bytes), frames: 20_000,
      [
        "the header gives no length, as when a recorder is switched off in the middle; "
          + "read to the last whole frame, 20,000 frames."
      ])
  }

  /// A header that was renewed for the last time at 5000 frames.
  @Test(arguments: [36 + 20_000, 36 + 80_000, 36 + 80_500])
  func aHeaderOlderThanTheEndIsReadToTheEnd(file: Int) throws {
    var wav = WAVBytes()
    wav.data = wav.samples(Self.samples)
    (wav.declaredFile, wav.declaredData) = (file, 20_000)
    try expect(
      folder.file("a.wav", wav.bytes), frames: 20_000,
      [
        "the header declares 5,000 frames but 20,000 are there, as when a recorder is switched off in the middle or passes "
          + "4 GiB; read to the last whole frame."
      ])
  }

  /// The 32 bits of a plain header begin again at 0. The file is sparse: it takes no room on the disk.
  @Test(arguments: [false, true])
  func aLengthThatHasWrappedIsReadToTheEnd(hasChunk: Bool) throws {
    var wav = WAVBytes(data: WAVBytes().samples(Self.samples))
    let frames = (1 << 30) + 777
    (wav.declaredData, wav.declaredFile) = (4 * 777, 36 + 4 * 777)
    let path = try folder.file("a.wav", wav.bytes)
    try #require(truncate(path, off_t(44 + 4 * frames)) == 0)
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: hasChunk ? Array("LIST".utf8) + wav.number(4, 4) + Array("INFO".utf8) : [])
    try handle.close()
    let reader = try RecordingReader(path: path)
    #expect(reader.frameCount == frames)
    #expect(
      reader.warnings.map(\.description).first?.contains("declares 777 frames but 1,073,742,601 are there") == true)
    guard case .mended = try RecordingMending(path: path).mend() else {
      Issue.record("nothing was mended")
      return
    }
    let mended = try RecordingReader(path: path)
    #expect(mended.container == .rf64 && mended.frameCount == frames && mended.warnings.isEmpty)
    var first = [Int16](repeating: 0, count: 2000)
    #expect(try first.withUnsafeMutableBufferPointer { try mended.read(into: $0) } == 1000)
    #expect(first == Array(Self.samples.prefix(2000)))
  }

  @Test func zerosBehindTheSamplesAreToldAndNotRead() throws {
    var wav = WAVBytes(data: WAVBytes().samples(Self.samples))
    wav.tail = [UInt8](repeating: 0, count: 4000)
    wav.declaredFile = 36 + 80_000
    try expect(
      folder.file("a.wav", wav.bytes), frames: 20_000,
      [
        "after the 20,000 frames that the header declares come 4,000 bytes of zeros; they are taken for padding and not read."
      ])
  }

  @Test func aTruncatedFileIsReadToItsLastWholeFrame() throws {
    let bytes = WAVBytes(data: WAVBytes().samples(Self.samples)).bytes
    try expect(
      folder.file("a.wav", Array(bytes.prefix(44 + 10_001))), frames: 2500,
      ["the header declares 20,000 frames but the file holds 2,500; read to the last whole frame."])
  }

  @Test(arguments: [RecordingContainer.w64, .rf64])
  func aTruncatedLongFormatIsReadToItsLastWholeFrame(container: RecordingContainer) throws {
    let writer = try RecordingWriter(
      unchecked: folder["whole"], sampleRate: 1000, channelCount: 2, encoding: .int16, container: container)
    try writer.write(Self.samples)
    try writer.close()
    let bytes = try folder.bytes("whole")
    try expect(
      folder.file("a", Array(bytes.prefix(bytes.count - 4 * 17_500 + 3))), frames: 2500,
      ["the header declares 20,000 frames but the file holds 2,500; read to the last whole frame."])
  }

  @Test func anOddNumberOfBytesNeedsNoPadByteAtTheEnd() throws {
    let wav = WAVBytes(channelCount: 1, bitsPerSample: 24, data: [0, 0, 1, 0, 0, 2, 0, 0, 3])
    for (tail, declared) in [([UInt8(0)], nil), ([], nil), ([], 36 + 10)] as [([UInt8], Int?)] {
      var odd = wav
      odd.tail = tail
      odd.declaredFile = declared
      let reader = try RecordingReader(path: folder.file("a.wav", odd.bytes))
      #expect(reader.warnings.isEmpty)
      #expect(try reader.all32() == [1 << 24, 2 << 24, 3 << 24])
    }
  }

  @Test(arguments: RecordingContainer.allCases)
  func anOddNumberOfBytesGivesNoWarning(container: RecordingContainer) throws {
    let writer = try RecordingWriter(
      unchecked: folder["a"], sampleRate: 1000, channelCount: 1, encoding: .int24, container: container)
    try writer.write([1 << 24, 2 << 24, 3 << 24] as [Int32])
    try writer.close()
    let reader = try RecordingReader(path: folder["a"])
    #expect(reader.warnings.isEmpty)
    #expect(try reader.all32() == [1 << 24, 2 << 24, 3 << 24])
  }

  @Test func aChunkAfterTheSamplesIsNotSound() throws {
    var wav = WAVBytes(data: WAVBytes().samples(Self.samples))
    wav.tail = Array("LIST".utf8) + wav.number(4, 4) + Array("INFO".utf8)
    try expect(folder.file("a.wav", wav.bytes), frames: 20_000, [])
    wav.data = []
    let path = try folder.file("b.wav", wav.bytes)
    #expect(
      refusal { _ = try RecordingReader(path: path) }
        == ("\(path): the file has a header but not a single whole frame. Nothing was recorded.", .unusableData))
  }

  @Test(arguments: [RecordingContainer.wav, .w64, .rf64])
  func aKilledWriterLeavesAValidFileAfterAFlush(container: RecordingContainer) throws {
    try expect(killed(container, flush: true), frames: 20_000, [])
  }

  @Test(arguments: [RecordingContainer.wav, .w64, .rf64])
  func aKilledWriterLosesNothingWithoutAFlush(container: RecordingContainer) throws {
    try expect(
      killed(container, flush: false), frames: 20_000,
      [
        "the header gives no length, as when a recorder is switched off in the middle; "
          + "read to the last whole frame, 20,000 frames."
      ])
  }

  /// 19 584 is 17 blocks of 1152 frames; the rest was still in memory.
  @Test func aKilledFLACWriterLosesItsLastBlockAlone() throws {
    try expect(killed(.flac, flush: true), frames: 19_584, [])
    try expect(
      killed(.flac, flush: false), frames: 19_584,
      [
        "the header gives no length, as when a recorder is switched off in the middle; "
          + "read to the last whole frame, 19,584 frames."
      ])
  }

  private func flac() throws -> [UInt8] {
    let writer = try RecordingWriter(path: folder["whole.flac"], sampleRate: 1000, channelCount: 2, encoding: .int16)
    try writer.write(Self.samples)
    try writer.close()
    return try folder.bytes("whole.flac")
  }

  @Test func aTruncatedFLACFileIsReadToItsLastWholeBlock() throws {
    let bytes = try flac()
    try expect(
      folder.file("a.flac", Array(bytes.prefix(bytes.count / 2))), frames: 9216,
      ["the header declares 20,000 frames but the file holds 9,216; read to the last whole frame."])
  }

  @Test func damageInTheMiddleOfAFLACFileEndsItWithAWarning() throws {
    var bytes = try flac()
    for index in bytes.count / 2..<bytes.count / 2 + 50 { bytes[index] = 0x55 }
    let path = try folder.file("a.flac", bytes)
    let reader = try RecordingReader(path: path)
    #expect(reader.warnings.isEmpty)
    #expect(try reader.all16(block: 1000) == Array(Self.samples.prefix(2 * 9216)))
    #expect(try reader.all16(block: 1000).isEmpty)
    #expect(
      reader.warnings.map(\.description) == [
        "\(path): of 20,000 frames, only the first 9,216 can be read; the file is damaged after that."
      ])
  }
}
