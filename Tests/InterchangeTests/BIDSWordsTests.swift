import EMGUnits
import Foundation
import Interchange
import Recording
import TestSupport
import Testing

/// What people say of electrodes and laboratory goes into the data set under the keys of BIDS, the nearest saying wins, and
/// what BIDS does not know is refused.
@Suite struct BIDSWordsTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func export(
    _ words: BIDSWords = BIDSWords(), subject: String = "07", visit: String? = nil, overwrites: Bool = false
  ) throws -> [String] {
    try BIDSExport(
      ExportSource(session: folder["session"]), subject: subject, task: "running", visit: visit,
      software: "glutecue 0.1.0", words: words
    ).write(to: folder["bids"], overwrites: overwrites).remarks
  }

  private func object(_ name: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(folder.bytes("bids/" + name))) as? [String: Any])
  }

  @Test func theSidecarWinsOverTheProfileAndThatOverTheLaboratory() throws {
    _ = try RecordedSession(in: folder, encoding: .int16)
    let laboratory = try folder.file(
      "laboratory.json",
      """
      { "Manufacturer": "Delsys", "InterelectrodeDistance": 20, "TaskDescription": "overruled twice",
        "Instructions": "overruled", "Authors": ["A. Runner", "B. Coach"], "License": "CC0",
        "channels": { "left-glute": { "placement_description": "half way from sacrum to greater trochanter" } } }
      """)
    _ = try folder.file(
      "session/profile.json",
      "{ \"bids\": { \"TaskDescription\": \"overruled\", \"Instructions\": \"Run as you like.\" } }")
    _ = try folder.file(
      "session/recording.json",
      "{ \"notes\": \"x\", \"bids\": { \"TaskDescription\": \"Treadmill, 3 m/s\", \"HardwareFilters\": { \"High-pass\": { \"Cut-off (Hz)\": 20 } } } }"
    )
    let remarks = try export(BIDSWords(file: laboratory))
    let said = try object("sub-07/emg/sub-07_task-running_emg.json")
    #expect(said["Manufacturer"] as? String == "Delsys" && said["InterelectrodeDistance"] as? Double == 20)
    #expect(
      said["TaskDescription"] as? String == "Treadmill, 3 m/s" && said["Instructions"] as? String == "Run as you like.")
    #expect((said["HardwareFilters"] as? [String: [String: Double]])?["High-pass"]?["Cut-off (Hz)"] == 20)
    let description = try object("dataset_description.json")
    #expect(
      description["Authors"] as? [String] == ["A. Runner", "B. Coach"] && description["License"] as? String == "CC0")
    let channels = try folder.text("bids/sub-07/emg/sub-07_task-running_channels.tsv").split(separator: "\n")
    #expect(
      channels[0].hasSuffix("\tstatus\tstatus_description\tinterelectrode_distance\tplacement_description")
        && channels[1].hasSuffix("\tgood\tn/a\t20\thalf way from sacrum to greater trochanter")
        && channels[2].hasSuffix("\tbad\tdead\t20\tn/a"))
    #expect(
      remarks.last
        == "BIDS recommends to say more than is known here: ManufacturersModelName, DeviceSerialNumber, ElectrodeManufacturer, "
        + "ElectrodeManufacturersModelName, InstitutionName, InstitutionAddress, InstitutionalDepartmentName. Say it under “bids” "
        + "in the sidecar or the profile, or in a file with --metadata.")
  }

  @Test func othersJoinADataSet() throws {
    _ = try RecordedSession(in: folder, encoding: .int16)
    _ = try export()
    let description = try folder.bytes("bids/dataset_description.json")
    _ = try folder.file("bids/participants.tsv", "participant_id\tage\nsub-07\t31\n")
    _ = try export(subject: "08", visit: "before")
    _ = try export(subject: "08", visit: "after")
    #expect(try folder.text("bids/participants.tsv") == "participant_id\tage\nsub-07\t31\nsub-08\tn/a\n")
    #expect(try folder.bytes("bids/dataset_description.json") == description)
    let scans = try folder.text("bids/sub-08/ses-after/sub-08_ses-after_scans.tsv")
    #expect(scans.hasPrefix("filename\tacq_time\nemg/sub-08_ses-after_task-running_emg.edf\t2026-03-05T"))
    let there = folder["bids/sub-08/ses-before/emg/sub-08_ses-before_task-running_emg.json"]
    #expect(FileManager.default.fileExists(atPath: there))
    do {
      _ = try export(subject: "08", visit: "before")
      Issue.record("It was written over.")
    } catch InterchangeError.output(let error) {
      #expect(
        "\(error)".hasSuffix(
          "_emg.json exists already and stays unchanged. Choose another name or folder, or say --force to overwrite it."
        ))
    }
    _ = try export(subject: "08", visit: "before", overwrites: true)
    #expect(try folder.text("bids/participants.tsv") == "participant_id\tage\nsub-07\t31\nsub-08\tn/a\n")
  }

  @Test(arguments: [
    (#"{ "Manufacturr": "Delsys" }"#, "“bids.Manufacturr” is a key without a meaning here. Expected: one of "),
    (#"{ "Manufacturer": 5 }"#, "“bids.Manufacturer” is 5. Expected: text."),
    (
      #"{ "InterelectrodeDistance": "20 mm" }"#,
      "“bids.InterelectrodeDistance” is \"20 mm\". Expected: a distance in millimetres, above 0 and up to 500."
    ),
    (#"{ "Authors": "A. Runner" }"#, "“bids.Authors” is \"A. Runner\". Expected: a list of texts, [\"…\", \"…\"]."),
    (#"{ "HardwareFilters": 20 }"#, "“bids.HardwareFilters” is 20. Expected: an object, { … }, or \"n/a\"."),
    (
      #"{ "channels": { "bottom": {} } }"#,
      "“bids.channels.bottom” is {}. Expected: an object, and the role one of glute, hamstring, "
    ),
    (
      #"{ "channels": { "left-glute": { "place": "x" } } }"#,
      "“bids.channels.left-glute.place” is a key without a meaning here. Expected: one of group, "
    ),
  ])
  func whatBIDSDoesNotKnowIsRefused(object: String, message: String) throws {
    _ = try RecordedSession(in: folder, encoding: .int16)
    _ = try folder.file("session/recording.json", "{ \"bids\": \(object) }")
    do {
      _ = try export()
      Issue.record("It was taken.")
    } catch InterchangeError.recording(let error) {
      #expect("\(error)".hasPrefix(folder["session/recording.json"] + ": " + message), "\(error)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder["bids"]))
  }
}
