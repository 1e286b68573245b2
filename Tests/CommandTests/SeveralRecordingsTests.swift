import Foundation
import TestSupport
import Testing

/// `analyze` with several recordings, and with one that is long enough for two processors.
@Suite struct SeveralRecordingsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func samples(_ names: String...) throws {
    for name in names { _ = try Samples.copy(name, to: folder, as: name) }
  }

  @Test func oneTableHoldsAllOfThem() throws {
    try samples("glute-stops", "healthy")
    let result = try GlutecueProcess.run(
      ["analyze", "glute-stops.wav", "healthy.wav", "--output", "out"], in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    let lines = result.standardOutput.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines[0].first == "recording")
    #expect(lines[1].prefix(3) == ["glute-stops.wav", "1:00.0", "80"])
    #expect(lines[2].prefix(3) == ["healthy.wav", "0:50.0", "67"])
    let table = String(decoding: try folder.bytes("out/recordings.csv"), as: UTF8.self).split(separator: "\n")
    #expect(table.count == 3 && table[1].hasPrefix("glute-stops.wav,,60.000,80,81.15,"))
    for name in ["glute-stops", "healthy"] {
      let alone = try GlutecueProcess.run(["analyze", "\(name).wav", "--output", "alone-\(name)"], in: folder.path)
      #expect(alone.exitCode == 0)
      for file in ["strides.csv", "summary.json"] {
        #expect(try folder.bytes("out/\(name)/\(file)") == folder.bytes("alone-\(name)/\(file)"))
      }
    }
  }

  @Test func aFolderIsSearchedAndABadRecordingStopsNothing() throws {
    try samples("glute-stops")
    try FileManager.default.createDirectory(atPath: folder["month/a"], withIntermediateDirectories: true)
    _ = try folder.file("month/a/recording.wav", try folder.bytes("glute-stops.wav"))
    _ = try folder.file("month/a/recording.json", try folder.bytes("glute-stops.json"))
    _ = try folder.file("month/bad.wav", "no sound")
    _ = try folder.file("month/notes.txt", "no recording")
    let result = try GlutecueProcess.run(["analyze", "month", "--output", "out"], in: folder.path)
    #expect(result.exitCode == 65)
    #expect(
      result.standardError.hasPrefix("glutecue: 1 of 2 recordings could not be used:\n  month/bad.wav: this is not "))
    #expect(FileManager.default.fileExists(atPath: folder["out/a/recording/strides.csv"]))
    let table = String(decoding: try folder.bytes("out/recordings.csv"), as: UTF8.self).split(separator: "\n")
    #expect(table[1].hasPrefix("month/a/recording.wav,,60.000,80,"))
    #expect(table[2].hasPrefix("month/bad.wav,,,,,,,,,,,65,\"month/bad.wav: this is not a readable recording"))
  }

  @Test func aSilentPersonShowsInTheTable() throws {
    for (name, gain) in [("normal", "1"), ("silent", "0.2")] {
      let made = try GlutecueProcess.run(
        ["simulate", "--duration", "30", "--gain-glute", gain, "--output", "\(name).wav"], in: folder.path)
      try #require(made.exitCode == 0)
    }
    let result = try GlutecueProcess.run(["analyze", "normal.wav", "silent.wav", "--output", "out"], in: folder.path)
    #expect(result.exitCode == 0)
    let table = String(decoding: try folder.bytes("out/recordings.csv"), as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let column = { (name: String) -> [Double] in
      guard let place = table[0].firstIndex(of: name) else { return [] }
      return table.dropFirst().compactMap { Double($0[place]) }
    }
    // own beginnings are the reference: ratio and verdicts cannot tell
    let ratio = column("ratio_median")
    #expect(ratio.count == 2 && abs(ratio[0] - ratio[1]) < 0.1)
    let (level, microvolts) = (column("glute_against_hamstring_db"), column("glute_rms_uv"))
    #expect(level.count == 2 && level[1] < level[0] - 8)
    #expect(microvolts.count == 2 && microvolts[1] < microvolts[0] / 2)
  }

  @Test func everybodyIsJudgedByTheirOwnProfile() throws {
    try samples("healthy", "glute-stops")
    let made = try GlutecueProcess.run(["simulate", "--calibration", "--output", "me.wav"], in: folder.path)
    let calibrated = try GlutecueProcess.run(
      ["calibrate", "--input", "wav:me.wav", "--pace", "none", "--output", "profiles/Ada"], in: folder.path)
    try #require(made.exitCode == 0 && calibrated.exitCode == 0)
    for (name, person) in [("healthy", "Ada"), ("glute-stops", "Ben")] {
      let sidecar = try folder.text("\(name).json")
      _ = try folder.file(
        "\(name).json", sidecar.replacing("{", with: "{ \"person\": \"\(person)\",", maxReplacements: 1))
    }
    let result = try GlutecueProcess.run(
      ["analyze", "healthy.wav", "glute-stops.wav", "--profile-dir", "profiles", "--output", "out"], in: folder.path)
    #expect(result.exitCode == 0)
    #expect(
      result.standardError
        == "glutecue: 1 of 2 recordings are judged without a profile: profiles has none for Ben (looked for "
        + "Ben/profile.json, Ben.json and so on).\n")
    let table = try folder.text("out/recordings.csv").split(separator: "\n")
    #expect(table[1].contains(",Ada,profile.json of ") && table[2].contains(",Ben,,"))
    let alone = try GlutecueProcess.run(
      ["analyze", "healthy.wav", "--profile", "profiles/Ada/profile.json", "--output", "alone"], in: folder.path)
    #expect(alone.exitCode == 0)
    #expect(try folder.bytes("alone/strides.csv") == folder.bytes("out/healthy/strides.csv"))
  }

  @Test func aFolderWithoutRecordingsIsRefused() throws {
    try FileManager.default.createDirectory(atPath: folder["empty"], withIntermediateDirectories: true)
    let result = try GlutecueProcess.run(["analyze", "empty"], in: folder.path)
    #expect(result.exitCode == 66)
    #expect(
      result.standardError
        == "glutecue: empty: there is no recording in this folder (names that end in .wav, .wave, .bwf, .w64, .rf64, "
        + ".flac, .edf or .bdf, and tables named .csv or .txt that tell their sample rate).\n")
  }

  @Test func jsonHoldsEverySummary() throws {
    try samples("healthy")
    let result = try GlutecueProcess.run(["analyze", "healthy.wav", "gone.wav", "--format", "json"], in: folder.path)
    #expect(result.exitCode == 66)
    let entries = try #require(
      try JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8)) as? [[String: Any]])
    #expect(entries.map { $0["recording"] as? String } == ["healthy.wav", "gone.wav"])
    #expect(entries.map { $0["exit_code"] as? Int } == [0, 66])
    #expect(entries[0]["summary"] is [String: Any] && entries[1]["summary"] == nil)
  }
}
