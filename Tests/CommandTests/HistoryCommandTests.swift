import Foundation
import TestSupport
import Testing

/// `glutecue history` and `glutecue log`, as a user has them.
@Suite struct HistoryCommandTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  private func run(_ arguments: [String], exitCode: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation) throws
    -> String
  {
    let result = try GlutecueProcess.run(
      arguments, environment: ["XDG_DATA_HOME": folder["data"], "TZ": "UTC"], in: folder.path)
    #expect(result.exitCode == exitCode && result.standardError == "", sourceLocation: sourceLocation)
    return result.standardOutput
  }

  /// Sessions of the first days of March, with work noted after the fifth.
  private func fill() throws {
    for index in 0..<10 {
      var session = MadeSession()
      (session.seed, session.seconds) = (index, 600 + Double(index))
      session.startedAt = String(format: "2026-03-%02dT17:30:00Z", index + 1)
      session.share = [0.441, 0.46, 0.473, 0.452, 0.439, 0.488, 0.465, 0.502, 0.491, 0.477][index]
      session.silent = 10 - index
      try session.write(to: folder["runs/\(index)"])
    }
    try run(["history", "add"] + (0..<10).map { "runs/\($0)" })
    try run([
      "log", "psoas release", "10 min", "--soreness", "3", "--area", "hamstring", "--date", "2026-03-05 20:00",
    ])
  }

  @Test func showsTheTrendAndComparesBeforeWithAfter() throws {
    try fill()
    let text = try run(["history", "--last", "5"])
    #expect(
      text.hasPrefix(
        """
        10 sessions, 2026-03-01 to 2026-03-10; 1 log entry.
        The latest 5 (--all shows every one):

           #  date         min strides silent  level   max %  share 40 % ·········· 60 %
                                        /1000     dB   gl/ha      %
           6  2026-03-06    10     810    6.3  −13.5       –   48.8 
        """))
    #expect(
      text.contains(
        """

        Before and after “psoas release 10 min” (2026-03-05): 5 sessions against 5
          sessions.
          silent strides per 1,000: 10.0 → 3.8, difference −6.3 (95 % interval −10.0 …
            −2.5).
            Chance alone brings a difference as large in about 1 of 100 such
              comparisons: a change beyond chance, whatever its cause.
        """))
    #expect(text.contains("\n    It is relative to the beginning of each session, so it cannot show whether"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 } && !text.contains("\u{1B}"))
    let all = try run(["history", "--all"])
    #expect(all.contains("\n      2026-03-05  ◆ psoas release 10 min · soreness 3 (hamstring)\n"))
  }

  @Test func jsonHoldsTheSame() throws {
    try fill()
    let text = try run(["history", "--format", "json", "--compare", "2026-03-04"])
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect((object["sessions"] as? [Any])?.count == 10 && (object["log"] as? [Any])?.count == 1)
    let comparison = try #require((object["comparisons"] as? [[String: Any]])?.first)
    #expect(comparison["sessions_before"] as? Int == 3 && comparison["sessions_after"] as? Int == 7)
  }

  @Test func aComparisonNeedsADateOrWordsThatAreThere() throws {
    try fill()
    try expectRefusal(
      ["history", "--compare", "yoga", "--store", folder["data/glutecue/history.sqlite"]], in: folder,
      "--compare “yoga” is neither a date such as 2026-03-01 nor words of a log entry. `glutecue log` shows the entries.",
      exitCode: 64)
  }

  @Test func withoutAHistoryItSaysHowToBegin() throws {
    let path = folder["data/glutecue/history.sqlite"]
    #expect(
      try run(["history"])
        == "No history yet in \(path).\n`glutecue live --output DIR` adds its session to it, `glutecue history add DIR` adds "
        + "an earlier one.\n")
    #expect(try run(["log"]) == "Nothing noted yet in \(path).\nExample: glutecue log \"psoas release 10 min\"\n")
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func addingTwiceSaysSo() throws {
    var session = MadeSession()
    session.startedAt = "2026-03-01T17:30:00Z"
    try session.write(to: folder["a"])
    #expect(try run(["history", "add", "a"]) == "a: session 1, 2026-03-01.\n")
    let otherwise = { (name: String) in
      "To replace it: glutecue history add \(name) --replace. To have both: the same with --add-both.\n"
    }
    #expect(
      try run(["history", "add", "a"])
        == "a: is session 1 already (the same results, 2026-03-01); not added again. " + otherwise("a"))
    (session.seed, session.kind) = (2, "analyze")
    try session.write(to: folder["b"])
    #expect(
      try run(["history", "add", "b"])
        == "b: is the run of session 1 measured in another way (the same start, length and rhythm, 2026-03-01); not added. "
        + otherwise("b"))
    #expect(try run(["history", "add", "b", "--replace"]) == "b: took the place of session 1, 2026-03-01.\n")
    #expect(try run(["history", "add", "b", "--add-both"]) == "b: session 2, 2026-03-01.\n")
  }

  @Test func oneBadSessionDoesNotStopTheOthers() throws {
    try MadeSession().write(to: folder["a"])
    let result = try GlutecueProcess.run(
      ["history", "add", "none", "a", "--store", "h.sqlite"], in: folder.path)
    #expect(result.exitCode == 66 && result.standardOutput.hasPrefix("a: session 1, "))
    #expect(
      result.standardError
        == "glutecue: none: there is no such folder. A session is the folder that was given to live or analyze with "
        + "--output.\n")
  }

  @Test func deletingAsksFirst() throws {
    try fill()
    try expectRefusal(
      ["history", "delete", "3", "--store", folder["data/glutecue/history.sqlite"]], in: folder,
      "Not a terminal: pass --yes to remove session 3 without asking.", exitCode: 64)
    #expect(try run(["history", "delete", "3", "--yes"]) == "Session 3 was removed from the history.\n")
    #expect(try run(["history"]).hasPrefix("9 sessions, "))
    try expectRefusal(
      ["history", "delete", "3", "--yes", "--store", folder["data/glutecue/history.sqlite"]], in: folder,
      "There is no session 3 in \(folder["data/glutecue/history.sqlite"]). `glutecue history` shows the numbers.",
      exitCode: 66)
  }

  @Test func whatIsExportedComesBack() throws {
    try fill()
    #expect(try run(["history", "export", "h.json"]) == "Written: h.json\n")
    #expect(
      try run(["history", "export", "tables"])
        == "Written: tables/sessions.csv, tables/log.csv, tables/calibrations.csv\n")
    #expect(try run(["history", "import", "h.json"]) == "h.json: 0 entries added; 11 existed already.\n")
    #expect(try run(["history", "import", "h.json", "--store", "other.sqlite"]) == "h.json: 11 entries added.\n")
    #expect(try run(["history", "import", "tables", "--store", "third.sqlite"]) == "tables: 11 entries added.\n")
    let trend = try run(["history", "--all"])
    #expect(try run(["history", "--all", "--store", "other.sqlite"]) == trend)
    #expect(try run(["history", "--all", "--store", "third.sqlite"]) == trend)
    try expectRefusal(
      ["history", "export", "h.json", "--store", "other.sqlite"], in: folder,
      "h.json exists already and stays unchanged. Choose another name or folder, or say --force to overwrite it.",
      exitCode: 73)
    try expectRefusal(
      ["history", "export", "other.sqlite", "--store", "other.sqlite", "--force"], in: folder,
      "other.sqlite: results cannot be written there, for it is a file, not a folder. Choose another folder with --output.",
      exitCode: 73)
  }

  @Test func theLogTakesWorkAndSoreness() throws {
    #expect(
      try run(["log", "psoas release 10 min", "--soreness", "3", "--area", "hamstring", "--date", "2026-03-01 20:15"])
        == "Entry 1, 2026-03-01 20:15: psoas release 10 min · soreness 3 (hamstring).\n")
    try run(["log", "--soreness", "0", "--date", "2026-03-02"])
    #expect(
      try run(["log"])
        == "   1  2026-03-01 20:15  psoas release 10 min · soreness 3 (hamstring)\n   2  2026-03-02 00:00  soreness 0\n"
    )
    #expect(try run(["log", "--delete", "1"]) == "Entry 1 is gone.\n")
    try expectRefusal(
      ["log", "--soreness", "11", "--store", "h.sqlite"], in: folder,
      "Soreness 11 is not between 0 (none) and 10 (the worst you can imagine). Example: --soreness 3.", exitCode: 64)
    try expectRefusal(
      ["log", "x", "--date", "yesterday", "--store", "h.sqlite"], in: folder,
      "--date yesterday: that is not a date. Example: --date 2026-03-02, or --date '2026-03-02 18:30'.", exitCode: 64)
    try expectRefusal(
      ["log", "--area", "back", "--store", "h.sqlite"], in: folder,
      "Nothing to note. Say what you did, or how sore you are with --soreness 0 to 10.", exitCode: 64)
    #expect(!FileManager.default.fileExists(atPath: folder["h.sqlite"]))
  }
}
