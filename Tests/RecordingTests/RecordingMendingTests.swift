import EMGUnits
import Foundation
import Glibc
import Recording
import TestSupport
import Testing

/// A recording whose writer was killed is mended to what the writer would have made of it.
@Suite struct RecordingMendingTests {
  let folder: TemporaryFolder
  static let samples = testSamples(frames: 20_000)

  init() throws { folder = try TemporaryFolder() }

  private func writer(_ name: String, channels: Int = 2, encoding: SampleEncoding = .int16) throws -> RecordingWriter {
    try RecordingWriter(path: folder[name], sampleRate: 2000, channelCount: channels, encoding: encoding)
  }

  /// The bytes of a finished recording of the first frames.
  private func finished(_ ending: String, frames: Int, channels: Int = 2, encoding: SampleEncoding = .int16) throws
    -> [UInt8]
  {
    let writer = try writer("finished.\(ending)", channels: channels, encoding: encoding)
    try writer.write(Array(Self.samples.prefix(channels * frames)))
    try writer.close()
    return try folder.bytes("finished.\(ending)")
  }

  /// What is on disk when a program is killed some frames after the header was renewed.
  private func killed(_ ending: String, channels: Int = 2, encoding: SampleEncoding = .int16) throws -> String {
    let writer = try writer("open.\(ending)", channels: channels, encoding: encoding)
    try writer.write(Array(Self.samples.prefix(channels * 7000)))
    try writer.flushHeader()
    try writer.write(Array(Self.samples[(channels * 7000)..<(channels * 9999)]))
    return try folder.file("killed.\(ending)", try folder.bytes("open.\(ending)"))
  }

  private func mend(_ path: String) throws -> RecordingMending.Outcome { try RecordingMending(path: path).mend() }

  /// The file as it was stays beside the mended one.
  private func mended(_ path: String, frames: Int, declared: Int, number: Int = 1) -> RecordingMending.Outcome {
    .mended(frames: frames, declared: declared, kept: path + ".before-repair" + (number == 1 ? "" : "-\(number)"))
  }

  @Test(arguments: [(2, SampleEncoding.int16), (1, .int24), (1, .int16), (3, .int32)])
  func aWAVIsThenTheFinishedOneToTheByte(channels: Int, encoding: SampleEncoding) throws {
    let path = try killed("wav", channels: channels, encoding: encoding)
    // part of a frame, as a write that was cut off leaves it
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: [1])
    try handle.close()
    #expect(try RecordingReader(path: path).frameCount == 9999)
    let before = try folder.bytes("killed.wav")
    #expect(try mend(path) == mended(path, frames: 9999, declared: 7000))
    #expect(try folder.bytes("killed.wav") == finished("wav", frames: 9999, channels: channels, encoding: encoding))
    #expect(try mend(path) == .sound(frames: 9999))
    #expect(try folder.bytes("killed.wav.before-repair") == before)
  }

  @Test func aFLACIsThenTheFinishedOneToTheByte() throws {
    let path = try killed("flac")
    #expect(try RecordingReader(path: path).frameCount == 9216)
    // eight blocks of 1152 frames had been written, six of them were announced
    #expect(try mend(path) == mended(path, frames: 9216, declared: 6912))
    #expect(try folder.bytes("killed.flac") == finished("flac", frames: 9216))
    #expect(try mend(path) == .sound(frames: 9216))
    #expect(!FileManager.default.fileExists(atPath: path + ".mending"))
  }

  @Test func aFileCutShortIsThenTheFinishedOneToTheByte() throws {
    let whole = try finished("wav", frames: 9999)
    let path = try folder.file("cut.wav", Array(whole.dropLast(4 * 4999 - 1)))
    #expect(try mend(path) == mended(path, frames: 5000, declared: 9999))
    _ = try FileManager.default.removeItem(atPath: folder["finished.wav"])
    #expect(try folder.bytes("cut.wav") == finished("wav", frames: 5000))
  }

  @Test(arguments: [1, 20, 90])
  func cuePointsThatWereCutOffAreNoSamples(count: Int) throws {
    let writer = try writer("marked.wav")
    try writer.write(Array(Self.samples.prefix(2 * 500)))
    let markers = (0..<3).map { RecordingMarker(frame: $0, label: "hill") }
    try writer.close(markers: markers)
    let marked = try folder.bytes("marked.wav")
    let plain = try finished("wav", frames: 500)
    // killed before the header told of them, and a disk that lost the rest of them
    for header in [Array(plain.prefix(112)), Array(marked.prefix(112))] {
      let bytes = header + marked[112..<(plain.count + count + 12)]
      let path = try folder.file("half.wav", bytes)
      #expect(try RecordingReader(path: path).frameCount == 500)
      #expect(try mend(path) == .sound(frames: 500))
      #expect(try folder.bytes("half.wav") == bytes)
      // a session knows its cue points
      let mending = try RecordingMending(path: path)
      #expect(try mending.lacksCuePoints())
      try mending.add(markers)
      #expect(try folder.bytes("half.wav") == marked)
      #expect(try !mending.lacksCuePoints())
    }
  }

  /// The length of a chunk before the samples leads behind the end of the file, to where marks would put the next chunk.
  @Test(arguments: [0, 1, 3])
  func marksNeverHideTheSamples(count: Int) throws {
    let markers = (0..<count).map { RecordingMarker(frame: $0, label: "hill") }
    let plain = WAVBytes(data: WAVBytes().samples(Array(Self.samples.prefix(2 * 50))))
    let place = 36
    let end = plain.bytes.count + 8 + 12 + 24 * count
    let chunk = Array("JUNK".utf8) + plain.number(end - place - 8, 4)
    var bytes = plain.bytes
    bytes.insert(contentsOf: chunk, at: place)
    bytes.replaceSubrange(4..<8, with: plain.number(bytes.count - 8, 4))
    let path = try folder.file("odd.wav", bytes)
    let before = try RecordingReader(path: path).all16()
    #expect(before.count == 2 * 50)
    let mending = try RecordingMending(path: path)
    _ = try mending.mend()
    #expect(try !mending.lacksCuePoints())
    try mending.add(markers)
    #expect(try RecordingReader(path: path).all16() == before)
  }

  /// Half a frame goes, so that what follows moves by two bytes, and the length of a chunk before the samples, which led nowhere,
  /// leads to one that has other samples behind it.
  @Test func whatWouldBeReadDifferentlyIsLeftAlone() throws {
    let plain = WAVBytes(data: WAVBytes().samples([1, 2, 3]))
    let other = Array("note".utf8) + plain.number(0, 4) + Array("data".utf8) + plain.number(400, 4)
    let tail = Array("LIST".utf8) + plain.number(8 + other.count + 400, 4) + [UInt8](repeating: 7, count: 8)
    var bytes = plain.bytes + tail + other + [UInt8](repeating: 9, count: 400)
    let place = 36
    // to where the second chunk will be, two bytes before it is
    let end = plain.bytes.count + 8 + tail.count - 2
    bytes.insert(contentsOf: Array("junk".utf8) + plain.number(end - place - 8, 4), at: place)
    bytes.replaceSubrange(4..<8, with: plain.number(bytes.count - 8, 4))
    bytes.replaceSubrange(48..<52, with: plain.number(0, 4))
    let path = try folder.file("odd.wav", bytes)
    #expect(try RecordingReader(path: path).all16() == [1, 2])
    #expect(
      refusal { _ = try mend(path) }.text.contains("other samples would be read from the copy, so nothing was changed"))
    #expect(try folder.bytes("odd.wav") == bytes)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["odd.wav"])
  }

  @Test(arguments: ["wav", "flac"])
  func aSoundOneStaysAsItIs(ending: String) throws {
    let writer = try writer("sound.\(ending)")
    try writer.write(Self.samples)
    try writer.close(markers: [RecordingMarker(frame: 7, label: "hill")])
    let before = try folder.bytes("sound.\(ending)")
    #expect(try mend(folder["sound.\(ending)"]) == .sound(frames: 20_000))
    #expect(try folder.bytes("sound.\(ending)") == before)
  }

  @Test func aRecordingInProgressIsLeftAlone() throws {
    let writer = try writer("run.wav")
    try writer.write(Self.samples)
    let refused = refusal { _ = try RecordingMending(path: folder["run.wav"]) }
    #expect(
      refused == (
        "\(folder["run.wav"]): a session is still recording into it. Wait until it has ended.", .io
      ))
    try writer.close()
    #expect(try mend(folder["run.wav"]) == .sound(frames: 20_000))
  }

  /// The file is sparse: it takes no room on the disk.
  @Test func aPlainHeaderBecomesRF64Beyond4GiB() throws {
    let path = try killed("wav")
    let frames = (1 << 30) + 5
    try #require(truncate(path, off_t(112 + 4 * frames + 3)) == 0)
    #expect(try mend(path) == mended(path, frames: frames, declared: 7000))
    let reader = try RecordingReader(path: path)
    #expect(reader.container == .rf64 && reader.frameCount == frames && reader.warnings.isEmpty)
    var first = [Int16](repeating: 0, count: 2000)
    #expect(try first.withUnsafeMutableBufferPointer { try reader.read(into: $0) } == 1000)
    #expect(first == Array(Self.samples.prefix(2000)))
    #expect(try mend(path) == .sound(frames: frames))
  }

  @Test func whatWasGivenUpIsWholeAsWell() throws {
    for (ending, frames) in [("wav", 7000), ("flac", 6912)] {
      let writer = try writer("given-up.\(ending)")
      try writer.write(Array(Self.samples.prefix(2 * 7000)))
      try writer.flushHeader()
      #expect(writer.abandon() == frames)
      let reader = try RecordingReader(path: folder["given-up.\(ending)"])
      #expect(reader.frameCount == frames && reader.warnings.isEmpty)
      #expect(try reader.all16(block: 1000) == Array(Self.samples.prefix(2 * frames)))
      // a FLAC lacks its checksum only
      #expect(try mend(folder["given-up.\(ending)"]) == .sound(frames: frames))
    }
  }
}
