import Biofeedback
import EMGUnits
import Foundation
import WebPages
import SessionResults
import Testing

/// Sessions as wanted, without a recording.
enum MadeReport {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../SessionResultsTests/Fixtures")

  /// Judged strides of 0.7 s on the left leg, those of `silent` silent.
  static func strides(_ count: Int, silent: ClosedRange<Int>) -> [StrideRecord] {
    (1...count).map { number in
      var muscles = InlineArray<5, MuscleStride?>(repeating: nil)
      for place in 0..<2 {
        muscles[place] = MuscleStride(rms: 0.01, activation: 0.9, onset: nil, medianFrequency: nil)
      }
      return StrideRecord(
        leg: .left, number: number, contact: 0.7 * Double(number), end: 0.7 * Double(number + 1), contactKnown: nil,
        confidence: 0.9, flags: StrideFlags(), verdict: silent.contains(number) ? .silent : .firing, muscles: muscles)
    }
  }

  /// With the summary of a session in which the glute tired.
  static func session(
    strides count: Int, silent: ClosedRange<Int>, _ change: (inout SessionSummary) -> Void = { _ in }
  ) throws -> ReportedSession {
    var summary = try SessionSummary.read(folder.appending(path: "tiring.json").path)
    change(&summary)
    return ReportedSession(
      summary: summary, strides: ReportedStrides(strides(count, silent: silent)), cues: [], gallery: nil, date: "a day",
      command: "glutecue analyze <run>")
  }

  /// A library that draws nothing.
  static func library() throws -> ChartLibrary {
    let path = FileManager.default.temporaryDirectory.appending(path: "chart-\(UUID().uuidString).js").path
    try Data("/*! Chart.js v3.9.1 */\nvar Chart;".utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try #require(ChartLibrary(paths: [path]))
  }
}
