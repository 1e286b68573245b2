import Foundation
import Recording
import SessionResults
import Testing

/// When a session began: what was written beats what a file's time suggests.
@Suite final class SavedSessionStartTests {
  private let folder = FileManager.default.temporaryDirectory.path + "/saved-session-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
  }

  private func session(_ more: String = "") throws -> SavedSession {
    try write(
      "summary.json",
      "{\(more)\"input\": {\"sample_rate_hz\": 1000, \"channel_count\": 2, \"seconds\": 60}, \"legs\": []}")
    return try SavedSession(folder)
  }

  @Test func theSummaryComesFirst() throws {
    let start = try session("\"started_at\": \"2026-03-01T23:30:00-05:00\", \"started_from\": \"sidecar\",").start
    #expect(start.isStated && start.moment.date == "2026-03-01" && start.moment.iso == "2026-03-02T04:30:00Z")
  }

  @Test func theSidecarBeatsTheTimeOfAFile() throws {
    try write("recording.wav", "")
    try write("recording.json", "{\"started\": \"2026-02-03T04:05:06+01:00\", \"device\": \"alsa:hw:1\"}")
    let known = try session("\"started_at\": \"2020-01-01T00:00:00Z\", \"started_from\": \"file\",")
    #expect(known.start.isStated && known.start.moment.localISO == "2026-02-03T04:05:06+01:00")
    #expect(known.device == "alsa:hw:1")
  }

  @Test func theTimeOfAFileIsTakenLessTheLength() throws {
    let session = try session()
    let end = Date(timeIntervalSince1970: 1_772_700_000)
    try FileManager.default.setAttributes([.modificationDate: end], ofItemAtPath: folder + "/summary.json")
    #expect(session.start.moment.seconds == 1_772_699_940 && !session.start.isStated)
  }

  @Test func aSessionThatWasCutOffNamesRepair() throws {
    try write("recording.wav", "")
    #expect(throws: SessionReadingError.cutOff(path: folder)) { try SavedSession(self.folder) }
    #expect(SessionReadingError.cutOff(path: "a b").description.hasSuffix("glutecue repair 'a b'"))
  }
}
