import EMGUnits
import ForeignRecordings
import Foundation
import TestSupport
import Testing

/// Files and folders of EMG-BIDS.
@Suite struct BIDSSourceTests {
  private let folder: TemporaryFolder
  private let data = "sub-01/emg/sub-01_task-run_emg.edf"

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder["sub-01/emg"], withIntermediateDirectories: true)
    _ = try folder.file("dataset_description.json", "{\"Name\": \"made\", \"BIDSVersion\": \"1.11.0\"}")
    var bare = EDFBytes.muscle("")
    bare.dimension = ""
    _ = try folder.file(data, EDFBytes([bare, EDFBytes.muscle("EMG2")]).bytes)
    _ = try folder.file("sub-01/emg/sub-01_task-run_channels.tsv", channels)
    _ = try folder.file("task-run_emg.json", "{\"SamplingFrequency\": 1000, \"Manufacturer\": \"Delsys\"}")
  }

  private let channels = "name\ttype\tunits\tstatus\nR GMAX\tEMG\tuV\tgood\nR BF\tEMG\tuV\tbad\n"

  @Test(arguments: ["", "sub-01", "sub-01/emg", "sub-01/emg/sub-01_task-run_emg.edf"])
  func namesAndUnitsComeFromTheTable(place: String) throws {
    _ = try folder.file(
      "sub-01/emg/sub-01_task-run_events.tsv", "onset\tduration\ttrial_type\n0.25\t0\thill\n0.5\t0\tcontact\n")
    let path = place.isEmpty ? folder.path : folder[place]
    let recording = try ForeignRecording.opened(path)
    #expect(recording.path == folder[data] && !recording.mayHaveSidecar)
    #expect(recording.names == ["R GMAX", "R BF"] && recording.device == "Delsys")
    _ = try recording.take("glute=R GMAX,hamstring=R BF")
    #expect(recording.marks == [ForeignMark(seconds: 0.25, label: "hill")])
    #expect(
      recording.remarks == [
        "Read as BIDS, EDF, 2 channels at 1000 Hz: glute is 1 “R GMAX” in µV, hamstring is 2 “R BF” in µV.",
        "channel 2 “R BF”: channels.tsv calls it bad.", "An annotation became a mark.",
      ])
  }

  @Test func withoutSidecarsTheDataFileCounts() throws {
    try FileManager.default.removeItem(atPath: folder["task-run_emg.json"])
    try FileManager.default.removeItem(atPath: folder["sub-01/emg/sub-01_task-run_channels.tsv"])
    let recording = try ForeignRecording.opened(folder.path)
    #expect(
      recording.remarks == [
        "There is no _emg.json next to it; the rate is that of the data file.",
        "There is no _channels.tsv next to it; names and units are those of the data file.",
      ])
    #expect(recording.names == ["", "EMG2"])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let file: String
    let text: String
    let words: String
    init(_ name: String, _ file: String, _ text: String, _ words: String) {
      (testDescription, self.file, self.text, self.words) = (name, file, text, words)
    }
  }

  @Test(arguments: [
    Case("broken JSON", "task-run_emg.json", "{\"SamplingFrequency\": ", "syntax: it ends too early"),
    Case(
      "a rate that is none", "task-run_emg.json", "{\"SamplingFrequency\": \"fast\"}",
      "“SamplingFrequency” is \"fast\", and should be a number above 0, in hertz."),
    Case("a list", "task-run_emg.json", "[1]", "syntax: it must be an object, { … }"),
    Case(
      "a table without names", "sub-01/emg/sub-01_task-run_channels.tsv", "name\ttype\nR GMAX\tEMG\n",
      "its first line must name the columns name, type and units, between tabs; it has “name”, “type”."),
    Case(
      "too few channels", "sub-01/emg/sub-01_task-run_channels.tsv", "name\ttype\tunits\nR GMAX\tEMG\tuV\n",
      "it lists 1 channels, and the data file has 2 signals. They must be the same, in the same order."),
  ])
  func aBrokenSidecarIsRefused(fault: Case) throws {
    _ = try folder.file(fault.file, fault.text)
    #expect(refusal(folder.path) == fault.words)
  }

  @Test func severalRecordingsAndNone() throws {
    let second = "sub-01/emg/sub-01_task-walk_emg.edf"
    _ = try folder.file(second, try folder.bytes(data))
    #expect(
      refusal(folder.path)
        == "this BIDS folder holds 2 EMG recordings. Name one of them: \(folder[data]), \(folder[second]).")
    #expect(BIDSFolder(folder.path).recordings == [folder[data], folder[second]])
    let empty = try TemporaryFolder()
    _ = try empty.file("dataset_description.json", "{}")
    #expect(
      refusal(empty.path) == "this BIDS folder holds no EMG recording: no name in it ends in _emg.edf or _emg.bdf.")
  }
}
