import Foundation
import TestSupport
import Testing

/// What `glutecue config` prints and writes can be used again.
@Suite struct SettingsOutputTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func config(_ arguments: [String], _ environment: [String: String] = [:]) throws -> String {
    let result = try GlutecueProcess.run(["config"] + arguments, environment: environment, in: folder.path)
    #expect(result.standardError == "" && result.exitCode == 0)
    return result.standardOutput
  }

  private func values(_ arguments: [String]) throws -> [String] {
    try config(arguments).split(separator: "\n").map { line in
      String(line.prefix { $0 != "#" }.reversed().drop { $0 == " " }.reversed())
    }
  }

  @Test func everyLineSaysWhereItComesFrom() throws {
    _ = try folder.file("run.yaml", "cues:\n  policy: faded\n  limit-seconds: 2.5\n")
    let text = try config(
      ["--config", "run.yaml", "--cue-weak", "FALSE", "--map", "glute=2, hamstring=1"],
      ["GLUTECUE_INPUT_BAND_HZ": "[20, 400.5]"])
    #expect(
      text == """
        input:
          map: glute=2,hamstring=1  # --map
          # full-scale-mv:          # not set
          # unit:                   # not set
          # rate-hz:                # not set
          band-hz: [20, 400.5]      # GLUTECUE_INPUT_BAND_HZ
          mains: auto               # default
          # profile:                # not set
          electrodes: auto          # default
          # person:                 # not set

        decision:
          silent-below: 0.5         # default
          silent-ratio-below: 0.8   # default
          weak-level: 0.5           # default

        cues:
          policy: faded             # run.yaml:2
          limit-seconds: 2.5        # run.yaml:3
          weak: false               # --cue-weak
          heartbeat-seconds: 0      # default
          fault-repeat-seconds: 20  # default

        feedback:
          aim: none                 # default
          against: auto             # default
          share: 1                  # default

        history:
          add: true                 # default

        """)
  }

  @Test(arguments: [
    [], ["--cue-policy", "pitch", "--mains", "off", "--silent-below", "0.123456789"],
    ["--map", "left-glute=1,left-hamstring=2", "--full-scale-mv", "0.01", "--band-hz", "12.5,300"],
  ])
  func whatItPrintsReadAgainGivesTheSame(flags: [String]) throws {
    _ = try folder.file("again.yaml", try config(flags))
    #expect(try values(["--config", "again.yaml"]) == values(flags))
  }

  @Test(arguments: [[], ["--cue-policy", "reward", "--full-scale-mv", "3"]])
  func aWrittenFileGivesTheSameSettings(flags: [String]) throws {
    #expect(
      try config(["--write", "new.yaml"] + flags) == "Wrote new.yaml: all 21 settings. Use it with --config new.yaml.\n"
    )
    #expect(try values(["--config", "new.yaml"]) == values(flags))
  }

  @Test func everyLineOfAWrittenFileCanBeTakenIntoUse() throws {
    _ = try config(["--write", "new.yaml"])
    let text = String(decoding: try folder.bytes("new.yaml"), as: UTF8.self)
    let used = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.wholeMatch(of: #/  # ([a-z-]+: .*)/#).map { "  \($0.1)" } ?? String(line)
    }
    let active = used.filter { $0.hasPrefix("  ") && !$0.hasPrefix("  #") }
    #expect(active.count == 21)
    _ = try folder.file("used.yaml", used.joined(separator: "\n"))
    let usual = try values([
      "--map", "glute=1,hamstring=2", "--full-scale-mv", "5", "--unit", "mv", "--rate", "2000", "--profile",
      "profile.json",
      "--person", "P07",
    ])
    #expect(try values(["--config", "used.yaml"]) == usual)
    #expect(!(try config(["--config", "used.yaml"]).contains("default")))
  }

  @Test func aFileThatExistsIsKept() throws {
    _ = try folder.file("mine.yaml", "# mine\n")
    try expectRefusal(
      ["config", "--write", "mine.yaml"], in: folder,
      "mine.yaml: the file exists already. Choose another name; --force would overwrite it.", exitCode: 73)
    #expect(try folder.bytes("mine.yaml") == Array("# mine\n".utf8))
    _ = try config(["--write", "mine.yaml", "--force"])
    #expect(try folder.bytes("mine.yaml").count > 1000)
  }

  @Test func jsonHoldsValueUnitAndOrigin() throws {
    struct Entry: Decodable, Equatable {
      let value: Double?
      let unit: String?
      let origin: String
    }
    struct Document: Decodable {
      let input: Input
      let decision: [String: Entry]
      struct Input: Decodable {
        let scale: Entry
        enum CodingKeys: String, CodingKey { case scale = "full-scale-mv" }
      }
    }
    let text = try config(["--format", "json", "--weak-level", "0.8"])
    let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    #expect(document.decision["weak-level"] == Entry(value: 0.8, unit: nil, origin: "--weak-level"))
    #expect(document.decision["silent-below"] == Entry(value: 0.5, unit: nil, origin: "default"))
    #expect(document.input.scale == Entry(value: nil, unit: "mV", origin: "not set"))
    #expect(text.contains("\"value\" : null"))
  }
}
