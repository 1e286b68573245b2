import Foundation
import Interchange
import TestSupport
import Testing

@Suite struct CSVExportTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func samplesAndEventsAreTables() throws {
    let session = try RecordedSession(in: folder, encoding: .int16)
    let result = try CSVExport(ExportSource(session: session.path)).write(to: folder["csv"], overwrites: false)
    #expect(result.path == folder["csv"])
    let lines = try folder.text("csv/samples.csv").split(separator: "\n")
    #expect(lines[0] == "time_s,left_glute_uv,right_lower_back_uv" && lines.count == RecordedSession.frames + 1)
    #expect(lines[4321].hasPrefix("4.320000,"))
    for frame in stride(from: 0, to: RecordedSession.frames, by: 97) {
      let fields = lines[frame + 1].split(separator: ",").compactMap { Double($0) }
      // Float: seven digits
      #expect(abs(fields[1] - 5000 * session.samples[2 * frame]) < 0.001)
      #expect(abs(fields[2] - 5000 * session.samples[2 * frame + 1]) < 0.001)
    }
    let events = try folder.text("csv/events.csv").split(separator: "\n")
    #expect(
      events.prefix(4).map(String.init) == [
        "time_s,duration_s,kind,leg,stride,label", "0.5123,,contact,left,1,", "1.2500,,contact,left,2,",
        "1.2500,0.7501,silent-stride,left,2,",
      ])
  }
}
