import Foundation
import Glibc
import TestSupport
import Testing

/// Small things that go wrong for people: names, homes, tables from spreadsheets, terminals that draw nothing.
@Suite struct SmallTroubleTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Samples.copy("healthy", to: folder, as: "run")
  }

  private func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> GlutecueProcess.Result {
    try GlutecueProcess.run(arguments, environment: environment, in: folder.path)
  }

  @Test func aTildeInSettingsIsTheHomeFolder() throws {
    let example = URL(filePath: Samples.folder).deletingLastPathComponent().appending(
      path: "Calibration/profile.example.json")
    try FileManager.default.copyItem(atPath: example.path, toPath: folder["p.json"])
    _ = try folder.file("c.yaml", "input:\n  profile: ~/p.json\n")
    let result = try run(["analyze", "run.wav", "--config", "c.yaml"], ["HOME": folder.path])
    #expect(result.exitCode == 0 && result.standardOutput.contains("Profile: its electrodes have been applied again"))
    #expect(try run(["analyze", "run.wav", "--config", "c.yaml"], ["HOME": folder["none"]]).exitCode == 66)
  }

  /// A name with the byte 0xE4, as Latin-1 has the ä.
  @Test func aNameThatIsNotUTF8IsANameLikeAnyOther() throws {
    let program =
      "n=$(printf 'l\\344ufer'); mkdir d && cp run.wav \"d/$n.wav\" && cp run.json \"d/$n.json\" && "
      + "\"$0\" analyze \"d/$n.wav\" --output one && \"$0\" analyze d --output all && ls \"all/$n\" && "
      + "\"$0\" live --input \"wav:d/$n.wav\" --pace none --no-history --output \"$n\" && ls \"$n\""
    let result = try GlutecueProcess.run(
      URL(filePath: "/bin/sh"), ["-c", program, GlutecueProcess.executable.path], in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(
      result.standardOutput.contains("l\\xE4ufer.wav: 50.0 s at 2000 Hz")
        && result.standardOutput.contains("recording.wav"))
    let summary = String(decoding: try folder.bytes("one/summary.json"), as: UTF8.self)
    #expect(summary.contains("\"name\" : \"l\\\\xE4ufer.wav\""))
  }

  @Test func foldersAreSearchedForEveryEnding() throws {
    try FileManager.default.createDirectory(atPath: folder["d/.hidden"], withIntermediateDirectories: true)
    for name in ["a.bwf", "b.wave", "c.WAV", ".hidden/d.wav", "e.txt"] {
      try FileManager.default.copyItem(atPath: folder["run.wav"], toPath: folder["d/\(name)"])
    }
    let result = try run(["analyze", "d", "--map", "glute=1,hamstring=2"])
    #expect(result.exitCode == 0)
    for name in ["a.bwf", "b.wave", "c.WAV"] { #expect(result.standardOutput.contains("d/\(name) ")) }
    #expect(!result.standardOutput.contains("hidden") && !result.standardOutput.contains("e.txt"))
  }

  /// Saved once by a Windows editor, by a spreadsheet, by a German spreadsheet.
  @Test(arguments: ["crlf", "mark", "semicolon"])
  func tablesFromOtherProgramsAreRead(style: String) throws {
    #expect(
      try run(["live", "--input", "wav:run.wav", "--pace", "none", "--no-history", "--output", "s"]).exitCode == 0)
    try FileManager.default.removeItem(atPath: folder["s/report.html"])
    for name in ["s/strides.csv", "s/cues.csv"] {
      let text = String(decoding: try folder.bytes(name), as: UTF8.self)
      switch style {
      case "crlf": _ = try folder.file(name, text.replacing("\n", with: "\r\n"))
      case "mark": _ = try folder.file(name, "\u{FEFF}" + text)
      default: _ = try folder.file(name, text.replacing(",", with: ";").replacing(".", with: ","))
      }
    }
    #expect(try run(["report", "s"]).exitCode == 0)
    let export = try run(["export", "s", "--to", "csv", "--output", "e"])
    #expect(export.exitCode == 0)
    let events = String(decoding: try folder.bytes("e/events.csv"), as: UTF8.self)
    #expect(events.split(separator: "\n").count > 60)
  }

  @Test func withoutAHomeASessionOnACardIsRefusedAtTheStart() throws {
    let program =
      "unset HOME XDG_DATA_HOME; \"$0\" live --input alsa:hw:99 --tone none --map glute=1,hamstring=2"
    let result = try GlutecueProcess.run(
      URL(filePath: "/bin/sh"), ["-c", program, GlutecueProcess.executable.path], in: folder.path)
    #expect(result.exitCode == 64)
    #expect(
      result.standardError
        == "glutecue: There is no home folder for the session (HOME and XDG_DATA_HOME are not set). Choose a place with "
        + "--output DIR.\n")
  }

  @Test func aSessionThatNobodyHearsSaysSo() throws {
    let live = ["live", "--input", "wav:run.wav", "--pace", "none"]
    let words =
      "Mute: --tone was not given, so no tone is played. Examples: --tone alsa:default, --tone tone.wav.\n"
    let mute = try run(live).standardOutput
    #expect(mute.hasPrefix(words) && mute.ranges(of: words).count == 1)
    #expect(try run(live + ["--quiet"]).standardOutput.contains(words))
    #expect(try !run(live + ["--tone", "none"]).standardOutput.contains("Mute"))
    #expect(try !run(live + ["--tone", "wav:t.wav"]).standardOutput.contains("Mute"))
    #expect(try !run(live + ["--format", "json"]).standardOutput.contains("Mute"))
  }

  @Test func headphonesThatAreNotThereAreExplained() throws {
    let card = try LiveCard(LiveCard.running(seconds: 3))
    let result = try GlutecueProcess.run(
      ["live", "--input", "alsa:\(card.card.name)", "--map", "glute=1,hamstring=2", "--output", "s"],
      environment: card.card.environment, in: card.folder.path)
    #expect(
      result.exitCode != 0 && result.standardError.contains("--tone was not given, so the tones go to alsa:default;"))
    #expect(!FileManager.default.fileExists(atPath: card.folder["s"]))
  }

  @Test func whereOneMayNotWriteIsSaidWithItsCode() throws {
    #expect(
      try run(["live", "--input", "wav:run.wav", "--pace", "none", "--no-history", "--output", "s"]).exitCode == 0)
    // a folder of the system that lets nobody make a file, root included
    for (form, name) in [("edf", "/proc/x.edf"), ("csv", "/proc/x"), ("bids", "/proc/x")] {
      let result = try run(["export", "s", "--to", form, "--output", name])
      #expect([73, 77].contains(result.exitCode) && result.standardError.contains(name), "\(result)")
    }
  }
}
