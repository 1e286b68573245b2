import EMGUnits
import Foundation
import Recording
import TestSupport
import Testing

@Suite struct SidecarTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(_ text: String) throws -> Sidecar? {
    _ = try folder.file("run.json", text)
    return try Sidecar.load(beside: folder["run.wav"])
  }

  @Test(arguments: [
    ("run.wav", "run.json"), ("a.b/run", "a.b/run.json"), ("/x/run.day1.flac", "/x/run.day1.json"),
    (".wav", ".wav.json"),
  ])
  func liesBesideItsRecording(recording: String, sidecar: String) {
    #expect(Sidecar.path(beside: recording) == sidecar)
  }

  @Test(arguments: ["2026-02-30T10:00:00+01:00", "2026-13-01T10:00:00Z", "2026-03-01T25:00:00Z"])
  func aTimeThatDoesNotExistIsTold(text: String) throws {
    _ = try folder.file("run.json", "{\"started\": \"\(text)\", \"notes\": \"x\"}")
    var told: [RecordingWarning] = []
    let sidecar = try Sidecar.load(beside: folder["run.wav"]) { told.append($0) }
    #expect(sidecar?.started == nil && sidecar?.notes == "x")
    #expect(told == [.impossibleTime(path: folder["run.json"], text: text)])
  }

  @Test(arguments: [
    ("{\"map\": \"glute=1\",\n \"map\": \"glute=2\"}", "near line 2, column 2: “map” is given twice; keep one of them"),
    (
      "{\"map\": \"glute=1\", \"m\\u0061p\": \"glute=2\"}",
      "near line 1, column 20: “map” is given twice; keep one of them"
    ),
    (
      "{\"markers\": [{\"frame\": 1, \"label\": \"a\", \"frame\": 2}]}",
      "near line 1, column 41: “frame” is given twice; keep one of them"
    ),
  ])
  func aKeyThatIsThereTwiceIsRefused(text: String, place: String) {
    #expect(throws: RecordingError.sidecarSyntax(path: folder["run.json"], place: place)) { try load(text) }
  }

  @Test func keysOfDifferentObjectsAndTextsThatLookLikeThemMayRepeat() throws {
    let text = #"""
      { "notes": "\\" , "device": "\"notes\": \"map\": {", "markers": [{"frame": 1, "label": "frame"},
        {"frame": 1, "label": "label"}] }
      """#
    #expect(try load(text)?.markers.count == 2)
    #expect(try load("\u{FEFF}{\"notes\": \"BOM\"}")?.notes == "BOM")
  }

  @Test func noneIsNoError() throws {
    #expect(try Sidecar.load(beside: folder["run.wav"]) == nil)
  }

  @Test func everyPartIsOptional() throws {
    #expect(try load("{}") == Sidecar())
    #expect(try load("{ \"map\": null, \"version\": 1 }") == Sidecar())
  }

  @Test func everyPartIsRead() throws {
    let text = """
      { "version": 1, "map": "glute=1,hamstring=2", "full_scale_mv": 2.5, "band_hz": [20, 400.5],
        "mains_hz": 60, "notes": "treadmill", "started": "2026-11-24T18:30:05+01:00", "device": "alsa:hw:1",
        "markers": [{"frame": 96000, "label": "hill"}, {"label": "", "frame": 0}] }
      """
    var expected = Sidecar(
      map: try ChannelMap(parsing: "glute=1,hamstring=2"), fullScaleMillivolts: 2.5,
      band: FrequencyBand(low: 20, high: 400.5), mains: .hertz60, notes: "treadmill")
    expected.started = "2026-11-24T18:30:05+01:00"
    expected.device = "alsa:hw:1"
    expected.markers = [RecordingMarker(frame: 96_000, label: "hill"), RecordingMarker(frame: 0, label: "")]
    #expect(try load(text) == expected)
  }

  @Test(arguments: [("50", MainsSetting.hertz50), ("60", .hertz60), ("0", .off), ("\"auto\"", .automatic)])
  func mains(text: String, setting: MainsSetting) throws {
    #expect(try load("{\"mains_hz\": \(text)}")?.mains == setting)
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    for mains in [nil, .automatic, .off, .hertz50, .hertz60] as [MainsSetting?] {
      var sidecar = Sidecar(
        map: try ChannelMap(parsing: "left-glute=2,contact=1"), fullScaleMillivolts: 0.1,
        band: .surfaceEMG, mains: mains, notes: "a \"b\"\n€/")
      sidecar.markers = [RecordingMarker(frame: 1 << 40, label: "a \"b\"\n€/")]
      sidecar.started = "2026-11-24T18:30:05-03:30"
      sidecar.device = "wav:run.wav"
      try sidecar.write(beside: folder["run.wav"], overwrite: true)
      #expect(try Sidecar.load(beside: folder["run.wav"]) == sidecar)
    }
    try Sidecar(fullScaleMillivolts: 5, mains: .off).write(beside: folder["run.wav"], overwrite: true)
    let text = String(decoding: try folder.bytes("run.json"), as: UTF8.self)
    #expect(text == "{\n  \"full_scale_mv\" : 5,\n  \"mains_hz\" : 0,\n  \"version\" : 1\n}\n")
  }

  @Test func gapsAreReadAndWritten() throws {
    #expect(try load("{\"gaps\": []}")?.gaps == [])
    let gaps = [FrameGap(start: 0, count: 1), FrameGap(start: 1, count: 240), FrameGap(start: 7_000_000_000, count: 9)]
    #expect(try load("{\"gaps\": [[0, 1], [1, 240], [7000000000, 9]]}")?.gaps == gaps)
    var sidecar = Sidecar(mains: .off)
    sidecar.gaps = gaps
    try sidecar.write(beside: folder["run.wav"], overwrite: true)
    #expect(try Sidecar.load(beside: folder["run.wav"]) == sidecar)
  }

  @Test(arguments: [
    ("5", "5"), ("[[1]]", "holding [1]"), ("[[1, 2, 3]]", "holding [1, 2, 3]"), ("[[1, 0]]", "holding [1, 0]"),
    ("[[-1, 2]]", "holding [-1, 2]"), ("[[1.5, 2]]", "holding [1.5, 2]"), ("[[1, 1e300]]", "holding [1, 1e+300]"),
    ("[[1, \"2\"]]", "holding [1, \"2\"]"), ("[{}]", "holding {}"),
    ("[[10, 5], [14, 1]]", "holding [14, 1] behind [[10, 5]]"),
    ("[[10, 5], [2, 1]]", "holding [2, 1] behind [[10, 5]]"),
  ])
  func refusesGapsThatCannotBe(text: String, found: String) {
    let words =
      "\(folder["run.json"]): “gaps” is \(found). Expected: pairs of whole numbers of frames, [start, count], start at least "
      + "0 and count at least 1, ascending and not overlapping, such as [[48000, 240], [96000, 4800]]."
    #expect(refusal { _ = try load("{\"gaps\": \(text)}") } == (words, .unusableData))
  }

  @Test func anExistingOneIsKeptUnlessTold() throws {
    let path = try folder.file("run.json", "{}")
    #expect(
      refusal { try Sidecar().write(beside: folder["run.wav"]) }
        == ("\(path): the file exists already. Choose another name; --force would overwrite it.", .alreadyExists))
    #expect(try folder.bytes("run.json") == Array("{}".utf8))
  }

  @Test func whatCannotBeWrittenLeavesNothing() {
    #expect(
      refusal { try Sidecar(fullScaleMillivolts: .nan).write(beside: folder["run.wav"]) }
        == ("\(folder["run.json"]): cannot be created: a value is not a finite number.", .cannotCreate))
    #expect(!FileManager.default.fileExists(atPath: folder["run.json"]))
  }

  @Test func unknownKeysAreToldAndIgnored() throws {
    _ = try folder.file("run.json", "{\"full_scale_mV\": 5, \"bands\": 1, \"notes\": \"x\"}")
    var warnings: [RecordingWarning] = []
    let sidecar = try Sidecar.load(beside: folder["run.wav"]) { warnings.append($0) }
    #expect(sidecar == Sidecar(notes: "x"))
    #expect(
      warnings.map(\.description) == [
        "\(folder["run.json"]): unknown keys “bands”, “full_scale_mV” ignored. "
          + "Known are version, map, full_scale_mv, unit, band_hz, mains_hz, notes, person, started, started_from, device, "
          + "markers, gaps, bids."
      ])
  }

  @Test(arguments: [
    ("", "this is not valid JSON: it ends too early."),
    ("{\n  \"notes\": nope}", "this is not valid JSON: near line 2, column 13: invalid value."),
    ("{\"notes\": \"x", "this is not valid JSON: it ends too early."),
    ("[1]", "this is not valid JSON: it must be an object, { … }, not [1]."),
    ("{\"version\": 2}", "“version” is 2. Expected: 1, the only version."),
    ("{\"map\": 1}", "“map” is 1. Expected: text such as \"glute=1,hamstring=2\"."),
    (
      "{\"map\": \"glute=0\"}",
      "“map” cannot be used: Channel 0 for glute is not a channel number: channels count from 1."
    ),
    ("{\"full_scale_mv\": \"5\"}", "“full_scale_mv” is \"5\". Expected: a number from 0.01 to 5000, in millivolts."),
    ("{\"full_scale_mv\": 0}", "“full_scale_mv” is 0. Expected: a number from 0.01 to 5000, in millivolts."),
    ("{\"full_scale_mv\": -2.5}", "“full_scale_mv” is -2.5. Expected: a number from 0.01 to 5000, in millivolts."),
    ("{\"full_scale_mv\": true}", "“full_scale_mv” is true. Expected: a number from 0.01 to 5000, in millivolts."),
    (
      "{\"band_hz\": [450, 30]}",
      "“band_hz” is [450, 30]. Expected: two numbers above 0, the lower first, such as [30, 450]."
    ),
    (
      "{\"band_hz\": {\"low\": 30}}",
      "“band_hz” is {\"low\": 30}. Expected: two numbers above 0, the lower first, such as [30, 450]."
    ),
    ("{\"mains_hz\": 55}", "“mains_hz” is 55. Expected: 50, 60, 0 for none, or \"auto\"."),
    ("{\"mains_hz\": false}", "“mains_hz” is false. Expected: 50, 60, 0 for none, or \"auto\"."),
    ("{\"notes\": [\"x\"]}", "“notes” is [\"x\"]. Expected: text."),
    ("{\"device\": 1}", "“device” is 1. Expected: text."),
    (
      "{\"started\": \"yesterday\"}",
      "“started” is \"yesterday\". Expected: a time with its offset, such as \"2026-11-24T18:30:05+01:00\"."
    ),
    (
      "{\"markers\": [{\"frame\": 1.5, \"label\": \"x\"}]}",
      "“markers” is [{\"frame\": 1.5, \"label\": \"x\"}]. "
        + "Expected: a list such as [{\"frame\": 96000, \"label\": \"hill\"}], frames being whole numbers from 0 on."
    ),
    (
      "{\"markers\": [{\"frame\": -1, \"label\": \"x\"}]}",
      "“markers” is [{\"frame\": -1, \"label\": \"x\"}]. "
        + "Expected: a list such as [{\"frame\": 96000, \"label\": \"hill\"}], frames being whole numbers from 0 on."
    ),
  ])
  func refusesWithTheReason(text: String, words: String) {
    #expect(refusal { _ = try load(text) } == ("\(folder["run.json"]): \(words)", .unusableData))
  }
}
