/// Measures the rate at which a device really delivers, against the computer's clock.
///
/// Sound cards keep to 100 ppm of their rate. A device that was set to 48 kHz and runs at 44.1 is wrong by 8 %, and so would be every
/// time and frequency in the results. The time at which frames are read jitters by some milliseconds, so a short look can
/// only see a large error.
package struct RateWatch {
  /// A look lasts so long, in nanoseconds, and tells an error of more than so much.
  private static let looks: [(nanoseconds: Int, error: Double)] = [(900_000_000, 0.03), (20_000_000_000, 0.002)]

  /// A longer pause between two reads, in nanoseconds, says nothing about the rate: the device or the computer stumbled.
  private static let longestPause = 50_000_000

  private let nominal: Double
  private var starts: [(frames: Int, time: Int)?] = [nil, nil]
  private var frames = 0
  private var first: (frames: Int, time: Int)?
  private var latest: (frames: Int, time: Int)?
  private var isTold = false
  private var wrong: Double?

  package init(nominal: Double) { self.nominal = nominal }

  /// Counts frames read at a monotonic time; the rate when it is found to be wrong, once.
  package mutating func add(_ count: Int, at time: Int) -> Double? {
    frames += count
    let isSteady = latest.map { time - $0.time < Self.longestPause && Double(count) < 0.05 * nominal } ?? false
    latest = (frames, time)
    if !isSteady { starts = [nil, nil] }
    if first == nil { first = latest }
    var found: Double?
    for (index, look) in Self.looks.enumerated() {
      guard let start = starts[index] else {
        starts[index] = (frames, time)
        continue
      }
      guard time - start.time >= look.nanoseconds else { continue }
      let rate = Double(frames - start.frames) * 1e9 / Double(time - start.time)
      if abs(rate / nominal - 1) > look.error { found = rate }
      starts[index] = (frames, time)
    }
    guard let found else { return nil }
    wrong = found
    guard !isTold else { return nil }
    isTold = true
    return found
  }

  /// Begins anew: the device was interrupted.
  package mutating func restart() {
    starts = [nil, nil]
    first = nil
    latest = nil
  }

  /// The rate to tell at the end, when one was found to be wrong; nil when all was well, or it is again.
  package var verdict: Double? {
    guard let wrong else { return nil }
    let rate = measured ?? wrong
    return abs(rate / nominal - 1) > Self.looks[1].error ? rate : nil
  }

  /// The rate over all that was read since the latest interruption; nil for less than 10 s.
  package var measured: Double? {
    guard let first, let latest, latest.time - first.time >= 10_000_000_000 else { return nil }
    return Double(latest.frames - first.frames) * 1e9 / Double(latest.time - first.time)
  }
}
