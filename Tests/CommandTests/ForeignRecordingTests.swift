import Foundation
import TestSupport
import Testing

/// Recordings of other programs at the command line: own exports come back, every command takes them, what is wrong is told.
@Suite struct ForeignRecordingTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: [String]) throws -> GlutecueProcess.Result {
    try GlutecueProcess.run(arguments, in: folder.path)
  }

  /// A made run of 40 s in which the glute stops for a while, as a session with its exports.
  private func session(encoding: String) throws {
    for arguments in [
      [
        "simulate", "--output", "run.wav", "--duration", "40", "--silent", "26-32", "--seed", "7", "--encoding",
        encoding,
      ],
      ["live", "--pace", "none", "--input", "wav:run.wav", "--output", "session", "--no-history"],
      ["export", "session", "--to", "edf"], ["export", "session", "--to", "bids"],
      ["export", "session", "--to", "csv"],
    ] {
      let result = try run(arguments)
      try #require(result.exitCode == 0, "\(arguments): \(result.standardError)")
    }
  }

  /// The strides that `analyze` finds.
  private func strides(_ recording: String, _ more: [String], output: String) throws -> [[String: String]] {
    let result = try run(["analyze", recording, "--output", output] + more)
    try #require(result.exitCode == 0, "\(recording): \(result.standardError)")
    let lines = try folder.text(output + "/strides.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0)) { first, _ in first } }
  }

  /// 0.1 ms; the table has as many digits.
  private static let seconds = 0.0002
  /// Levels have three or four digits.
  private static let relative = 0.002

  @Test(arguments: [("int16", "edf"), ("int24", "bdf"), ("float32", "bdf")])
  func exportsComeBackWithTheSameStrides(encoding: String, ending: String) throws {
    try session(encoding: encoding)
    let original = try strides("session/recording.wav", [], output: "of-wav")
    #expect(original.count > 40)
    let names = "glute=EMG glute,hamstring=EMG hamstring"
    for (recording, map, output) in [
      ("session/recording.\(ending)", names, "of-edf"),
      ("session/bids/sub-01/emg/sub-01_task-running_emg.\(ending)", names, "of-bids"),
      ("session/csv/samples.csv", "glute=glute_uv,hamstring=hamstring_uv", "of-csv"),
    ] {
      let found = try strides(recording, ["--map", map], output: output)
      #expect(found.count == original.count)
      for (a, b) in zip(original, found) {
        #expect(a["verdict"] == b["verdict"] && a["flags"] == b["flags"], "\(recording) stride \(a["stride"] ?? "")")
        for column in ["contact_s", "end_s"] {
          let (x, y) = (Double(a[column] ?? "") ?? .nan, Double(b[column] ?? "") ?? .nan)
          #expect(abs(x - y) <= Self.seconds, "\(recording): \(column) \(x) \(y)")
        }
        for column in ["glute_rms_uv", "hamstring_rms_uv", "ratio"] where !(a[column] ?? "").isEmpty {
          let (x, y) = (Double(a[column] ?? "") ?? .nan, Double(b[column] ?? "") ?? .nan)
          #expect(abs(x - y) <= Self.relative * x + 0.002, "\(recording): \(column) \(x) \(y)")
        }
      }
    }
  }

  @Test func everyCommandTakesThem() throws {
    try session(encoding: "int16")
    let edf = "session/recording.edf"
    let map = ["--map", "glute=EMG glute,hamstring=EMG hamstring"]
    let analyzed = try run(["analyze", edf, "--output", "result"] + map)
    #expect(
      analyzed.standardOutput.contains(
        "Note: session/recording.edf: Read as EDF+, 2 channels at 2000 Hz: glute is 1 “EMG glute” in µV, hamstring is 2 “EMG "
          + "hamstring” in µV."))
    let check = try run(["check", "--input", "file:" + edf] + map)
    #expect(check.exitCode == 0, "\(check.standardError)")
    let live = try run(["live", "--pace", "none", "--input", "file:" + edf, "--output", "again", "--no-history"] + map)
    #expect(live.exitCode == 0, "\(live.standardError)")
    // its recording is a WAV that replays as it was
    let replay = try run([
      "live", "--pace", "none", "--input", "wav:again/recording.wav", "--config", "again/settings.yaml", "--output",
      "replay", "--no-history",
    ])
    #expect(replay.exitCode == 0, "\(replay.standardError)")
    #expect(try folder.text("again/strides.csv") == folder.text("replay/strides.csv"))
    let report = try run(["report", "session/bids", "--output", "page.html"] + map)
    #expect(
      report.exitCode == 0 && FileManager.default.fileExists(atPath: folder["page.html"]), "\(report.standardError)")
    let page = try run(["report", "result", "--recording", edf, "--force"])
    #expect(page.exitCode == 0, "\(page.standardError)")
    let exported = try run(["export", "result", "--recording", edf, "--to", "csv", "--output", "table"])
    #expect(exported.exitCode == 0, "\(exported.standardError)")
    // exports are not taken for recordings of their own
    let all = try run(["analyze", "session"])
    #expect(all.exitCode == 0 && all.standardOutput.split(separator: "\n").count == 2, "\(all.standardOutput)")
  }

  @Test func whatCannotBeReadEndsWithItsReason() throws {
    _ = try folder.file("bare.csv", "GM,BF\n" + (0..<50).map { "\($0),-\($0)\n" }.joined())
    let map = ["--map", "glute=GM,hamstring=BF"]
    try expectRefusal(
      ["analyze", "bare.csv"] + map, in: folder,
      "bare.csv: nothing says how many rows a second there are: it has no time column and no sample rate. Say it: --rate 2000.",
      exitCode: 65)
    try expectRefusal(
      ["analyze", "bare.csv", "--rate", "2000"] + map, in: folder,
      "bare.csv: nothing says in which unit channel 1 “GM” is. Say it: --unit uv (or mv, v; full-scale for fractions of full scale).",
      exitCode: 65)
    try expectRefusal(
      ["analyze", "bare.csv", "--rate", "1"] + map, in: folder, "--rate 1: Allowed is 500 to 192000 Hz.", exitCode: 64)
    try expectRefusal(
      ["analyze", "bare.csv", "--rate", "2000", "--unit", "uv", "--map", "glute=GMAX"], in: folder,
      "bare.csv: no channel is called “GMAX”. Did you mean GM? Its channels: 1 “GM”, 2 “BF”.", exitCode: 64)
    try expectRefusal(
      ["check", "--input", "file:bare.csv", "--rate", "2000"], in: folder,
      "bare.csv: which channel carries which muscle is unknown. Give it with --map, for example --map glute=1,hamstring=2, or in the "
        + "sidecar bare.json as { \"map\": \"glute=1,hamstring=2\" }. Its channels: 1 “GM”, 2 “BF”.", exitCode: 64)
    _ = try folder.file("bare.json", "{\"map\": \"glute=GM,hamstring=XY\"}")
    try expectRefusal(
      ["analyze", "bare.csv", "--rate", "2000", "--unit", "uv"], in: folder,
      "bare.json: “map” cannot be used: bare.csv: no channel is called “XY”. Its channels: 1 “GM”, 2 “BF”.",
      exitCode: 65)
    for (name, step, rate) in [("slow.csv", 1.0, "1 Hz"), ("fast.csv", 0.000_004, "250000 Hz")] {
      _ = try folder.file(name, "time_s,GM (uV)\n" + (0..<50).map { "\(Double($0) * step),\($0)\n" }.joined())
      try expectRefusal(
        ["analyze", name, "--map", "glute=1"], in: folder,
        "\(name): \(rate) sample rate; 500 Hz to 192000 Hz are allowed.", exitCode: 65)
    }
    try expectRefusal(
      ["analyze", "nothing.edf", "--map", "glute=1"], in: folder, "nothing.edf: there is no such file.", exitCode: 66)
    _ = try folder.file("bad.edf", "0       " + String(repeating: "x", count: 248))
    try expectRefusal(
      ["live", "--pace", "none", "--tone", "none", "--input", "file:bad.edf", "--map", "glute=1"], in: folder,
      "bad.edf: the length of the header is “xxxxxxxx”, which is no number. A number has 8 characters in this header, and its writer "
        + "may have needed more. Write the file again with a larger unit, such as mV.", exitCode: 65)
  }

  @Test func aHundredKilohertzAndManyChannelsAreAnalysed() throws {
    // 2 s at 100 kHz, and one of 40 channels
    var text = "time_s;GM (mV);BF (mV)\n"
    for row in 0..<200_000 { text += "\(Double(row) / 100_000);0.\(row % 90 + 10);0.\(row % 70 + 10)\n" }
    _ = try folder.file("fast.csv", text)
    let fast = try run(["analyze", "fast.csv", "--map", "glute=GM,hamstring=BF"])
    #expect(fast.exitCode == 4, "\(fast.standardError)")
    #expect(fast.standardOutput.hasPrefix("fast.csv: 2.0 s at 100000 Hz"), "\(fast.standardOutput)")
    let names = (1...100).map { "C\($0) (uV)" }.joined(separator: ",")
    let row = (1...100).map { "\($0)" }.joined(separator: ",")
    _ = try folder.file("many.csv", "time_s,\(names)\n" + (0..<2000).map { "\(Double($0) / 1000),\(row)\n" }.joined())
    let many = try run(["analyze", "many.csv", "--map", "glute=C99,hamstring=C100"])
    #expect(many.exitCode == 3 || many.exitCode == 4, "\(many.exitCode) \(many.standardError)")
    #expect(many.standardOutput.contains("Read as table with commas, 100 channels at 1000 Hz: glute is 99 “C99” in µV"))
  }

  @Test func whatASessionCannotKeepIsRefused() throws {
    let text =
      "time_s,GM (uV),BF (uV)\n"
      + (0..<4000).map { row in
        let microseconds = Int((1e6 * Double(row) / 1925.926).rounded())
        return
          "\(microseconds / 1_000_000).\(String(1_000_000 + microseconds % 1_000_000).dropFirst()),\(row % 50),\(row % 40)\n"
      }.joined()
    _ = try folder.file("odd.csv", text)
    let live = ["live", "--pace", "none", "--input", "file:odd.csv", "--map", "glute=1,hamstring=2"]
    try expectRefusal(
      live + ["--output", "session"], in: folder,
      "odd.csv: a session keeps its input as a WAV, which has up to 16 channels and a whole number of hertz; this one has 2 at 1925.926 "
        + "Hz. Leave --output out to keep nothing, or use `glutecue analyze`, which reads it unchanged.", exitCode: 64)
    #expect(!FileManager.default.fileExists(atPath: folder["session"]))
    // --rate is the sound card's, and a table's
    let given = try run(["check", "--input", "file:odd.csv", "--map", "glute=1,hamstring=2", "--rate", "2000"])
    #expect(given.standardOutput.hasPrefix("2 s at 2000 Hz"), "\(given.standardError)")
    try expectRefusal(
      live + ["--rate", "5"], in: folder, "--rate 5: Allowed is 500 to 192000 Hz.", exitCode: 64)
    let without = try run(live)
    #expect(without.standardOutput.contains("2 channels at 1925.926 Hz: "), "\(without.standardError)")
  }

  @Test func aMapByNameInASettingsFile() throws {
    _ = try folder.file("lab.yaml", "input:\n  map: glute=GM,hamstring=BF\n  rate-hz: 2000\n  unit: uv\n")
    _ = try folder.file("bare.csv", "GM,BF\n" + (0..<4000).map { "\($0 % 50),-\($0 % 40)\n" }.joined())
    let result = try run(["analyze", "bare.csv", "--config", "lab.yaml"])
    #expect(result.exitCode == 3, "\(result.standardError)")
    #expect(
      result.standardOutput.hasPrefix("bare.csv: 2.0 s at 2000 Hz, glute=1,hamstring=2, "), "\(result.standardOutput)")
  }

  private static func hasPython(_ modules: String) -> Bool {
    let result = try? GlutecueProcess.run(URL(filePath: "/usr/bin/env"), ["python3", "-c", "import \(modules)"])
    return result?.exitCode == 0
  }

  private static let writer = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/write_edf.py").standardizedFileURL.path

  @Test(
    .enabled(if: hasPython("numpy, pyedflib"), "Python has no pyedflib and numpy."), arguments: ["edf", "bdf"])
  func whatPyEDFlibWritesIsReadWithTheSameStrides(ending: String) throws {
    let made = try run(["simulate", "--output", "run.wav", "--duration", "40", "--seed", "3", "--encoding", "int16"])
    try #require(made.exitCode == 0)
    let written = try GlutecueProcess.run(
      URL(filePath: "/usr/bin/env"), ["python3", Self.writer, "run.wav", "5", "lab.\(ending)"], in: folder.path)
    try #require(written.exitCode == 0, "\(written.standardError)")
    let original = try strides("run.wav", [], output: "of-wav")
    let found = try strides("lab.\(ending)", ["--map", "glute=R GMAX,hamstring=R BF"], output: "of-lab")
    #expect(found.count == original.count && original.count > 40)
    for (a, b) in zip(original, found) {
      let (x, y) = (Double(a["contact_s"] ?? "") ?? .nan, Double(b["contact_s"] ?? "") ?? .nan)
      #expect(abs(x - y) <= Self.seconds)
      let (g, h) = (Double(a["glute_rms_uv"] ?? "") ?? .nan, Double(b["glute_rms_uv"] ?? "") ?? .nan)
      #expect(abs(g - h) <= Self.relative * g + 0.002)
    }
    let marks = try folder.text("of-lab/summary.json")
    #expect(marks.contains("\"label\" : \"hill\""))
  }
}
