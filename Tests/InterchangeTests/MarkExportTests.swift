import Foundation
import Interchange
import Recording
import TestSupport
import Testing

/// What the runner marked and wrote arrives in every form, with the date of the session.
@Suite struct MarkExportTests {
  private let folder: TemporaryFolder
  private let session: RecordedSession

  private static let long = String(repeating: "ä", count: 300)
  private static let labels = ["", "hill, \"steep\"", "tab\tand\nline\u{14}\u{0}end", "日本語日本語日本語日本語", long]

  init() throws {
    folder = try TemporaryFolder()
    session = try RecordedSession(in: folder, encoding: .int16)
    var sidecar = Sidecar(notes: "treadmill")
    (sidecar.started, sidecar.device) = ("2026-10-25T02:59:50+02:00", "alsa:hw:1")
    sidecar.markers = Self.labels.enumerated().map { RecordingMarker(frame: 1000 * $0 / 2, label: $1) }
    sidecar.markers += [RecordedSession.frames, 1 << 50].map { RecordingMarker(frame: $0, label: "beyond") }
    sidecar.gaps = [.init(start: 4000, count: 1 << 40), .init(start: 1 << 45, count: 5)]
    try sidecar.write(beside: session.path + "/recording.wav", overwrite: true)
    let summary = try String(contentsOfFile: session.path + "/summary.json", encoding: .utf8)
    try summary.replacing("\"started_at\": \"2026-03-05T17:30:15Z\",", with: "").write(
      toFile: session.path + "/summary.json", atomically: false, encoding: .utf8)
  }

  private static let beyond = "2 marks lie beyond the end of the recording and are not exported."

  @Test func annotationsAreShortenedWhereTheyMust() throws {
    let result = try EDFExport(ExportSource(session: session.path)).write(
      to: folder["a.edf"], software: "glutecue 0.1.0")
    let file = try EDFReading(folder["a.edf"])
    let marks = file.annotations.filter { $0.text.hasPrefix("Mark") }
    #expect(marks.map(\.seconds) == [0, 0.5, 1, 1.5, 2])
    #expect(
      marks.map(\.text) == [
        "Mark", "Mark: hill, \"steep\"", "Mark: tab and line  end", "Mark: 日本語日本語日本語日…",
        "Mark: " + String(repeating: "ä", count: 15) + "…",
      ])
    #expect(marks.allSatisfy { $0.text.utf8.count <= 40 })
    #expect(file.start == "25.10.2602.59.50")
    #expect(file.annotations.filter { $0.text.hasPrefix("Gap") }.map(\.duration) == [0.321])
    #expect(
      result.remarks.contains(
        "2 labels are shortened to the 40 bytes of an annotation; `--to csv` and `--to bids` keep them complete."))
    #expect(result.remarks.last == Self.beyond)
  }

  @Test func tablesHaveTheLabelsWhole() throws {
    let csv = try CSVExport(ExportSource(session: session.path)).write(to: folder["csv"], overwrites: false)
    let events = try folder.text("csv/events.csv")
    #expect(events.contains("0.5000,,mark,,,\"hill, \"\"steep\"\"\"\n") && events.contains("mark,,,\(Self.long)\n"))
    #expect(events.contains("0.0000,,mark,,,\n") && !events.contains("beyond") && csv.remarks == [Self.beyond])
    let bids = try BIDSExport(ExportSource(session: session.path), subject: "01", task: "running", software: "glutecue")
      .write(to: folder["bids"], overwrites: false)
    let table = try folder.text("bids/sub-01/emg/sub-01_task-running_events.tsv")
    #expect(table.contains("mark\tn/a\tn/a\thill, \"steep\"\n") && table.contains("\ttab and line  end\n"))
    #expect(table.contains("mark\tn/a\tn/a\tn/a\n") && bids.remarks.contains(Self.beyond))
    #expect(table.split(separator: "\n").allSatisfy { $0.count { $0 == "\t" } == 5 })
    #expect(try folder.text("bids/sub-01/sub-01_scans.tsv").hasSuffix("\t2026-10-25T02:59:50\n"))
    let words = try folder.text("bids/README")
    #expect(words.contains("\nRecorded with: alsa:hw:1\n") && words.contains("\nNotes: treadmill\n"))
  }

  @Test(arguments: ["1970-01-01T00:00:10Z", "2150-06-01T00:00:00Z"])
  func aYearThatEDFCannotSayIsTold(start: String) throws {
    var sidecar = Sidecar()
    sidecar.started = start
    try sidecar.write(beside: session.path + "/recording.wav", overwrite: true)
    let result = try EDFExport(ExportSource(session: session.path)).write(
      to: folder["a.edf"], software: "glutecue 0.1.0")
    #expect(try EDFReading(folder["a.edf"]).start == "01.01.8500.00.00")
    #expect(
      result.remarks.last
        == "The start, \(start.prefix(10)), is outside of what EDF can say, so it became 1985-01-01.")
  }
}

/// The range of a signal never needs more than the eight characters that a header has for it.
@Suite struct PhysicalRangeTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func units(_ unit: String) -> Double {
    ["uV": 1, "mV": 1e3, "V": 1e6, "nV": 1e-3, "%": 50, "1": 5000][unit] ?? .nan
  }

  @Test(arguments: [
    (Float(1.9), 5000.0), (2, 5000), (1.999, 5000), (2.1, 5000), (1000, 5000), (1e5, 5000), (1e-4, 0.01), (1e-6, 0.01),
    (3, 1),
    (1, 4999.9999),
  ])
  func everyRangeFits(peak: Float, fullScaleMv: Double) throws {
    let session = try RecordedSession(in: folder, encoding: .float32, peak: peak, fullScaleMv: fullScaleMv)
    let export = try EDFExport(ExportSource(session: session.path))
    let path = folder["out.\(export.ending)"]
    _ = try export.write(to: path, software: "glutecue 0.1.0")
    let file = try EDFReading(path)
    for (channel, signal) in file.signals.enumerated() {
      // an eighth character that was cut off would make them differ
      #expect(signal.low == -signal.high && signal.high > 0)
      let scale = 1000 * fullScaleMv
      let values = file.values(channel).map { $0 * units(signal.dimension) }
      for frame in stride(from: 0, to: RecordedSession.frames, by: 13) {
        let wanted = session.samples[2 * frame + channel] * scale
        // half a step of 24 bits of the next power of two, and the last digit of the range
        #expect(abs(values[frame] - wanted) <= Double(peak) * scale * 3e-7 + 1e-9)
      }
    }
  }

  @Test func whatNoUnitCanSayIsRefused() throws {
    let session = try RecordedSession(in: folder, encoding: .float32, peak: 1e30)
    do {
      _ = try EDFExport(ExportSource(session: session.path))
      Issue.record("It was exported.")
    } catch {
      guard case .configuration(let reason) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(reason.message.contains("recording.wav holds a sample of 1e+30 times full scale"))
      #expect(reason.message.contains("`--to csv` writes every sample unchanged."))
    }
    _ = try CSVExport(ExportSource(session: session.path)).write(to: folder["csv"], overwrites: false)
  }
}
