import Foundation
import Glibc
import TestSupport
import Testing

/// `glutecue bids` on a data set of people who do not exist, without a cluster: everything that a cluster does to jobs happens
/// here too.
@Suite struct BidsCommandTests {
  private let folder: TemporaryFolder
  private let study: MadeStudy

  init() throws {
    folder = try TemporaryFolder()
    study = try MadeStudy(in: folder, people: 4)
  }

  @Test func aBrokenRecordingStopsNothingAndStandsInTheTable() throws {
    _ = try folder.file(MadeStudy.recording("03"), "no sound")
    let participant = try study.run("out", "participant")
    #expect(participant.exitCode == 65)
    #expect(participant.standardOutput == "3 of 4 recordings are finished: out\n")
    #expect(
      participant.standardError.contains(
        "glutecue: 1 of 4 recordings could not be used:\n  sub-03/emg/sub-03_task-running_emg.wav: this is not "))
    let group = try study.run("out", "group")
    #expect(group.exitCode == 0)
    #expect(
      group.standardError == "glutecue: 1 recording could not be read; the table says why: sub-03_task-running.\n")
    let table = try study.table("out")
    #expect(table["participant_id"] == ["sub-01", "sub-02", "sub-03", "sub-04"])
    #expect(table["exit_code"] == ["0", "0", "65", "0"])
    #expect(table["problem"]?[2].hasPrefix("sub-03/emg/sub-03_task-running_emg.wav: this is not ") == true)
    #expect(table["strides"]?[2] == "n/a" && table["glute_against_hamstring_db"]?[2] == "n/a")
    let alone = try GlutecueProcess.run(
      ["analyze", MadeStudy.recording("01"), "--output", "alone"], in: folder.path)
    #expect(alone.exitCode == 0)
    #expect(
      try folder.bytes("alone/strides.csv") == folder.bytes(MadeStudy.results("01", in: "out") + "/strides.csv"))
    let recordings = try GlutecueProcess.run(
      ["analyze", MadeStudy.recording("01"), MadeStudy.recording("02"), "--output", "two"], in: folder.path)
    #expect(recordings.exitCode == 0)
    for name in ["strides", "glute_rms_uv", "glute_against_hamstring_db", "glute_noise_floor_uv", "band_hz"] {
      let column = try Columns(try folder.text("two/recordings.csv"))[name]
      #expect(try column == #require(table[name]).prefix(2).map { $0 == "n/a" ? "" : $0 }, "\(name)")
    }
    // it is mended: no more than that one is made
    let made = try modified("01")
    _ = try GlutecueProcess.run(
      ["simulate", "--duration", "20", "--output", MadeStudy.recording("03"), "--force"], in: folder.path)
    #expect(try study.run("out", "participant", "--list").standardOutput == "03\n")
    let again = try study.run("out", "participant")
    #expect(again.exitCode == 0 && again.standardError == "glutecue: sub-03_task-running: done\n")
    #expect(try modified("01") == made)
    #expect(try study.run("out", "participant", "--list").standardOutput == "")
    let forced = try study.run("out", "participant", "--participant-label", "sub-01", "--force")
    #expect(forced.exitCode == 0 && forced.standardError == "glutecue: sub-01_task-running: done\n")
    #expect(try modified("01") != made)
  }

  private func modified(_ label: String) throws -> Int {
    var status = stat()
    try #require(stat(folder[MadeStudy.results(label, in: "out")], &status) == 0)
    return Int(status.st_ino)
  }

  @Test func programsThatAreKilledLoseNothing() throws {
    let whole = try study.run("whole", "participant")
    #expect(whole.exitCode == 0)
    #expect(try study.run("whole", "group").exitCode == 0)
    var noise = SeededNoise(seed: 5)
    for _ in 0..<8 {
      let wait = UInt32.random(in: 0...120_000, using: &noise)
      let killed = try study.run("out", "participant", "--jobs", "2") { process in
        usleep(wait)
        kill(process.processIdentifier, SIGKILL)
      }
      #expect(killed.exitCode == 128 + SIGKILL || killed.exitCode == 0)
      try expectWholeResults("out")
    }
    #expect(try study.run("out", "participant").exitCode == 0)
    #expect(try study.run("out", "group").exitCode == 0)
    try expectSame("out", "whole")
    #expect(!FileManager.default.fileExists(atPath: folder["out/.work"]))
  }

  @Test func programsThatRunAtOnceDoNotDisturbEachOther() throws {
    #expect(try study.run("whole", "participant", "--jobs", "1").exitCode == 0)
    #expect(try study.run("whole", "group").exitCode == 0)
    let other = try study.run("out", "participant") { _ in
      let same = try study.run(
        "out", "participant", "--work-dir", "/dev/shm/\((folder.path as NSString).lastPathComponent)")
      #expect(same.exitCode == 0)
    }
    try? FileManager.default.removeItem(atPath: "/dev/shm/\((folder.path as NSString).lastPathComponent)")
    #expect(other.exitCode == 0)
    #expect(try study.run("out", "group").exitCode == 0)
    try expectSame("out", "whole")
  }

  /// Every folder of results that can be seen holds everything.
  private func expectWholeResults(_ out: String) throws {
    for label in ["01", "02", "03", "04"] {
      let results = folder[MadeStudy.results(label, in: out)]
      guard FileManager.default.fileExists(atPath: results) else { continue }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: results).sorted() == [
          "outcome.json", "report.html", "strides.csv", "summary.json",
        ])
    }
  }

  private func expectSame(_ one: String, _ other: String) throws {
    for name in ["group_emg.tsv", "group_emg.json", "group_emg.html", "dataset_description.json"] {
      #expect(try folder.bytes("\(one)/\(name)") == folder.bytes("\(other)/\(name)"), "\(name)")
    }
    for label in ["01", "02", "03", "04"] {
      for name in ["strides.csv", "summary.json", "outcome.json"] {
        let places = [one, other].map { MadeStudy.results(label, in: $0) + "/" + name }
        #expect(try folder.bytes(places[0]) == folder.bytes(places[1]), "\(label) \(name)")
      }
    }
  }

  @Test func whoIsLeftOutIsLeftOut() throws {
    let chosen = try study.run(
      "out", "participant", "--participant_label", "01", "sub-02", "--exclude-participant-label", "02")
    #expect(chosen.exitCode == 0 && chosen.standardOutput == "1 of 1 recordings are finished: out\n")
    let group = try study.run("out", "group")
    #expect(group.exitCode == 66)
    #expect(
      group.standardError
        == "glutecue: 3 recordings not analysed yet: sub-02_task-running, sub-03_task-running, sub-04_task-running.\n"
        + "glutecue: The table is not complete. `glutecue bids … participant` analyses what is missing; finished recordings "
        + "are left alone.\n")
    let table = try study.table("out")
    #expect(table["exit_code"] == ["0", "n/a", "n/a", "n/a"])
    #expect(table["problem"] == ["n/a", "not analysed yet", "not analysed yet", "not analysed yet"])
    let one = try study.run("out", "group", "--participant-label", "01", "--task-label", "running")
    #expect(one.exitCode == 0 && one.standardError == "")
  }

  @Test func resultsSayWhereTheyComeFrom() throws {
    #expect(try study.run("out", "participant", "--participant-label", "01", "--no-pages").exitCode == 0)
    let text = try folder.bytes("out/dataset_description.json")
    let description = try #require(try JSONSerialization.jsonObject(with: Data(text)) as? [String: Any])
    #expect(description["DatasetType"] as? String == "derivative" && description["BIDSVersion"] as? String == "1.11.0")
    let maker = try #require((description["GeneratedBy"] as? [[String: Any]])?.first)
    #expect(maker["Name"] as? String == "glutecue" && maker["Version"] as? String == "0.1.0")
    let source = try #require((description["SourceDatasets"] as? [[String: String]])?.first)
    #expect(source["URL"]?.hasSuffix("/study") == true)
    #expect(description["Authors"] as? [String] == ["A. Runner", "B. Coach"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder[MadeStudy.results("01", in: "out")]).sorted()
        == ["outcome.json", "strides.csv", "summary.json"])
    // no name of a person gets into results
    #expect(try folder.text(MadeStudy.results("01", in: "out") + "/summary.json").contains("\"person\" : \"sub-01\""))
  }

  @Test func everybodyHasAProfileOfTheirOwn() throws {
    _ = try GlutecueProcess.run(["simulate", "--calibration", "--seed", "2", "--output", "me.wav"], in: folder.path)
    for place in ["study/derivatives/glutecue-profiles/sub-02", "profiles/01"] {
      try FileManager.default.createDirectory(
        atPath: folder[(place as NSString).deletingLastPathComponent], withIntermediateDirectories: true)
      let made = try GlutecueProcess.run(
        ["calibrate", "--input", "wav:me.wav", "--pace", "none", "--output", place], in: folder.path)
      try #require(made.exitCode == 0)
    }
    #expect(try study.run("out", "participant").exitCode == 0)
    let group = try study.run("out", "group")
    #expect(
      group.standardError
        == "glutecue: Some people have a profile and others none: ratio and share of the two kinds cannot "
        + "be compared.\n")
    let table = try study.table("out")
    #expect(try #require(table["profile"]).map { $0.hasPrefix("profile.json of ") } == [false, true, false, false])
    #expect(try #require(table["glute_percent_of_maximum"]).map { Double($0) != nil } == [false, true, false, false])
    #expect(try study.run("named", "participant", "--profile-dir", "profiles").exitCode == 0)
    _ = try study.run("named", "group")
    #expect(
      try #require(try study.table("named")["profile"]).map { $0.hasPrefix("profile.json of ") } == [
        true, false, false, false,
      ])
    _ = try folder.file("profiles/sub-03.json", "{ \"version\": 2 ")
    let broken = try study.run("named", "participant", "--profile-dir", "profiles", "--force")
    #expect(broken.exitCode == 65)
    #expect(
      broken.standardError.contains(
        "glutecue: 1 of 4 recordings could not be used:\n  sub-03/emg/sub-03_task-running_emg.wav: profiles/sub-03.json: this "
          + "is not valid JSON: "))
  }
}

/// A table with commas, by column; fields in it hold no comma.
private struct Columns {
  private let lines: [[String]]

  init(_ text: String) throws {
    lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  subscript(name: String) -> [String] {
    guard let place = lines.first?.firstIndex(of: name) else { return [] }
    return lines.dropFirst().map { $0[place] }
  }
}
