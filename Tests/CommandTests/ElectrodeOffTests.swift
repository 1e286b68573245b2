import Foundation
import TestSupport
import Testing

/// An electrode that comes off is told as what it is, and never heard as a silent glute.
@Suite struct ElectrodeOffTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func strides(_ command: MeasuringCommand, _ recording: String) throws -> (StrideTableFile, String) {
    let result = try GlutecueProcess.run(command.arguments(recording, ["--output", folder["out"]]))
    #expect(result.exitCode == 0 && result.standardError == "")
    return (try StrideTableFile(folder["out/strides.csv"]), result.standardOutput)
  }

  @Test(arguments: MeasuringCommand.allCases)
  func theHamstringsIsFlaggedAndReported(command: MeasuringCommand) throws {
    let (table, text) = try strides(command, Samples.path("electrode-off.wav"))
    for row in table.rows {
      #expect(row["verdict"] != "silent")
      let isFlagged = row["flags"].contains("hamstring-off")
      if isFlagged { #expect(row["ratio"] == "" && row["glute_share"] == "") }
      // the decision looks back over one stride, as the hamstring fires before contact
      let period = row.number("duration_s")
      if row.number("end_s") > 25.1 && row.number("contact_s") < 34.9 { #expect(isFlagged, "at \(row.middle) s") }
      if row.number("end_s") < 25 || row.number("contact_s") - period > 35 { #expect(!isFlagged, "at \(row.middle) s") }
    }
    #expect(text.contains("\nHamstring: electrode off the skin in 15 strides (0:24."))
    if command == .live { #expect(try StrideTableFile(folder["out/cues.csv"]).rows.map { $0["kind"] } == ["fault"]) }
  }

  @Test(arguments: MeasuringCommand.allCases, ["off", "muted", "dead"])
  func theGlutesGivesNoBeep(command: MeasuringCommand, fault: String) throws {
    let made = try GlutecueProcess.run(
      ["simulate", "--duration", "50", "--seed", "5", "--output", folder["run.wav"], "--fault", "\(fault):glute@25-35"])
    try #require(made.exitCode == 0)
    let (table, _) = try strides(command, folder["run.wav"])
    let hit = table.rows.filter { $0.number("contact_s") > 25 && $0.number("end_s") < 35 }
    #expect(hit.count >= 11)
    let flag = fault == "off" ? "glute-off" : "glute-dead"
    // live, the stride in which it comes off is silent until more has been seen; nothing is after two seconds
    let sure = hit.filter { command == .analyze || $0.number("contact_s") > 27 }
    for row in sure {
      #expect(row["verdict"] == "unusable" && row["flags"].contains(flag), "stride at \(row.middle) s")
    }
    let silent = table.rows.filter { $0["verdict"] == "silent" }
    #expect(silent.count <= (command == .live ? 3 : 1))
    #expect(silent.allSatisfy { $0.number("contact_s") > 24 && $0.number("contact_s") < 27 })
    guard command == .live else { return }
    let kinds = try StrideTableFile(folder["out/cues.csv"]).rows.map { $0["kind"] }
    #expect(kinds.last == "fault" && kinds.dropLast().allSatisfy { $0 == "silent" }, "\(kinds)")
  }

  /// A glute that really stops leaves its electrode's noise behind, and is heard.
  @Test func aSilentGluteIsNoDeadChannel() throws {
    let (table, _) = try strides(.live, Samples.path("glute-stops.wav"))
    #expect(table.rows.allSatisfy { $0["flags"] == "" || $0["flags"] == "unproven" })
  }
}
