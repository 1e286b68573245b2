import Foundation
import Glibc
import TestSupport
import Testing

/// Date, device, notes and marks of a recording go wherever it goes.
@Suite struct SessionOriginTests {
  private let folder: TemporaryFolder
  private let store: [String]

  init() throws {
    folder = try TemporaryFolder()
    store = ["--store", folder["h.sqlite"]]
    _ = try Samples.copy("healthy", to: folder, as: "run")
    _ = try folder.file(
      "run.json",
      """
      {"version": 1, "map": "glute=1,hamstring=2", "full_scale_mv": 5, "started": "2026-10-25T02:59:50+02:00",
       "device": "alsa:hw:CARD=Läufer", "notes": "Übung <b>\\"hart\\"</b>",
       "markers": [{"frame": 40000, "label": "</script>Hügel"}, {"frame": 2000, "label": ""},
         {"frame": 5000000, "label": "beyond"}]}
      """)
  }

  private func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> String {
    let result = try GlutecueProcess.run(
      arguments, environment: ["TZ": "America/New_York"].merging(environment) { $1 }, in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "", "\(arguments) \(result.standardError)")
    return result.standardOutput
  }

  private func object(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: folder[name]))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func expectOrigin(_ session: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let summary = try object(session + "/summary.json")
    #expect(summary["started_at"] as? String == "2026-10-25T02:59:50+02:00", sourceLocation: sourceLocation)
    #expect(summary["started_from"] as? String == "sidecar", sourceLocation: sourceLocation)
    #expect(summary["notes"] as? String == "Übung <b>\"hart\"</b>", sourceLocation: sourceLocation)
    let marks = try #require(summary["marks"] as? [[String: Any]])
    #expect(marks.map { $0["label"] as? String } == ["", "</script>Hügel"], sourceLocation: sourceLocation)
    #expect(marks.map { $0["seconds"] as? Double } == [1, 20], sourceLocation: sourceLocation)
    let input = try #require(summary["input"] as? [String: Any])
    #expect(input["device"] as? String == "alsa:hw:CARD=Läufer", sourceLocation: sourceLocation)
    #expect((input["content_hash"] as? String)?.count == 32, sourceLocation: sourceLocation)
    let warnings = try #require(summary["warnings"] as? [String])
    #expect(
      warnings.contains { $0.hasPrefix("1 mark is beyond the end of the recording") }, sourceLocation: sourceLocation)
    let page = String(decoding: try folder.bytes(session + "/report.html"), as: UTF8.self)
    #expect(page.contains("25 Oct 2026, 02:59"), sourceLocation: sourceLocation)
    #expect(page.contains("Notes: Übung &lt;b&gt;&quot;hart&quot;&lt;/b&gt;"), sourceLocation: sourceLocation)
    #expect(page.contains("&lt;/script&gt;Hügel") && !page.contains("</script>Hügel"), sourceLocation: sourceLocation)
    #expect(!page.contains("5000000") || page.contains("frame 5000000 of"), sourceLocation: sourceLocation)
  }

  @Test func analyzeLiveHistoryAndExportKeepThem() throws {
    _ = try run(["analyze", "run.wav", "--output", "a"])
    try expectOrigin("a")
    let live = try run(["live", "--input", "wav:run.wav", "--pace", "none", "--output", "l"] + store)
    #expect(live.contains("\nHistory: session 1, in "))
    try expectOrigin("l")
    let sidecar = try object("l/recording.json")
    #expect(sidecar["started"] as? String == "2026-10-25T02:59:50+02:00")
    #expect(
      sidecar["device"] as? String == "alsa:hw:CARD=Läufer" && sidecar["notes"] as? String == "Übung <b>\"hart\"</b>")
    #expect((sidecar["markers"] as? [[String: Any]])?.map { $0["frame"] as? Int } == [2000, 40_000])
    // the same samples, from the other folder, by another command
    #expect(
      try run(["history", "add", "a"] + store).contains("is the run of session 1 measured in another way (the same "))
    #expect(try run(["history"] + store).hasPrefix("1 session, 2026-10-25."))
    let bids = ["export", "a", "--recording", "run.wav", "--to", "bids", "--output", "b"]
    #expect(try run(bids).contains("1 mark lies beyond the end of the recording and is not exported."))
    #expect(
      String(decoding: try folder.bytes("b/sub-01/sub-01_scans.tsv"), as: UTF8.self).contains("\t2026-10-25T02:59:50"))
    // the page made anew from a folder says the same
    _ = try run(["report", "a", "--recording", "run.wav", "--force"])
    try expectOrigin("a")
    // and the recording of the session is as good as the first
    _ = try run(["live", "--input", "wav:l/recording.wav", "--pace", "none", "--no-history", "--output", "again"])
    #expect(try object("again/summary.json")["started_at"] as? String == "2026-10-25T02:59:50+02:00")
    #expect(try folder.bytes("again/strides.csv") == folder.bytes("l/strides.csv"))
  }

  @Test func theHistoryShowsTheSessionsOwnDay() throws {
    _ = try folder.file(
      "run.json", "{\"map\": \"glute=1,hamstring=2\", \"started\": \"2026-03-01T23:30:00-05:00\"}")
    _ = try run(["live", "--input", "wav:run.wav", "--pace", "none", "--output", "l"] + store)
    for zone in ["Europe/Berlin", "UTC", "Pacific/Kiritimati"] {
      #expect(try run(["history"] + store, ["TZ": zone]).hasPrefix("1 session, 2026-03-01."))
    }
  }

  @Test func aDayThatDoesNotExistIsTold() throws {
    _ = try folder.file(
      "run.json", "{\"map\": \"glute=1,hamstring=2\", \"started\": \"2026-02-30T10:00:00+01:00\"}")
    let words = try run(["analyze", "run.wav", "--output", "a"])
    #expect(words.contains("run.json: “started” is “2026-02-30T10:00:00+01:00”, a time that does not exist;"))
    #expect(try object("a/summary.json")["started_from"] as? String == "file")
  }

  @Test func sessionsAreForTheUserAlone() throws {
    // whatever the custom of the system is
    let before = umask(0)
    defer { umask(before) }
    _ = try run(["analyze", "run.wav", "--output", "a"])
    _ = try run(["live", "--input", "wav:run.wav", "--pace", "none", "--recording", "flac", "--output", "l"] + store)
    for session in ["a", "l"] {
      for name in [""] + (try FileManager.default.contentsOfDirectory(atPath: folder[session])) {
        var status = stat()
        #expect(stat(folder["\(session)/\(name)"], &status) == 0)
        #expect(status.st_mode & 0o777 == (name.isEmpty ? 0o700 : 0o600), "\(session)/\(name)")
      }
    }
  }

  @Test func aSessionThatWasCutOffNamesRepair() throws {
    _ = try run(["live", "--input", "wav:run.wav", "--pace", "none", "--no-history", "--output", "l"])
    for name in ["summary.json", "report.html"] { try FileManager.default.removeItem(atPath: folder["l/\(name)"]) }
    for command in [["report", "l"], ["export", "l", "--to", "edf"], ["history", "add", "l"] + store] {
      let result = try GlutecueProcess.run(command, in: folder.path)
      #expect([65, 66].contains(result.exitCode) && result.standardError.hasSuffix("glutecue repair l\n"))
    }
    _ = try run(["repair", "l"])
    _ = try run(["report", "l"])
    try expectOriginOfRepaired()
  }

  private func expectOriginOfRepaired() throws {
    #expect(try object("l/summary.json")["started_at"] as? String == "2026-10-25T02:59:50+02:00")
  }
}
