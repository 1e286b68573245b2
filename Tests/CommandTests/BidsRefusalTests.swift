import Foundation
import TestSupport
import Testing

/// What `bids` cannot do is told before anything is written.
@Suite struct BidsRefusalTests {
  private let folder: TemporaryFolder
  private let study: MadeStudy

  init() throws {
    folder = try TemporaryFolder()
    study = try MadeStudy(in: folder, people: 2)
  }

  private func expect(
    _ arguments: [String], _ message: String, exitCode: Int32, at line: SourceLocation = #_sourceLocation
  ) throws {
    try expectRefusal(["bids"] + arguments, in: folder, message, exitCode: exitCode, sourceLocation: line)
  }

  @Test func whatIsNoDataSet() throws {
    try expect(["nosuch", "out", "participant"], "nosuch: there is no such folder.", exitCode: 66)
    _ = try folder.file("file", "text")
    try expect(
      ["file", "out", "participant"],
      "file is a file. `glutecue bids` takes the folder of a BIDS data set, which holds sub-01 and others.",
      exitCode: 65)
    try FileManager.default.createDirectory(atPath: folder["empty"], withIntermediateDirectories: true)
    try expect(
      ["empty", "out", "participant"],
      "empty: there is no EMG recording of BIDS in this folder (sub-LABEL/emg/…_emg.edf or .bdf, or with ses-LABEL in between).",
      exitCode: 66)
    #expect(!FileManager.default.fileExists(atPath: folder["out"]))
  }

  @Test func aDescriptionThatCannotBeUsed() throws {
    let way = " Correct it, or say --skip-bids-validation to analyse what is there."
    let path = "study/dataset_description.json"
    try study.describe("{ \"Name\": \"A study\", ")
    try expect(
      ["study", "out", "participant"], "\(path): this is not valid JSON: it ends too early.\(way)", exitCode: 65)
    try study.describe("{ \"Name\": \"A study\" }")
    try expect(
      ["study", "out", "participant"], "\(path): “BIDSVersion” is missing. Expected: text.\(way)", exitCode: 65)
    try study.describe("{ \"Name\": \"R\", \"BIDSVersion\": \"1.11.0\", \"DatasetType\": \"derivative\" }")
    try expect(
      ["study", "out", "participant"],
      "\(path): “DatasetType” is \"derivative\". Expected: \"raw\", as results cannot be analysed again.\(way)",
      exitCode: 65)
    try FileManager.default.removeItem(atPath: folder[path])
    let missing = try study.run("out", "participant")
    #expect(missing.exitCode == 66 && missing.standardError.hasSuffix("\(way)\n"))
    #expect(try study.run("out", "participant", "--skip_bids_validator").exitCode == 0)
  }

  @Test func peopleWhoAreNotThere() throws {
    try expect(
      ["study", "out", "participant", "--participant-label", "01", "9"],
      "study has no participant 9 with a recording. There are 01, 02.", exitCode: 66)
    try expect(
      ["study", "out", "group", "--session-label", "before"],
      "study: no recording is left of those that were asked for.", exitCode: 66)
  }

  @Test func aFolderThatHoldsSomethingElse() throws {
    try expect(
      ["study", "study", "participant"],
      "study is the data set itself, which stays as it is. Give another folder for the results, such as "
        + "study/derivatives/glutecue.", exitCode: 64)
    try FileManager.default.createDirectory(atPath: folder["other"], withIntermediateDirectories: true)
    _ = try folder.file(
      "other/dataset_description.json", "{ \"Name\": \"Brains\", \"GeneratedBy\": [{ \"Name\": \"mriqc\" }] }")
    try expect(
      ["study", "other", "participant"],
      "other holds something else: its dataset_description.json does not name GluteCue as what made it. Give another folder "
        + "for the results.", exitCode: 73)
    _ = try folder.file("taken", "")
    try expect(
      ["study", "taken", "participant"],
      "taken: results cannot be written there, for it is a file, not a folder. Choose another folder.", exitCode: 73)
  }

  @Test func profilesThatAreNowhere() throws {
    try expect(
      ["study", "out", "participant", "--profile-dir", "nosuch"],
      "nosuch: there is no such folder. --profile-dir takes a folder that holds a profile for each person: NAME/profile.json "
        + "or NAME.json.", exitCode: 66)
  }

  @Test func twoRecordingsOfOneName() throws {
    let first = MadeStudy.recording("01")
    try FileManager.default.copyItem(atPath: folder[first], toPath: folder[first.replacing(".wav", with: ".flac")])
    try expect(
      ["study", "out", "participant"],
      "study: sub-01/emg/sub-01_task-running_emg.flac and sub-01/emg/sub-01_task-running_emg.wav are the same recording by "
        + "their names. Keep one of them.", exitCode: 65)
  }
}
