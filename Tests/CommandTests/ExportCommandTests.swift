import Foundation
import TestSupport
import Testing

/// `glutecue export` on real sessions, read back by programs that know nothing of GluteCue where those are installed.
@Suite struct ExportCommandTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func session(encoding: String) throws {
    let made = try GlutecueProcess.run(
      ["simulate", "--output", "run.wav", "--duration", "30", "--silent", "20-24", "--encoding", encoding],
      in: folder.path)
    try #require(made.exitCode == 0)
    let live = try GlutecueProcess.run(
      ["live", "--pace", "none", "--input", "wav:run.wav", "--output", "session", "--no-history"], in: folder.path)
    try #require(live.exitCode == 0)
  }

  private static func hasPython(_ modules: String) -> Bool {
    let result = try? GlutecueProcess.run(URL(filePath: "/usr/bin/env"), ["python3", "-c", "import \(modules)"])
    return result?.exitCode == 0
  }

  private static let reader = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/read_edf.py").standardizedFileURL.path

  @Test(
    .enabled(if: hasPython("numpy, pyedflib, soundfile"), "Python has no pyedflib, numpy and soundfile."),
    arguments: [("int16", "edf"), ("int24", "bdf"), ("float32", "bdf")])
  func anIndependentReaderFindsWhatWasRecorded(encoding: String, ending: String) throws {
    try session(encoding: encoding)
    let export = try GlutecueProcess.run(["export", "session", "--to", "edf"], in: folder.path)
    #expect(export.exitCode == 0 && export.standardOutput.hasPrefix("Written: session/recording.\(ending)\n"))
    let read = try GlutecueProcess.run(
      URL(filePath: "/usr/bin/env"), ["python3", Self.reader, "session/recording.\(ending)"],
      in: folder.path)
    #expect(read.standardOutput == "read\n" && read.standardError == "" && read.exitCode == 0)
  }

  private static let bidsReader = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/read_bids.py").standardizedFileURL.path

  @Test(
    .enabled(if: hasPython("mne, pyedflib, soundfile"), "Python has no MNE, pyEDFlib and soundfile."),
    arguments: ["int16", "int24", "float32"])
  func otherReadersFindTheSameMicrovolts(encoding: String) throws {
    try session(encoding: encoding)
    let export = try GlutecueProcess.run(["export", "session", "--to", "bids", "--output", "bids"], in: folder.path)
    try #require(export.exitCode == 0)
    let read = try GlutecueProcess.run(
      URL(filePath: "/usr/bin/env"), ["python3", Self.bidsReader], in: folder.path, timeout: 120)
    #expect(read.exitCode == 0, "\(read.standardOutput)\(read.standardError)")
  }

  private static let hasValidator =
    (try? GlutecueProcess.run(URL(filePath: "/usr/bin/env"), ["bids-validator-deno", "--version"]))?.exitCode == 0

  /// What no recording of EMG can have: tags of HED, and what it was made from, as it is itself the source.
  private static let unavoidable: Set = ["HEDVersion", "SourceDatasets"]

  @Test(.enabled(if: hasValidator, "bids-validator-deno is not installed."))
  func theValidatorOfBIDSFindsNothingThatCouldBeSaid() throws {
    try session(encoding: "int16")
    _ = try folder.file(
      "laboratory.json",
      """
      { "Manufacturer": "Delsys", "ManufacturersModelName": "Trigno", "DeviceSerialNumber": "SP-W06",
        "ElectrodeManufacturer": "Delsys", "ElectrodeManufacturersModelName": "Avanti", "InterelectrodeDistance": 10,
        "HardwareFilters": { "Band-pass": { "Lower cut-off (Hz)": 20, "Upper cut-off (Hz)": 450 } },
        "TaskDescription": "Running on a treadmill at 3 m/s", "Instructions": "Run as you always do.",
        "InstitutionName": "A clinic", "InstitutionAddress": "1 Track Road", "InstitutionalDepartmentName": "Gait",
        "Authors": ["A. Runner", "B. Coach"], "License": "CC0",
        "channels": { "glute": { "placement_description": "half way from sacrum to greater trochanter" } } }
      """)
    for subject in ["01", "02"] {
      let export = try GlutecueProcess.run(
        [
          "export", "session", "--to", "bids", "--output", "bids", "--subject", subject, "--metadata",
          "laboratory.json",
        ], in: folder.path)
      #expect(export.exitCode == 0 && !export.standardOutput.contains("BIDS recommends"))
    }
    let result = try GlutecueProcess.run(
      URL(filePath: "/usr/bin/env"), ["bids-validator-deno", "bids", "--format", "json"], in: folder.path, timeout: 120)
    let found = try JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8)) as? [String: Any]
    let issues = try #require((found?["issues"] as? [String: Any])?["issues"] as? [[String: Any]])
    let avoidable = issues.filter { !Self.unavoidable.contains($0["subCode"] as? String ?? "") }
    #expect(avoidable.isEmpty, "\(avoidable)")
  }

  @Test func everyFormIsWrittenAndNothingIsOverwritten() throws {
    try session(encoding: "int16")
    for form in ["edf", "bids", "csv"] {
      let first = try GlutecueProcess.run(["export", "session", "--to", form], in: folder.path)
      #expect(first.exitCode == 0 && first.standardError == "" && first.standardOutput.hasPrefix("Written: session/"))
      let second = try GlutecueProcess.run(["export", "session", "--to", form], in: folder.path)
      #expect(second.exitCode == 73 && second.standardError.contains(" exists already and stays unchanged."))
      let forced = try GlutecueProcess.run(["export", "session", "--to", form, "--force"], in: folder.path)
      #expect(forced.exitCode == 0)
    }
    try expectRefusal(
      ["export", "session", "--to", "edf", "--output", "session/recording.wav", "--force"], in: folder,
      "--output session/recording.wav: it becomes EDF+. Choose a name that ends in .edf.", exitCode: 64)
  }

  @Test func aFullDiskIsTold() throws {
    try session(encoding: "int16")
    try FileManager.default.createSymbolicLink(atPath: folder["full.edf"], withDestinationPath: "/dev/full")
    let result = try GlutecueProcess.run(
      ["export", "session", "--to", "edf", "--output", "full.edf", "--force"], in: folder.path)
    #expect(result.exitCode == 74)
    #expect(
      result.standardError
        == "glutecue: full.edf: the disk is full. What was written so far is kept; make room and run again.\n")
  }

  @Test func aFolderOfAnalyzeNeedsItsRecording() throws {
    _ = try Samples.copy("healthy", to: folder, as: "run")
    _ = try GlutecueProcess.run(["analyze", "run.wav", "--output", "out"], in: folder.path)
    try expectRefusal(
      ["export", "out", "--to", "edf"], in: folder,
      "out holds no recording, because analyze keeps none. Give its input with --recording, which was “run.wav”.",
      exitCode: 64)
    let result = try GlutecueProcess.run(
      ["export", "out", "--to", "edf", "--recording", "run.wav", "--output", "run.edf"], in: folder.path)
    #expect(result.exitCode == 0 && result.standardOutput.hasPrefix("Written: run.edf\n"))
  }
}
