import EMGUnits
import Foundation
import LiveSession
import RealtimeSupport

/// Points of the envelopes as the page reads them: `{"e":[[seconds, sampled, glute, hamstring, …], …]}`.
///
/// `sampled`: milliseconds since 1970 at which the sample in the middle had come in. Levels in millionths of full scale,
/// null where nothing is recorded; two legs give four.
struct EnvelopeMessage {
  private var rows: [String] = []
  /// From the monotonic clock to the clock on the wall.
  private let offset = Date().timeIntervalSince1970 * 1000 - Double(MonotonicClock.now()) / 1e6

  mutating func add(_ point: EnvelopePoint) {
    var values = [point.first.glute, point.first.hamstring]
    if let second = point.second { values += [second.glute, second.hamstring] }
    let levels = values.map { $0.map { String(Int(bounded: ($0 * 1e6).rounded())) } ?? "null" }
    let sampled = Int(bounded: (Double(point.sampledAt) / 1e6 + offset).rounded())
    let milliseconds = Int(bounded: (point.seconds * 1000).rounded())
    rows.append("[\(milliseconds),\(sampled),\(levels.joined(separator: ","))]")
  }

  /// nil when there are no points.
  var data: Data? { rows.isEmpty ? nil : Data("{\"e\":[\(rows.joined(separator: ","))]}".utf8) }
}
