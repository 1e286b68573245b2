import Foundation
import Recording
import TestSupport
import Testing

@Suite struct RecordingOriginTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func origin(_ sidecar: Sidecar?) throws -> RecordingOrigin {
    let path = try folder.file("run.wav", "")
    let end = Date(timeIntervalSince1970: 1_772_700_000)
    try FileManager.default.setAttributes([.modificationDate: end], ofItemAtPath: path)
    return RecordingOrigin(recording: path, frameCount: 1000, seconds: 60, sidecar: sidecar)
  }

  @Test func theSidecarComesBeforeTheFile() throws {
    var sidecar = Sidecar(notes: "treadmill")
    (sidecar.started, sidecar.device) = ("2026-03-01T23:30:00-05:00", "alsa:hw:1")
    let stated = try origin(sidecar)
    #expect(stated.started?.localISO == "2026-03-01T23:30:00-05:00" && stated.source == .sidecar)
    #expect(stated.device == "alsa:hw:1" && stated.notes == "treadmill")
    let guessed = try origin(nil)
    #expect(guessed.started?.seconds == 1_772_699_940 && guessed.source == .file && guessed.device == nil)
  }

  @Test func marksBeyondTheEndAreTold() throws {
    var sidecar = Sidecar()
    sidecar.markers = [("last", 999), ("first", 0), ("beyond", 1000), ("far", 1 << 50)].map {
      RecordingMarker(frame: $0.1, label: $0.0)
    }
    let origin = try origin(sidecar)
    #expect(origin.markers.map(\.label) == ["first", "last"])
    #expect(
      origin.remark(frameCount: 1000)
        == "2 marks are beyond the end of the recording, the first at frame 1000 of 1000; such marks are neither shown nor "
        + "exported.")
    #expect(try self.origin(nil).remark(frameCount: 1000) == nil)
  }
}
