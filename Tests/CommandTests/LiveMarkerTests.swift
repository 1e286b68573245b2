import Foundation
import Glibc
import Recording
import TestSupport
import Testing

/// A moment that the runner marks is in the recording, at once and for audio editors.
@Suite struct LiveMarkerTests {
  private static let patienceSeconds = 30.0

  struct NothingCame: Error {}

  private func wait(_ isDone: () -> Bool) throws {
    let end = Date.now + Self.patienceSeconds
    while !isDone() {
      guard Date.now < end else { throw NothingCame() }
      usleep(2000)
    }
  }

  @Test func aSignalMarksTheMoment() throws {
    let folder = try TemporaryFolder()
    _ = try Samples.copy("glute-stops", to: folder, as: "run")
    var markers: [RecordingMarker] = []
    let result = try GlutecueProcess.run(
      ["live", "--input", "wav:run.wav", "--output", "session"], in: folder.path
    ) { process in
      try wait { (try? folder.bytes("session/recording.wav").count) ?? 0 > 5000 }
      kill(process.processIdentifier, SIGUSR1)
      let sidecar = { try? Sidecar.load(beside: folder["session/recording.wav"]) }
      try wait { sidecar()?.markers.isEmpty == false }
      markers = sidecar()?.markers ?? []
      kill(process.processIdentifier, SIGINT)
    }
    #expect(result.standardOutput.contains("  marked\n"))
    let marker = try #require(markers.first)
    #expect(markers.count == 1 && marker.label == "mark" && marker.frame > 1000)
    let reader = try RecordingReader(path: folder["session/recording.wav"])
    #expect(reader.warnings.isEmpty && marker.frame <= reader.frameCount)
    // the last chunk is the label of the only cue point
    let label = Array("labl".utf8) + [9, 0, 0, 0, 1, 0, 0, 0] + Array("mark".utf8) + [0, 0]
    #expect(try Array(folder.bytes("session/recording.wav").suffix(label.count)) == label)
  }
}
