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
  /// A stream comes in the pieces that its sender makes, and its time stamps tell their time.
  private static let longestPauseOfStream = 300_000_000

  private let nominal: Double
  private let longestPause: Int
  private var starts: [(frames: Int, time: Int)?] = [nil, nil]
  private var frames = 0
  private var first: (frames: Int, time: Int)?
  private var latest: (frames: Int, time: Int)?
  private var isTold = false
  private var wrong: Double?

  /// `isStream`: times are those of a stream's time stamps.
  package init(nominal: Double, isStream: Bool = false) {
    self.nominal = nominal
    longestPause = isStream ? Self.longestPauseOfStream : Self.longestPause
  }

  /// Counts frames read at a monotonic time; the rate when it is found to be wrong, once.
  package mutating func add(_ count: Int, at time: Int) -> Double? {
    frames += count
    let pause = 0..<longestPause
    let isSteady =
      latest.map { pause.contains(time - $0.time) && Double(count) * 1e9 < Double(longestPause) * nominal } ?? false
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

/// What a device that runs at another rate than it was set to does to the results, for the summary.
///
/// The results count frames and take the rate for true. So a device that delivers fewer frames than it says makes every
/// time too short, and every cadence and frequency too high.
package struct RateRemark {
  /// Two sentences.
  package let text: String

  /// `measured` and `nominal` are in frames a second; `isStream`: of LSL, not of a sound card.
  package init(measured: Double, nominal: Double, isStream: Bool = false) {
    let share = measured / nominal
    let isSlow = share < 1
    text =
      "The \(isStream ? "stream" : "sound card") delivered \(Int(measured.rounded())) frames a second instead of \(Int(nominal)), by the clock of the computer. "
      + "So all times here are too \(isSlow ? "short" : "long") (the true ones are \(Self.number(1 / share)) times as long), and "
      + "cadence and frequencies too \(isSlow ? "high" : "low") (the true ones are \(Self.number(share)) times those told); ratios "
      + "and verdicts hardly change. \(isStream ? "Set the sender to its true rate." : "Try another --rate.")"
  }

  /// Three decimals.
  private static func number(_ value: Double) -> String {
    let thousandths = Int((1000 * min(max(value, 0), 1000)).rounded())
    let decimals = "\(thousandths % 1000)"
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - decimals.count) + decimals
  }
}
