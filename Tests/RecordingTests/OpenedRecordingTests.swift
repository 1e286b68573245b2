import EMGUnits
import Recording
import TestSupport
import Testing

/// What a recording of another program becomes: frames in parts of full scale, with gaps and marks from inside and beside.
@Suite struct OpenedRecordingTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// A table of 2 s in µV, with a gap of 0.5 s in its times after the first second.
  private func table(_ name: String = "run.csv") throws -> String {
    let rows = (0..<2000).map { row in
      let milliseconds = row + (row >= 1000 ? 500 : 0)
      return "\(milliseconds / 1000).\(String(1000 + milliseconds % 1000).dropFirst()),\(row),-\(row)\n"
    }
    return try folder.file(name, "time_s,R GMAX (uV),R BF (uV)\n" + rows.joined())
  }

  private func opened(
    _ path: String, map: String = "glute=R GMAX,hamstring=R BF", _ change: (inout MeasurementChoices) -> Void = { _ in }
  ) throws -> OpenedRecording {
    var choices = MeasurementChoices()
    choices.writtenMap = try WrittenChannelMap(parsing: map)
    change(&choices)
    return try OpenedRecording(path, overrides: choices)
  }

  private func frames(_ reader: RecordingReader) throws -> [Float] {
    var all: [Float] = []
    let feed = RecordingFeed(reader)
    while let block = try feed.next() {
      guard case .float(let values) = block.samples else { break }
      all += UnsafeBufferPointer(start: values, count: block.frames * reader.channelCount)
    }
    return all
  }

  @Test func aRoundFullScaleAboveTheLargestValueIsChosen() throws {
    let path = try table()
    let recording = try opened(path)
    #expect(recording.reader.isForeign && recording.reader.channelNames == ["R GMAX", "R BF"])
    #expect(recording.setup.map.description == "glute=1,hamstring=2" && recording.setup.fullScaleMillivolts == 5)
    #expect(recording.reader.sampleRate == 1000 && recording.reader.frameCount == 2500)
    let samples = try frames(recording.reader)
    #expect(samples.count == 5000 && abs(samples[2 * 999] - 0.1998) < 1e-6 && abs(samples[2 * 999 + 1] + 0.1998) < 1e-6)
    #expect(
      recording.reader.warnings.map { "\($0)" } == [
        "\(path): its values reach 1.999 mV, so full scale was taken to be 5 mV.",
        "\(path): Read as table with commas, 2 channels at 1000 Hz: glute is 1 “R GMAX” in µV, hamstring is 2 “R BF” in µV.",
        "\(path): A gap of 0.5 s at 1 s; strides that it touches are not judged.",
      ])
  }

  @Test func aFullScaleThatIsGivenIsTakenWhereItIsEnough() throws {
    let path = try table()
    #expect(try opened(path) { $0.fullScaleMillivolts = 20 }.setup.fullScaleMillivolts == 20)
    let small = try opened(path) { $0.fullScaleMillivolts = 1 }
    #expect(small.setup.fullScaleMillivolts == 5)
    #expect(
      small.reader.warnings.first.map { "\($0)" }
        == "\(path): its values reach 1.999 mV, more than the full scale of 1 mV, so full scale was taken to be 5 mV.")
  }

  @Test func aUnitThatIsKnownIsNotOverruled() throws {
    let path = try table()
    let recording = try opened(path) { $0.unit = .volts }
    #expect(recording.setup.unit == nil && recording.setup.fullScaleMillivolts == 5)
    #expect(
      recording.reader.warnings.first.map { "\($0)" }
        == "\(path): the unit v is ignored: the file says in which unit its values are.")
  }

  @Test func whatLiesBesideIsJoinedWithWhatIsInside() throws {
    let path = try table()
    _ = try folder.file(
      "run.json",
      "{\"gaps\": [[100, 50], [1400, 200]], \"markers\": [{\"frame\": 7, \"label\": \"hill\"}], \"started\": "
        + "\"2024-02-01T10:20:30+01:00\"}")
    let setup = try opened(path).setup
    #expect(setup.gaps == [FrameGap(start: 100, count: 50), FrameGap(start: 1000, count: 600)])
    #expect(setup.sidecar?.markers == [RecordingMarker(frame: 7, label: "hill")])
    #expect(setup.sidecar?.started == "2024-02-01T10:20:30+01:00")
  }

  @Test func aSidecarMayHaveAMapByName() throws {
    let path = try table()
    let sidecar = "{\"map\": \"glute=R GMAX,hamstring=bf\"}"
    _ = try folder.file("run.json", sidecar)
    let recording = try OpenedRecording(path, overrides: MeasurementChoices())
    #expect(recording.setup.map.description == "glute=1,hamstring=2")
    let read = try Sidecar.load(beside: path)
    try read?.replace(beside: path)
    #expect(try Sidecar.load(beside: path)?.namedMap?.description == "glute=R GMAX,hamstring=bf")
  }

  @Test func itReadsAgainAsResultsSay() throws {
    let path = try table()
    let first = try opened(path)
    let again = try RecordingReader(path: path)
    try again.readAgain(first.setup.map, unit: nil, fullScaleMillivolts: first.setup.fullScaleMillivolts)
    #expect(try frames(again) == frames(first.reader))
    #expect(try RecordingIdentity.text(of: path) == RecordingIdentity.text(of: table("copy.csv")))
  }

  @Test func ratesBeyondWhatIsAnalysedAreRefused() throws {
    let slow = try folder.file("slow.csv", "time_s,GM (uV)\n" + (0..<20).map { "\($0),1\n" }.joined())
    #expect(
      throws: RecordingError.sampleRate(path: slow, given: 1, allowed: 500...192_000)
    ) { try RecordingReader(path: slow) }
  }
}
