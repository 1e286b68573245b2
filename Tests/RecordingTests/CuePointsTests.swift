import EMGUnits
import Foundation
import Recording
import TestSupport
import Testing

/// Markers of a closed WAV: where audio editors look for them.
@Suite struct CuePointsTests {
  let folder: TemporaryFolder
  static let samples = testSamples(frames: 4999)

  init() throws { folder = try TemporaryFolder() }

  private func number(_ bytes: [UInt8], at start: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
  }

  private func write(_ markers: [RecordingMarker], encoding: SampleEncoding = .int16, channels: Int = 2) throws
    -> [UInt8]
  {
    let writer = try RecordingWriter(
      path: folder["a.wav"], sampleRate: 2000, channelCount: channels, encoding: encoding, overwrite: true)
    try writer.write(Array(Self.samples.prefix(channels * 4999)))
    try writer.close(markers: markers)
    return try folder.bytes("a.wav")
  }

  @Test(arguments: [(2, SampleEncoding.int16), (1, .int24)])
  func standBehindTheSamples(channels: Int, encoding: SampleEncoding) throws {
    let bytes = try write(
      [RecordingMarker(frame: 4000, label: "hill"), RecordingMarker(frame: 12, label: "weak é")], encoding: encoding,
      channels: channels)
    #expect(number(bytes, at: 4) == bytes.count - 8)
    let cue = try #require(Data(bytes).range(of: Data("cue ".utf8))).lowerBound
    #expect(cue % 2 == 0 && number(bytes, at: cue + 4) == 4 + 2 * 24 && number(bytes, at: cue + 8) == 2)
    for (index, frame) in [12, 4000].enumerated() {
      let point = cue + 12 + 24 * index
      #expect(number(bytes, at: point) == index + 1 && number(bytes, at: point + 20) == frame)
      #expect(Array(bytes[(point + 8)..<(point + 12)]) == Array("data".utf8))
    }
    let list = bytes[(cue + 12 + 48)...]
    let labels =
      Array("adtllabl".utf8) + [12, 0, 0, 0, 1, 0, 0, 0] + Array("weak é".utf8) + [0]
      + Array("labl".utf8) + [9, 0, 0, 0, 2, 0, 0, 0] + Array("hill".utf8) + [0, 0]
    #expect(Array(list) == Array("LIST".utf8) + [UInt8(labels.count), 0, 0, 0] + labels)
    let reader = try RecordingReader(path: folder["a.wav"])
    #expect(reader.warnings.isEmpty && reader.frameCount == 4999)
  }

  @Test func noneLeaveTheFileAsItIs() throws {
    let plain = try write([])
    #expect(plain.count == 112 + 4 * 4999)
  }

  @Test func whatA32BitPositionCannotReachIsLeftOut() throws {
    #expect(try write([RecordingMarker(frame: 1 << 32, label: "far")]) == write([]))
  }
}
