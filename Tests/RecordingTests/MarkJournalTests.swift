import Foundation
import Glibc
import Recording
import TestSupport
import Testing

/// Marks are safe as soon as they are made, and each costs the same.
@Suite struct MarkJournalTests {
  private let folder: TemporaryFolder
  private var recording: String { folder["run.wav"] }

  init() throws { folder = try TemporaryFolder() }

  @Test func marksOfASessionThatWasCutOffAreRead() throws {
    try Sidecar(notes: "x").write(beside: recording)
    var journal = MarkJournal(beside: recording)
    let marks = [RecordingMarker(frame: 0, label: "mark"), RecordingMarker(frame: 4800, label: "hill, steep")]
    for mark in marks { try journal.append(mark) }
    #expect(try Sidecar.load(beside: recording)?.markers == marks)
    // a line without an end, and lines that are none
    try (String(contentsOfFile: folder["run.marks.txt"], encoding: .utf8) + "-5 a\nx b\n99999999999999999999 c\n77 d")
      .write(toFile: folder["run.marks.txt"], atomically: false, encoding: .utf8)
    #expect(try Sidecar.load(beside: recording)?.markers == marks)
  }

  @Test func marksThatTheSidecarHasAreNotReadTwice() throws {
    var journal = MarkJournal(beside: recording)
    let marks = (0..<3).map { RecordingMarker(frame: 100 * $0, label: "mark") }
    for mark in marks { try journal.append(mark) }
    var sidecar = Sidecar()
    sidecar.markers = Array(marks.prefix(2))
    try sidecar.write(beside: recording)
    #expect(try Sidecar.load(beside: recording)?.markers == marks)
    sidecar.markers = marks
    try sidecar.replace(beside: recording)
    journal.end()
    #expect(try Sidecar.load(beside: recording)?.markers == marks && access(folder["run.marks.txt"], F_OK) != 0)
  }

  @Test func repairBringsThemIntoTheSidecar() throws {
    try Sidecar.takeMarks(beside: recording)
    try Sidecar(notes: "x").write(beside: recording)
    var journal = MarkJournal(beside: recording)
    try journal.append(RecordingMarker(frame: 7, label: "mark"))
    try Sidecar.takeMarks(beside: recording)
    #expect(access(folder["run.marks.txt"], F_OK) != 0)
    let sidecar = try #require(try Sidecar.load(beside: recording))
    #expect(sidecar.markers == [RecordingMarker(frame: 7, label: "mark")] && sidecar.notes == "x")
  }

  @Test func aJournalOfAnEarlierSessionIsNeverTakenOver() throws {
    try Data("5 old\n".utf8).write(to: URL(filePath: folder["run.marks.txt"]))
    let journal = MarkJournal(beside: recording)
    #expect(throws: RecordingError.alreadyExists(path: folder["run.marks.txt"])) { try journal.begin(overwrite: false) }
    try journal.begin(overwrite: true)
    #expect(access(folder["run.marks.txt"], F_OK) != 0)
  }

  @Test func aThousandMarksAreAThousandLines() throws {
    var journal = MarkJournal(beside: recording)
    for frame in 0..<1000 { try journal.append(RecordingMarker(frame: frame, label: "mark")) }
    try Sidecar().write(beside: recording)
    #expect(try Sidecar.load(beside: recording)?.markers.map(\.frame) == Array(0..<1000))
    #expect(try Data(contentsOf: URL(filePath: folder["run.marks.txt"])).count == "mark\n ".utf8.count * 1000 + 2890)
  }
}
