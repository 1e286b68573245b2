import EMGUnits
import Foundation
import Glibc
import LiveSession
import Recording
import TestSupport
import Testing

/// The files of a session, without a session: gaps, markers, the disk, and the names of folders.
@Suite struct SessionFilesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let samples = (0..<2000).map { Int16($0 + 1) }

  private func files(_ format: RecordingFormat, encoding: SampleEncoding = .int16) throws -> SessionFiles {
    try SessionFiles(
      SessionFiles.Plan(folder: folder["session"], format: format),
      input: InputFormat(device: "alsa:hw:1", rate: 48_000, channelCount: 2, encoding: encoding),
      setup: MeasurementSetup(
        map: ChannelMap(parsing: "glute=1,hamstring=2"), fullScaleMillivolts: 5, band: .surfaceEMG, mains: .hertz50))
  }

  private func keep(_ files: SessionFiles) {
    Self.samples.withUnsafeBufferPointer { files.keep(.int16($0.baseAddress!), offset: 0, frames: 1000) }
  }

  @Test func gapsAndMarkersAreKept() throws {
    let files = try files(.wav)
    keep(files)
    files.add(RecordingMarker(frame: 900, label: "hill"))
    var sidecar = try #require(try Sidecar.load(beside: folder["session/recording.wav"]))
    #expect(sidecar.markers == [RecordingMarker(frame: 900, label: "hill")])
    // longer than the block of zeros in which it is written
    files.add(FrameGap(start: 1000, count: 10_001))
    keep(files)
    files.add(RecordingMarker(frame: 11_500, label: "end of hill"))
    #expect(files.nextNews() == nil && files.state == .recording)
    sidecar = try #require(try Sidecar.load(beside: folder["session/recording.wav"]))
    #expect(sidecar.markers.map(\.label) == ["hill", "end of hill"])
    #expect(sidecar.gaps == [FrameGap(start: 1000, count: 10_001)])
    #expect(
      sidecar.device == "alsa:hw:1" && sidecar.map?.description == "glute=1,hamstring=2" && sidecar.mains == .hertz50)
    let started = try #require(sidecar.started)
    let seconds = try Date(started, strategy: .iso8601).timeIntervalSinceNow
    #expect(abs(seconds) < 60)
    // the header is half a second behind, the frames are there
    let reader = try RecordingReader(path: folder["session/recording.wav"])
    #expect(reader.frameCount == 12_001)
  }

  @Test(arguments: [SampleEncoding.int16, .int24, .float32])
  func aGapIsZerosInTheRecording(encoding: SampleEncoding) throws {
    let files = try files(.wav, encoding: encoding)
    files.add(FrameGap(start: 0, count: 48_000))
    #expect(files.state == .recording)
    let reader = try RecordingReader(path: folder["session/recording.wav"])
    var values = [Float](repeating: 1, count: 2 * reader.frameCount)
    #expect(reader.frameCount > 24_000)
    _ = try values.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    #expect(values.allSatisfy { $0 == 0 })
  }

  @Test func aSidecarThatCannotBeWrittenIsToldOnce() throws {
    let files = try files(.wav)
    for name in ["recording.json.new", "recording.marks.txt"] {
      try FileManager.default.createDirectory(atPath: folder["session/" + name], withIntermediateDirectories: false)
    }
    for frame in 0..<3 { files.add(RecordingMarker(frame: frame, label: "x")) }
    let reason = "\(folder["session/recording.json.new"]): this is a folder. Give the path of a file."
    #expect(files.nextNews() == .sidecarBehind(reason: reason))
    #expect(files.nextNews() == nil && files.state == .recording)
    try FileManager.default.removeItem(atPath: folder["session/recording.json.new"])
    files.add(RecordingMarker(frame: 3, label: "x"))
    #expect(try Sidecar.load(beside: folder["session/recording.wav"])?.markers.count == 4)
  }

  @Test func aDiskThatRunsShortIsToldTwiceAndThenEndsIt() {
    var watch = DiskWatch(bytesPerSecond: 1000)
    let free = { (seconds: Int) in DiskWatch.reserveBytes + 1000 * seconds }
    let looks = [3600, 601, 599, 300, 119, 60, 1, 0].map { watch.look(freeBytes: free($0)) }
    #expect(
      looks == [.enough, .enough, .low(minutesLeft: 9), .enough, .low(minutesLeft: 1), .enough, .full, .full])
    var late = DiskWatch(bytesPerSecond: 1000)
    #expect(late.look(freeBytes: free(100)) == .low(minutesLeft: 1) && late.look(freeBytes: free(90)) == .enough)
  }

  @Test func foldersAreNamedByDateAndTime() throws {
    let parent = folder["a/b"]
    let time = 1_795_541_405
    let first = try SessionFolder.make(in: parent, at: time)
    let name = try #require(first.split(separator: "/").last)
    #expect(name.wholeMatch(of: /2026-11-2\d_\d\d-\d\d-05/) != nil)
    #expect(try SessionFolder.make(in: parent, at: time) == first + "-2")
    _ = try folder.file("a/b/\(name)-3", "a file in the way")
    #expect(try SessionFolder.make(in: parent, at: time) == first + "-4")
  }

  @Test func sessionsLieWhereTheDataOfAUserLies() {
    #expect(
      SessionFolder.standardParent(environment: ["XDG_DATA_HOME": "/data", "HOME": "/home/a"])
        == "/data/glutecue/sessions")
    for data in [nil, "", "relative"] as [String?] {
      var environment = ["HOME": "/home/a"]
      environment["XDG_DATA_HOME"] = data
      #expect(
        SessionFolder.standardParent(environment: environment) == "/home/a/.local/share/glutecue/sessions")
    }
    #expect(SessionFolder.standardParent(environment: [:]) == nil)
  }

  @Test func flacIsRefusedWhereItWouldLoseMoreThanASecond() throws {
    _ = try folder.file(
      "slow.wav",
      {
        var wav = WAVBytes([Int16](repeating: 1, count: 9000)); wav.sampleRate = 1000; return wav.bytes
      }())
    try expectRefusal(
      [
        "live", "--pace", "none", "--input", "wav:slow.wav", "--output", "slow", "--recording", "flac", "--map",
        "glute=1,hamstring=2",
      ], in: folder,
      "--recording flac needs a sample rate of at least 1200 Hz, and the input has 1000 Hz: FLAC is written in blocks of "
        + "1152 frames, so that a power cut would cost more than a second. Use --recording wav.", exitCode: 64)
    #expect(!FileManager.default.fileExists(atPath: folder["slow"]))
  }

  @Test func flacRefusesFloats() throws {
    _ = try folder.file("run.wav", WAVBytes(floats: [Float](repeating: 0.1, count: 9000)).bytes)
    try expectRefusal(
      [
        "live", "--pace", "none", "--input", "wav:run.wav", "--output", "session", "--recording", "flac", "--map",
        "glute=1,hamstring=2",
      ], in: folder,
      "session/recording.flac: FLAC is not written with 32-bit float samples; possible are 16-bit integer, 24-bit integer.",
      exitCode: 73)
    #expect(!FileManager.default.fileExists(atPath: folder["session"]))
  }
}
