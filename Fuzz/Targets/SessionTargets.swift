import Biofeedback
import EMGUnits
import WebPages
import Interchange
import LiveSession
import Recording
import SessionResults
import ConfigurationFiles

/// A session folder: summary, strides, cues, sidecar, and then the recording.
enum SessionTargets {
  private static let names = ["summary.json", "strides.csv", "cues.csv", "recording.json", "recording.wav"]
  /// Analysing more would take longer than anything else here.
  private static let mostBytes = 1 << 14

  static func tables(_ input: [UInt8]) {
    write(input, Array(names.prefix(3)))
    let path = { (name: String) in Workspace.folder + "/" + name }
    do {
      let session = try SavedSession(Workspace.folder)
      _ = session.start.moment.localISO
      _ = try session.strides()
      _ = try session.cues()
    } catch { _ = "\(error)" }
    do {
      let summary = try SessionSummary.read(path("summary.json"))
      let strides = try StrideTable.read(path("strides.csv"))
      let cues = try CueTable.read(path("cues.csv"))
      _ = SummaryText(summary).text
      let found = ReportedSession(
        summary: summary, strides: ReportedStrides(strides), cues: cues, gallery: nil, date: nil, command: nil)
      try ReportPage(found, charts: nil).write { _ in }
    } catch { _ = "\(error)" }
  }

  static func export(_ input: [UInt8]) {
    guard input.count <= mostBytes else { return }
    write(input, names)
    do {
      let source = try ExportSource(session: Workspace.folder)
      let edf = try EDFExport(source)
      _ = try edf.write(to: Workspace.folder + "/out.\(edf.ending)", software: "fuzz")
      _ = try BIDSExport(source, subject: "01", task: "running", software: "fuzz")
        .write(to: Workspace.folder + "/bids", overwrites: true)
      _ = try CSVExport(source).write(to: Workspace.folder + "/csv", overwrites: true)
    } catch { _ = "\(error)" }
  }

  static func repair(_ input: [UInt8]) {
    guard input.count <= mostBytes else { return }
    forgetKept()
    write(input, names)
    let recording = Workspace.folder + "/recording.wav"
    let before = try? RecordingReader(path: recording).frameCount
    let mend = { (try? SessionRepair(path: Workspace.folder))?.isDone }
    guard mend() == true else { return }
    // what could be read can be read still, and there is nothing left to do
    let after = try? RecordingReader(path: recording).frameCount
    precondition((after ?? 0) >= (before ?? 0), "repair has lost frames")
    precondition(mend() == true)
    precondition((try? RecordingReader(path: recording).frameCount) == after, "repair is not idempotent")
  }

  /// What the input before has left: each kept file would make the next one look for a free name behind it.
  private static func forgetKept() {
    for name in names {
      var number = 1
      while Workspace.remove(name + ".before-repair" + (number == 1 ? "" : "-\(number)")) { number += 1 }
    }
  }

  private static func write(_ input: [UInt8], _ names: [String]) {
    let parts = Parts(input, most: names.count)
    for (index, name) in names.enumerated() { Workspace.write(parts[index], name) }
  }
}

extension SessionRepair {
  /// Mends with the default settings; whether that was possible.
  fileprivate var isDone: Bool {
    (try? run(feedback: FeedbackSettings(), fallbacks: MeasurementChoices(), software: "fuzz")) != nil
  }
}
