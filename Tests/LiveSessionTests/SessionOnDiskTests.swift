import EMGUnits
import Foundation
import LiveSession
import Recording
import TestSupport
import Testing

/// What a session says to be kept survives a loss of power: no byte of it waits in memory.
@Suite(.enabled(if: UnwrittenPages.areTold(in: NSTemporaryDirectory()), "the system does not tell what is on the disk"))
final class SessionOnDiskTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "on-disk-\(UUID().uuidString)").path

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Names of files with bytes that are not on the disk.
  private func unwritten() throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/session")
    #expect(names.count >= 5)
    return names.filter { UnwrittenPages.count(of: folder + "/session/" + $0) != 0 }.sorted()
  }

  @Test func theWitnessSeesWhatIsNotOnTheDisk() throws {
    let path = folder + "/waiting"
    var seen = 0
    // the system may write one just now
    for round in 0..<8 {
      let file = try #require(fopen(path, "w"))
      fwrite([UInt8](repeating: UInt8(round), count: 9000), 1, 9000, file)
      fclose(file)
      seen += try #require(UnwrittenPages.count(of: path))
    }
    #expect(seen > 0)
  }

  @Test(arguments: RecordingFormat.allCases)
  func tablesSettingsProfileAndSidecarAreThereBeforeTheFirstFrame(format: RecordingFormat) throws {
    var plan = SessionFiles.Plan(folder: folder + "/session", format: format, settings: "full_scale_mv: 5\n")
    plan.profile = Array("{}\n".utf8)
    let files = try SessionFiles(
      plan, input: InputFormat(device: "alsa:hw:1", rate: FastRun.rate, channelCount: 2, encoding: .int16),
      setup: MeasurementSetup(
        map: ChannelMap(parsing: "glute=1,hamstring=2"), fullScaleMillivolts: 5, band: .surfaceEMG, mains: .hertz50))
    #expect(files.state == .recording)
    // the recording itself has no frame yet
    #expect(try unwritten().filter { $0 != format.fileName } == [])
  }

  @Test(arguments: RecordingFormat.allCases)
  func everythingIsThereOnceTheSessionHasEnded(format: RecordingFormat) throws {
    guard case .int16(let samples) = FastRun.signal else { return }
    let input = folder + "/run.wav"
    let writer = try RecordingWriter(path: input, sampleRate: FastRun.rate, channelCount: 2, encoding: .int16)
    try samples.withUnsafeBufferPointer { try writer.write($0) }
    try writer.close()
    var sidecar = Sidecar(fullScaleMillivolts: 5)
    sidecar.map = try ChannelMap(parsing: "glute=1,hamstring=2")
    sidecar.markers = [RecordingMarker(frame: 900, label: "hill")]
    try sidecar.write(beside: input)
    var request = LiveSession.Request(
      input: .recording(path: input), tone: nil, folder: folder + "/session", overrides: MeasurementChoices(),
      isPaced: false, overwrite: false, software: "test")
    request.recordingFormat = format
    request.settings = "full_scale_mv: 5\n"
    request.profileFile = Array("{}\n".utf8)
    _ = try LiveSession(request).run { _ in }
    #expect(try unwritten() == [])
  }

  @Test func aSidecarIsThereOnceItIsWritten() throws {
    var sidecar = Sidecar(fullScaleMillivolts: 5)
    try sidecar.write(beside: folder + "/run.wav")
    #expect(UnwrittenPages.count(of: folder + "/run.json") == 0)
    sidecar.notes = "replaced"
    try sidecar.replace(beside: folder + "/run.wav")
    #expect(UnwrittenPages.count(of: folder + "/run.json") == 0)
  }
}
