import Histogram
import SessionResults
import SoundCard

/// How well the audio threads kept up, and how often they were interrupted.
struct DeviceStatistics {
  private var lateness = Percentile()
  private var busy = Percentile()
  private var cues = Percentile()
  private(set) var lostFrames = 0
  private(set) var unrecordedFrames = 0
  private(set) var interruptions: [InputTrouble: Int] = [:]
  private(set) var underruns = 0
  private(set) var toneLosses = 0

  mutating func addBlock(lateness: Int, busy: Int) {
    self.lateness.add(lateness)
    self.busy.add(busy)
  }

  mutating func addCue(latency: Int) { cues.add(latency) }
  mutating func addGap(_ frames: Int) { lostFrames += frames }
  mutating func addUnrecorded(_ frames: Int) { unrecordedFrames += frames }
  mutating func add(_ trouble: InputTrouble) { interruptions[trouble, default: 0] += 1 }

  mutating func add(_ news: ToneNews) {
    switch news {
    case .underrun: underruns += 1
    case .gone: toneLosses += 1
    case .back: break
    }
  }
}

extension DeviceStatistics {
  /// For the summary.
  func playback(_ player: TonePlayer) -> SessionSummary.Playback {
    SessionSummary.Playback(
      device: "alsa:\(player.device)", sampleRateHz: player.format.rate,
      bufferMs: 1000 * Double(player.format.bufferFrames) / Double(player.format.rate),
      realtime: player.scheduling.isRealtime, underruns: underruns, losses: toneLosses, cueLatencyMs: cues.summary)
  }

  /// For the summary.
  func capture(
    device: String, _ format: StreamFormat, isRealtime: Bool, isMemoryLocked: Bool, measuredRate: Double?
  ) -> SessionSummary.Capture {
    SessionSummary.Capture(
      device: device, format: "\(format.format)", periodMs: 1000 * Double(format.periodFrames) / Double(format.rate),
      bufferMs: 1000 * Double(format.bufferFrames) / Double(format.rate), realtime: isRealtime,
      memoryLocked: isMemoryLocked,
      interruptions: Dictionary(uniqueKeysWithValues: interruptions.map { ($0.key.rawValue, $0.value) }),
      lostFrames: lostFrames, unrecordedFrames: unrecordedFrames, measuredRateHz: measuredRate,
      wakeUpMs: lateness.summary,
      processingMs: busy.summary)
  }
}

/// Times collected into percentiles (HdrHistogram: a microsecond to a minute, three significant digits).
struct Percentile {
  private static let mostMicroseconds = 60_000_000

  private var histogram = Histogram<UInt32>(
    lowestDiscernibleValue: 1, highestTrackableValue: UInt64(Percentile.mostMicroseconds),
    numberOfSignificantValueDigits: .three)

  /// How many times were collected.
  var count: Int { Int(histogram.totalCount) }

  /// Adds a time; one below zero counts as 0, one above a minute as a minute.
  mutating func add(_ nanoseconds: Int) {
    histogram.record(UInt64(min(max(0, nanoseconds / 1000), Self.mostMicroseconds)))
  }

  /// For the summary, in milliseconds; nil when nothing was collected.
  var summary: SessionSummary.Percentiles? {
    guard count > 0 else { return nil }
    let value = { (percentile: Double) in Double(histogram.valueAtPercentile(percentile)) / 1000 }
    return SessionSummary.Percentiles(
      count: count, median: value(50), p99: value(99), p999: value(99.9), max: Double(histogram.max) / 1000)
  }
}
