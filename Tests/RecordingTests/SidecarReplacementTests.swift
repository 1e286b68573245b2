import Foundation
import Recording
import TestSupport
import Testing

/// A sidecar is replaced as a whole or not at all.
@Suite struct SidecarReplacementTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func sidecar(markers: Int) -> Sidecar {
    var sidecar = Sidecar(fullScaleMillivolts: 5)
    sidecar.markers = (0..<markers).map { RecordingMarker(frame: $0, label: "marker \($0)") }
    return sidecar
  }

  /// More than one page, so that a file written in place would be seen in parts.
  private static let markers = 400
  private static let rounds = 60

  @Test func whoeverReadsMeanwhileSeesAWholeOne() async throws {
    let path = folder["run.wav"]
    try Self.sidecar(markers: Self.markers).write(beside: path)
    let writing = Task.detached {
      for round in 0..<Self.rounds { try Self.sidecar(markers: Self.markers + round).replace(beside: path) }
    }
    for _ in 0..<Self.rounds {
      let seen = try #require(try Sidecar.load(beside: path))
      #expect(seen == Self.sidecar(markers: seen.markers.count) && seen.markers.count >= Self.markers)
    }
    try await writing.value
    #expect(try Sidecar.load(beside: path) == Self.sidecar(markers: Self.markers + Self.rounds - 1))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["run.json"])
  }

  @Test func whatCannotBeReplacedStaysAsItWas() throws {
    let path = folder["run.wav"]
    try Self.sidecar(markers: 1).write(beside: path)
    try FileManager.default.createDirectory(atPath: folder["run.json.new"], withIntermediateDirectories: false)
    #expect(
      refusal { try Self.sidecar(markers: 2).replace(beside: path) }
        == ("\(folder["run.json.new"]): this is a folder. Give the path of a file.", .unusableData))
    #expect(try Sidecar.load(beside: path) == Self.sidecar(markers: 1))
  }
}
