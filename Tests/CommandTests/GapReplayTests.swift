import Biofeedback
import EMGUnits
import Foundation
import Recording
import TestSupport
import Testing

/// A recording whose sidecar names gaps gives the same results again, whatever stands in their place.
@Suite struct GapReplayTests {
  private let folder: TemporaryFolder
  private static let gaps = "[[40001, 1500], [50000, 3], [50003, 200], [99990, 5000], [119000, 9000]]"

  init() throws {
    folder = try TemporaryFolder()
    let made = try GlutecueProcess.run(
      ["simulate", "--duration", "60", "--silent", "30-33", "--seed", "4", "--output", "run.wav"], in: folder.path)
    try #require(made.exitCode == 0)
    try Data("{\"map\": \"glute=1,hamstring=2\", \"gaps\": \(Self.gaps)}".utf8)
      .write(to: URL(filePath: folder["run.json"]))
  }

  private func live(_ input: String, _ session: String, _ more: [String] = []) throws -> GlutecueProcess.Result {
    let result = try GlutecueProcess.run(
      ["live", "--pace", "none", "--input", "wav:" + input, "--tone", "wav:\(session).wav", "--output", session] + more,
      in: folder.path)
    #expect(result.exitCode == 0)
    return result
  }

  @Test func blocksAndReplaysGiveTheSame() throws {
    let first = try live("run.wav", "a")
    _ = try live("run.wav", "b", ["--block-frames", "7"])
    _ = try live("a/recording.wav", "c")
    for name in ["strides.csv", "cues.csv", "recording.wav"] {
      #expect(try folder.bytes("b/" + name) == folder.bytes("a/" + name))
      #expect(try folder.bytes("c/" + name) == folder.bytes("a/" + name))
    }
    #expect(try folder.bytes("b.wav") == folder.bytes("a.wav"))
    #expect(
      first.standardOutput.contains("\nThe input lost 3.9 s in 4 gaps; strides that they touch are not judged.\n"))
    #expect(first.standardOutput.contains("0:20.5  signal: the input delivers nothing\n"))
    let summary = String(decoding: try folder.bytes("a/summary.json"), as: UTF8.self)
    #expect(summary.contains("\"gaps\" : 4") && summary.contains("\"lost_seconds\" : 3.85"))
  }

  @Test func directPushesGiveTheSameCues() throws {
    _ = try live("run.wav", "a")
    let reader = try RecordingReader(path: folder["run.wav"])
    var samples = [Int16](repeating: 0, count: reader.frameCount * reader.channelCount)
    _ = try samples.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    var core = try FedPipeline(
      BiofeedbackPipeline.Settings(
        inputRate: reader.sampleRate, channelCount: 2, map: ChannelMap(parsing: "glute=1,hamstring=2"), mode: .live))
    var timeline = GapTimeline(try #require(try Sidecar.load(beside: folder["run.wav"])).gaps)
    var cues: [String] = []
    var frame = 0
    while frame < reader.frameCount {
      let (count, isLost) = timeline.run(at: frame, most: min(100, reader.frameCount - frame))
      if isLost {
        core.pushGap(frames: count)
      } else {
        samples.withUnsafeBufferPointer { core.push(.int16($0.baseAddress!), offset: frame, frames: count) }
      }
      repeat {
        while let event = core.pipeline.next() {
          guard case .cue(let cue) = event else { continue }
          cues.append("\(String(format: "%.4f", Double(cue.frame) / 2000)),\(cue.stride),\(cue.kind.rawValue),")
        }
      } while core.pipeline.advance()
      frame += count
    }
    let table = String(decoding: try folder.bytes("a/cues.csv"), as: UTF8.self)
    #expect(table.split(separator: "\n").dropFirst().map(String.init) == cues)
    #expect(cues.count { $0.hasSuffix("fault,") } == 3)
    #expect(cues.contains { $0.hasPrefix("20.5005,") })
  }

  @Test func analyzeHonoursThemToo() throws {
    let result = try GlutecueProcess.run(["analyze", "run.wav", "--output", "x"], in: folder.path)
    #expect(result.exitCode == 0)
    let table = try StrideTableFile(folder["x/strides.csv"])
    let touched = table.rows.filter { $0.covers(20.3) || $0.covers(25.05) || $0.covers(50.5) }
    #expect(!touched.isEmpty)
    #expect(touched.allSatisfy { $0["verdict"] == "unusable" && $0["flags"].split(separator: " ").contains("gap") })
    #expect(touched.allSatisfy { $0["glute_rms_uv"].isEmpty && $0["ratio"].isEmpty })
    #expect(table.rows.count { $0["verdict"] == "silent" } >= 3)
  }
}
