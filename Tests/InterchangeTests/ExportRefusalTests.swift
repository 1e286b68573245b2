import EMGUnits
import Foundation
import Interchange
import SessionResults
import TestSupport
import Testing

/// What cannot be exported is told before anything is written.
@Suite struct ExportRefusalTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func message(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch InterchangeError.configuration(let error) {
      return error.message
    } catch InterchangeError.session(let error) {
      return error.description
    } catch { return "\(error)" }
  }

  @Test func aFolderWithoutARecordingAsksForIt() throws {
    let session = try RecordedSession(in: folder, encoding: .int16)
    try FileManager.default.moveItem(atPath: session.path + "/recording.wav", toPath: folder["run.wav"])
    #expect(
      message { _ = try ExportSource(session: session.path) }
        == "\(session.path) holds no recording, because analyze keeps none. Give its input with --recording, which was "
        + "“run.wav”.")
    #expect(message { _ = try ExportSource(session: session.path, recording: folder["run.wav"]) } == nil)
  }

  @Test func anotherRecordingIsRefused() throws {
    let session = try RecordedSession(in: folder, encoding: .int16)
    let summary = try String(contentsOfFile: session.path + "/summary.json", encoding: .utf8)
    try summary.replacing("\"sample_rate_hz\": 1000", with: "\"sample_rate_hz\": 48000").write(
      toFile: session.path + "/summary.json", atomically: false, encoding: .utf8)
    #expect(
      message { _ = try ExportSource(session: session.path) }
        == "\(session.path)/recording.wav is not what \(session.path) was made from: it has 2 channels at 1000 Hz and "
        + "lasts 4 s, the session had 2 at 48000 Hz for 4 s.")
  }

  @Test func aTableThatIsNoneIsTold() throws {
    let session = try RecordedSession(in: folder, encoding: .int16)
    let path = session.path + "/strides.csv"
    try "stride,contact_s,end_s,verdict\n1,soon,2,firing\n".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(
      message { _ = try ExportSource(session: session.path) }
        == "\(path):2: contact_s is “soon”, not a number. It should be a table as live or analyze writes it. "
        + "In the folder of a live session, make it again with: glutecue repair \(session.path)")
    try "stride,end_s,verdict\n".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(
      message { _ = try ExportSource(session: session.path) }
        == "\(path):1: the column contact_s is missing. It should be a table as live or analyze writes it. "
        + "In the folder of a live session, make it again with: glutecue repair \(session.path)")
  }

  @Test func aLineThatWasCutOffIsLeftOut() throws {
    let session = try RecordedSession(in: folder, encoding: .int16)
    let path = session.path + "/strides.csv"
    try "stride,contact_s,end_s,verdict\n1,1,2,firing\n2,2,".write(toFile: path, atomically: false, encoding: .utf8)
    #expect(try SavedSession(session.path).strides().map(\.number) == [1])
  }

  @Test(arguments: ["", "0 1", "sub-01", "münchen", "a_b"])
  func labelsAreLettersAndDigits(label: String) throws {
    let source = try ExportSource(session: try RecordedSession(in: folder, encoding: .int16).path)
    #expect(
      message { _ = try BIDSExport(source, subject: label, task: "running", software: "glutecue 0.1.0") }
        == "--subject “\(label)” has other characters than letters and digits. Example: --subject 01.")
  }
}
