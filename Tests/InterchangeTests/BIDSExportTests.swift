import Foundation
import Interchange
import TestSupport
import Testing

/// The rules that the specification names for EMG (BIDS 1.11: rules/sidecars/emg.yaml, rules/tabular_data/emg.yaml,
/// rules/files/raw/emg.yaml, and the required files of a data set).
@Suite struct BIDSExportTests {
  private let folder: TemporaryFolder
  private let root: String

  init() throws {
    folder = try TemporaryFolder()
    root = folder["bids"]
    let session = try RecordedSession(in: folder, encoding: .int24)
    _ = try BIDSExport(ExportSource(session: session.path), subject: "07", task: "running", software: "glutecue 0.1.0")
      .write(to: root, overwrites: false)
  }

  private func object(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: root + "/" + name))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func table(_ name: String) throws -> [[String]] {
    let text = try String(contentsOfFile: root + "/" + name, encoding: .utf8)
    #expect(text.hasSuffix("\n") && !text.contains("\r"))
    return text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func filesHaveTheNamesOfTheRules() throws {
    let files = try #require(FileManager.default.subpaths(atPath: root)).filter {
      !$0.hasSuffix("emg") && $0 != "sub-07"
    }
    #expect(
      files.sorted() == [
        "README", "dataset_description.json", "participants.tsv", "sub-07/emg/sub-07_task-running_channels.tsv",
        "sub-07/emg/sub-07_task-running_emg.bdf", "sub-07/emg/sub-07_task-running_emg.json",
        "sub-07/emg/sub-07_task-running_events.json", "sub-07/emg/sub-07_task-running_events.tsv",
        "sub-07/sub-07_scans.tsv",
      ])
  }

  @Test func theDataSetSaysWhatItIs() throws {
    let description = try object("dataset_description.json")
    #expect((description["Name"] as? String)?.isEmpty == false && description["BIDSVersion"] as? String == "1.11.0")
    #expect(description["DatasetType"] as? String == "raw")
    #expect(try table("participants.tsv") == [["participant_id"], ["sub-07"]])
    #expect(try !String(contentsOfFile: root + "/README", encoding: .utf8).isEmpty)
  }

  @Test func requiredKeysAreThere() throws {
    let recording = try object("sub-07/emg/sub-07_task-running_emg.json")
    for key in ["EMGPlacementScheme", "EMGReference", "SoftwareFilters", "TaskName"] {
      #expect((recording[key] as? String)?.isEmpty == false, "\(key)")
    }
    #expect(recording["SamplingFrequency"] as? Double == 1000 && recording["PowerLineFrequency"] as? Double == 50)
    // a placement of its own kind must be described
    #expect((recording["EMGPlacementSchemeDescription"] as? String)?.isEmpty == false)
    #expect(recording["RecordingDuration"] as? Double == 4.321 && recording["EMGChannelCount"] as? Int == 2)
    #expect(recording["RecordingType"] as? String == "discontinuous")
  }

  @Test func channelsBeginWithTheRequiredColumnsAndStandInTheOrderOfTheFile() throws {
    let channels = try table("sub-07/emg/sub-07_task-running_channels.tsv")
    #expect(channels[0].prefix(3) == ["name", "type", "units"])
    #expect(channels.allSatisfy { $0.count == channels[0].count && !$0.contains("") })
    let file = try EDFReading(root + "/sub-07/emg/sub-07_task-running_emg.bdf")
    #expect(channels.dropFirst().map { $0[0] } == file.signals.map(\.label))
    #expect(
      channels.dropFirst().map { $0[1] } == ["EMG", "EMG"] && channels.dropFirst().map { $0[2] } == ["uV", "uV"])
    #expect(channels.dropFirst().map { $0[5] } == ["left gluteus maximus", "right erector spinae, lumbar"])
    #expect(channels.dropFirst().map { $0[6] } == ["good", "bad"] && channels[2][7] == "dead")
  }

  @Test func eventsBeginWithOnsetAndDurationAndAreExplained() throws {
    let events = try table("sub-07/emg/sub-07_task-running_events.tsv")
    #expect(events[0] == ["onset", "duration", "trial_type", "leg", "stride", "label"])
    let onsets = events.dropFirst().compactMap { Double($0[0]) }
    #expect(onsets.count == events.count - 1 && onsets == onsets.sorted())
    #expect(events.dropFirst().allSatisfy { Double($0[1]) != nil })
    #expect(events[3] == ["1.2500", "0.7501", "silent-stride", "left", "2", "n/a"])
    let explained = try object("sub-07/emg/sub-07_task-running_events.json")
    let levels = try #require((explained["trial_type"] as? [String: Any])?["Levels"] as? [String: String])
    #expect(Set(events.dropFirst().map { $0[2] }).isSubset(of: Set(levels.keys)))
    #expect(Set(explained.keys) == Set(events[0].dropFirst(2)).union(["StimulusPresentation"]))
    // what played the sounds of a live session
    #expect((explained["StimulusPresentation"] as? [String: String])?["SoftwareName"] == "GluteCue")
  }

  @Test func theTimeOfTheRecordingIsAmongTheScans() throws {
    let scans = try table("sub-07/sub-07_scans.tsv")
    #expect(scans[0] == ["filename", "acq_time"] && scans[1][0] == "emg/sub-07_task-running_emg.bdf")
    #expect(scans[1][1].wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/) != nil)
  }
}
