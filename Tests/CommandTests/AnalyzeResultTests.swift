import Foundation
import TestSupport
import Testing

/// What `analyze` writes and prints when all is well.
@Suite struct AnalyzeResultTests {
  private static let columns =
    "stride,contact_s,end_s,duration_s,cadence_strides_per_min,glute_rms_uv,hamstring_rms_uv,glute_activation,"
    + "hamstring_activation,ratio,glute_share,glute_onset_pct,hamstring_onset_pct,glute_mdf_hz,hamstring_mdf_hz,"
    + "verdict,flags,"

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Samples.copy("glute-stops", to: folder, as: "run")
  }

  private func analyze(_ more: String...) throws -> GlutecueProcess.Result {
    let result = try GlutecueProcess.run(["analyze", "run.wav", "--output", "out"] + more, in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    return result
  }

  @Test func theTableHasTheAgreedColumnsFirst() throws {
    _ = try analyze()
    let table = try StrideTableFile(folder["out/strides.csv"])
    #expect(table.header.hasPrefix(Self.columns))
    #expect(table.header.contains(",glute_rms_dbfs,hamstring_rms_dbfs"))
    #expect(table.rows.count >= 78)
  }

  @Test func theSilentStridesAreThoseInWhichTheGluteStopped() throws {
    _ = try analyze()
    let silent = try StrideTableFile(folder["out/strides.csv"]).rows.filter { $0["verdict"] == "silent" }
    let truth = try TruthFile(Samples.path("glute-stops.truth.csv")).rows.filter { $0.amplitudes[0] == 0 }
    #expect(silent.count == truth.count)
    for (stride, real) in zip(silent, truth) { #expect(stride.covers((real.contact + real.end) / 2)) }
  }

  @Test func whatIsUnknownIsEmpty() throws {
    try FileManager.default.removeItem(atPath: folder["run.json"])
    _ = try analyze("--map", "glute=1")
    for row in try StrideTableFile(folder["out/strides.csv"]).rows {
      for name in [
        "glute_rms_uv", "hamstring_rms_uv", "hamstring_rms_dbfs", "hamstring_activation", "ratio", "glute_share",
        "hamstring_onset_pct", "hamstring_mdf_hz", "leg", "calf_rms_uv", "calf_rms_dbfs",
      ] {
        #expect(row[name] == "", "\(name)")
      }
      #expect(row.number("glute_rms_dbfs") < -20 && row.number("glute_mdf_hz") > 30)
    }
  }

  @Test func theSummaryHasTheDocumentedKeys() throws {
    _ = try analyze()
    let bytes = Data(try folder.bytes("out/summary.json"))
    let summary = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    #expect(
      Set(summary.keys) == [
        "version", "software", "kind", "started_at", "started_from", "notes", "input", "settings", "channels", "legs",
        "warnings",
      ])
    #expect(summary["kind"] as? String == "analyze")
    let legs = try #require(summary["legs"] as? [[String: Any]])
    let strides = try StrideTableFile(folder["out/strides.csv"]).rows.count
    #expect(legs.count == 1 && legs[0]["strides"] as? Int == strides)
    let verdicts = try #require(legs[0]["verdicts"] as? [String: Int])
    #expect(verdicts["silent"] == 12 && verdicts.values.reduce(0, +) == strides)
    let settings = try #require(summary["settings"] as? [String: Any])
    #expect(settings["band_hz"] as? [Double] == [30, 450] && settings["map"] as? String == "glute=1,hamstring=2")
  }

  @Test(arguments: MeasuringCommand.allCases)
  func jsonIsAllThatIsPrinted(command: MeasuringCommand) throws {
    let result = try GlutecueProcess.run(
      command.arguments("run.wav", ["--output", "out", "--format", "json"]), in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(result.standardOutput == String(decoding: try folder.bytes("out/summary.json"), as: UTF8.self))
  }

  @Test(arguments: MeasuringCommand.allCases)
  func textInAFileIsPlain(command: MeasuringCommand) throws {
    let result = try GlutecueProcess.run(command.arguments("run.wav"), in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(!result.standardOutput.contains { $0 == "\r" || $0 == "\u{1B}" })
    let reference = "\n\nActivation 1.0 is today's start: the median of this session's first 10 good "
    #expect(result.standardOutput.contains(reference))
  }

  @Test func theSameRecordingGivesTheSameBytes() throws {
    _ = try analyze()
    let first = (try folder.bytes("out/strides.csv"), try folder.bytes("out/summary.json"))
    _ = try analyze("--force")
    #expect(try folder.bytes("out/strides.csv") == first.0 && folder.bytes("out/summary.json") == first.1)
  }
}
