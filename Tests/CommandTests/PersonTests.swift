import Foundation
import TestSupport
import Testing

/// Whose sessions they are is kept, asked for where there are several people, and goes into no export.
@Suite struct PersonTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  private func run(_ arguments: [String], _ variables: [String: String] = [:]) throws -> String {
    let usual = ["XDG_DATA_HOME": folder["data"], "XDG_CONFIG_HOME": folder["config"], "TZ": "UTC"]
    let result = try GlutecueProcess.run(
      arguments, environment: usual.merging(variables) { $1 }, in: folder.path)
    try #require(result.exitCode == 0, "\(arguments): \(result.standardError)")
    return result.standardOutput
  }

  private func text(_ name: String) throws -> String { String(decoding: try folder.bytes(name), as: UTF8.self) }

  private func fill() throws {
    for (index, person) in ["Anna", "Anna", "P07", ""].enumerated() {
      var session = MadeSession()
      (session.seed, session.startedAt) = (index, "2026-03-0\(index + 1)T17:30:00Z")
      try session.write(to: folder["runs/\(index)"])
      try run(["history", "add", "runs/\(index)"] + (person.isEmpty ? [] : ["--person", person]))
    }
    try run(["log", "psoas", "--person", "Anna", "--date", "2026-03-01"])
  }

  @Test func aHistoryOfSeveralPeopleAsksWhose() throws {
    try fill()
    let list = """
      Anna       2 sessions, the latest on 2026-03-02
      P07        1 session, the latest on 2026-03-03
      (no name)  1 session, the latest on 2026-03-04

      This history holds sessions of several people. Choose one: glutecue history --person Anna

      """
    #expect(try run(["history"]) == list)
    #expect(
      try run(["history", "--person", "Anna"]).hasPrefix("Anna\n\n2 sessions, 2026-03-01 to 2026-03-02; 1 log entry."))
    #expect(try run(["history"], ["GLUTECUE_INPUT_PERSON": "P07"]).hasPrefix("P07\n\n1 session, 2026-03-03."))
    #expect(try run(["history", "--person", ""]).hasPrefix("1 session, 2026-03-04."))
    #expect(
      try run(["log", "--person", "Anna"]) == "   1  2026-03-01 00:00  ◆ psoas  [Anna]\n".replacing("◆ ", with: ""))
    let json = try run(["history", "--person", "Anna", "--format", "json"])
    #expect(json.contains("\"person\" : \"Anna\"") && json.contains("\"finding\" : \"too-few\""))
    try expectRefusal(
      ["history", "--format", "json", "--store", folder["data/glutecue/history.sqlite"]], in: folder,
      "This history holds sessions of several people. Choose one: glutecue history --person Anna", exitCode: 64
    )
    try expectRefusal(
      ["history", "--person", "P08", "--store", folder["data/glutecue/history.sqlite"]], in: folder,
      "The history holds no session of P08. It holds those of Anna, P07 and (no name).", exitCode: 64)
  }

  @Test(arguments: ["a\u{1B}[2J", " ", "a\u{202E}b", String(repeating: "x", count: 101)])
  func whatIsNoNameIsRefused(name: String) throws {
    for command in [["log", "psoas"], ["analyze", "x.wav"]] {
      let result = try GlutecueProcess.run(command + ["--person", name], in: folder.path)
      #expect(result.exitCode == 64 && !result.standardError.contains("\u{1B}"))
      #expect(
        result.standardError.contains(
          "Allowed is a name or code of 1 to 100 characters without control characters, such as \"A. Runner\" or P07."))
    }
  }

  /// From the flag into sidecar, summary and history; from the sidecar into what is analysed later; nowhere in an export.
  @Test func aSessionKeepsWhoseItIs() throws {
    _ = try Samples.copy("glute-stops", to: folder, as: "run")
    let name = "A. \"Runner\": #7"
    try run([
      "live", "--input", "wav:run.wav", "--pace", "none", "--output", "session", "--person", name, "--quiet",
    ])
    for file in ["recording.json", "summary.json"] {
      #expect(try text("session/\(file)").contains("\"person\" : \"A. \\\"Runner\\\": #7\""), "\(file)")
    }
    #expect(try text("session/settings.yaml").contains("  person: \"A. \\\"Runner\\\": #7\""))
    #expect(try run(["config", "--config", "session/settings.yaml"]).contains("person: \"A. \\\"Runner\\\": #7\""))
    #expect(try run(["history"]).hasPrefix("A. \"Runner\": #7\n\n1 session"))
    try run(["analyze", "session/recording.wav", "--output", "again"])
    #expect(try text("again/summary.json").contains("#7"))
    try run(["analyze", "session/recording.wav", "--output", "other", "--person", "P07"])
    #expect(try text("other/summary.json").contains("\"person\" : \"P07\""))
    let told = try run(["report", "session", "other"])
    #expect(told.contains("These are two people, A. \"Runner\": #7 and P07: between people levels say"))
    #expect(try text("other/before-after.html").contains("Before and after</h1>"))
    try run(["export", "session", "--to", "bids", "--output", "bids"])
    try run(["export", "session", "--to", "csv", "--output", "csv"])
    let files = FileManager.default.enumerator(atPath: folder["bids"])?.compactMap { $0 as? String } ?? []
    #expect(!files.isEmpty)
    for file in files.map({ "bids/" + $0 }) + ["csv/samples.csv", "csv/events.csv"] {
      let bytes = FileManager.default.contents(atPath: folder[file]) ?? Data()
      #expect(bytes.range(of: Data("Runner".utf8)) == nil, "\(file)")
    }
    var status = stat()
    for file in ["session/recording.json", "session/summary.json", "other/before-after.html"] {
      #expect(stat(folder[file], &status) == 0 && status.st_mode & 0o777 == 0o600, "\(file)")
    }
  }
}
