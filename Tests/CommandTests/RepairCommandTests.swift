import Foundation
import Glibc
import Recording
import TestSupport
import Testing

/// What `repair` does, and what it says about it.
@Suite struct RepairCommandTests {
  private static let heading = "stride,contact_s"
  private static let files = [
    "cues.csv", "recording.json", "recording.wav", "report.html", "settings.yaml", "strides.csv", "summary.json",
  ]

  private let folder: TemporaryFolder

  /// A whole session.
  init() throws {
    folder = try TemporaryFolder()
    _ = try Samples.copy("glute-stops", to: folder, as: "run")
    let made = try GlutecueProcess.run(
      ["live", "--pace", "none", "--input", "wav:run.wav", "--output", "session", "--cue-policy", "limit"],
      in: folder.path)
    try #require(made.exitCode == 0)
  }

  private func repair(_ paths: String..., exitCode: Int32 = 0) throws -> GlutecueProcess.Result {
    let result = try GlutecueProcess.run(["repair"] + paths, in: folder.path)
    #expect(result.exitCode == exitCode)
    return result
  }

  private func contents(_ name: String) throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder[name]) {
      contents[file] = try folder.bytes("\(name)/\(file)")
    }
    return contents
  }

  @Test func aWholeSessionStaysAsItIs() throws {
    let before = try contents("session")
    #expect(before.keys.sorted() == Self.files)
    #expect(try repair("session").standardOutput == "session: nothing to repair.\n")
    #expect(try contents("session") == before)
  }

  /// With the settings of the session, whose cues are fewer than with the defaults.
  @Test func tablesAndSummaryComeBackToTheByte() throws {
    let before = try contents("session")
    for name in ["strides.csv", "summary.json"] {
      try FileManager.default.removeItem(atPath: folder["session/\(name)"])
    }
    _ = try folder.file("session/cues.csv", Array(before["cues.csv"]?.dropLast(3) ?? []))
    let rows = (before["strides.csv"] ?? []).count { $0 == 10 } - 1
    let cues = (before["cues.csv"] ?? []).count { $0 == 10 } - 1
    #expect(
      try repair("session").standardOutput == """
        session/strides.csv: \(rows) lines, from the recording.
        session/cues.csv: half a line at its end removed.
        session/cues.csv: \(cues - 1) lines confirmed by the replay, 1 added from the recording.
        session/summary.json: made from the recording.

        """)
    var after = try contents("session")
    let summary = after.removeValue(forKey: "summary.json") ?? []
    #expect(after == before.filter { $0.key != "summary.json" })
    let renamed = String(decoding: summary, as: UTF8.self).replacing("\"recording.wav\"", with: "\"run.wav\"")
    #expect(Array(renamed.utf8) == before["summary.json"])
  }

  @Test func aTableThatTheReplayContradictsIsKept() throws {
    let before = try contents("session")
    let changed = String(decoding: before["strides.csv"] ?? [], as: UTF8.self).replacing("firing", with: "silent")
    _ = try folder.file("session/strides.csv", changed + "77,1")
    _ = try folder.file("session/strides.csv.before-repair", "an older one")
    #expect(
      try repair("session").standardOutput == """
        session/strides.csv: half a line at its end removed.
        session/strides.csv: made again from the recording, as the replay gives other lines; the old table is now \
        session/strides.csv.before-repair-2.

        """)
    #expect(try folder.bytes("session/strides.csv") == before["strides.csv"])
    #expect(try folder.bytes("session/strides.csv.before-repair-2") == Array((changed + "77,1").utf8))
  }

  @Test func aSummaryOrTableThatCannotBeReadIsMadeAnew() throws {
    let before = try contents("session")
    let spoilt: [(file: String, bytes: [UInt8], words: String)] = [
      (
        "summary.json", Array("{\"version\": 1,\n".utf8),
        "session/summary.json: cannot be read, so it was made again; the old one is now session/summary.json.before-repair.\n"
          + "session/summary.json: made from the recording.\n"
      ),
      (
        "strides.csv",
        Array(String(decoding: before["strides.csv"] ?? [], as: UTF8.self).replacing("\n3,", with: "\n3;").utf8),
        "session/strides.csv: made again from the recording, as the replay gives other lines; the old table is now "
          + "session/strides.csv.before-repair.\n"
      ),
      (
        "cues.csv", (before["cues.csv"] ?? []).dropLast(4) + [0, 0, 0, 10],
        "session/cues.csv: made again from the recording, as the replay gives other lines; the old table is now "
          + "session/cues.csv.before-repair.\n"
      ),
    ]
    for (file, bytes, words) in spoilt {
      _ = try folder.file("session/\(file)", bytes)
      #expect(try repair("session").standardOutput == words)
      #expect(try folder.bytes("session/\(file).before-repair") == bytes)
      #expect(try repair("session").standardOutput == "session: nothing to repair.\n")
      if file != "summary.json" { #expect(try folder.bytes("session/\(file)") == before[file]) }
    }
  }

  @Test func aRecordingAloneIsMendedAlone() throws {
    let whole = try folder.bytes("session/recording.wav")
    _ = try folder.file("alone.wav", Array(whole[..<(112 + 4 * 50_000 + 3)]))
    #expect(
      try repair("alone.wav").standardOutput
        == "alone.wav: set to the last whole frame: 50000 frames, 0:25.0 (the header said 120000); the old file is now "
        + "alone.wav.before-repair.\n")
    #expect(try repair("alone.wav").standardOutput == "alone.wav: nothing to repair.\n")
  }

  @Test func withoutSettingsTheDefaultsAreUsedAndItSaysSo() throws {
    for name in ["settings.yaml", "summary.json"] {
      try FileManager.default.removeItem(atPath: folder["session/\(name)"])
    }
    let said = try repair("session").standardOutput
    #expect(said.hasSuffix("\nsession: settings.yaml is missing, so the default settings were used.\n"))
    #expect(said.contains("the old table is now session/cues.csv.before-repair.\n"))
  }

  @Test func whatAnUnfinishedWriteLeftIsTakenAway() throws {
    _ = try folder.file("session/recording.json.new", "{")
    #expect(
      try repair("session").standardOutput
        == "session/recording.json.new: removed; an unfinished write had left it.\n")
    #expect(try contents("session").keys.sorted() == Self.files)
  }

  @Test func cuePointsCome() throws {
    let whole = try folder.bytes("session/recording.wav")
    _ = try folder.file("session/recording.wav", Array(whole[..<(112 + 4 * 120_000)]))
    _ = try repair("session")
    #expect(try folder.bytes("session/recording.wav") == whole)
  }

  @Test func whatIsNoSessionIsSaid() throws {
    try FileManager.default.createDirectory(atPath: folder["empty"], withIntermediateDirectories: false)
    try FileManager.default.copyItem(atPath: folder["session"], toPath: folder["two"])
    _ = try folder.file("two/recording.flac", "")
    _ = try folder.file("none.wav", WAVBytes([]).bytes)
    let result = try repair("empty", "missing", "two", "none.wav", "session", exitCode: 66)
    #expect(
      result.standardError == """
        glutecue: empty: this is not a session folder: it holds neither recording.wav nor recording.flac.
        glutecue: missing: there is no such file.
        glutecue: two: the folder holds recording.wav and recording.flac, and only one can belong to its tables. Move the \
        other one elsewhere.
        glutecue: none.wav: the file has a header but not a single whole frame. Nothing was recorded.

        """)
    #expect(result.standardOutput == "session: nothing to repair.\n")
  }

  @Test func aSessionInProgressIsLeftAlone() throws {
    var said: GlutecueProcess.Result?
    let live = try GlutecueProcess.run(
      ["live", "--input", "wav:run.wav", "--output", "now"], in: folder.path
    ) { process in
      while (try? folder.bytes("now/recording.wav").count) ?? 0 < 1000 { usleep(1000) }
      said = try repair("now", exitCode: 74)
      kill(process.processIdentifier, SIGINT)
    }
    #expect(
      said?.standardError
        == "glutecue: now/recording.wav: a session is still recording into it. Wait until it has ended.\n")
    #expect(live.exitCode != 128 + SIGKILL)
  }

  @Test func helpShowsExamples() throws {
    let help = try GlutecueProcess.run(["help", "repair"]).standardOutput
    #expect(help.contains("Examples") && help.contains("glutecue repair ~/.local/share/glutecue/sessions/*"))
  }
}
