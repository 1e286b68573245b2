import Histogram
import Report
import SoundCard

/// How well the audio threads kept up, as percentiles (HdrHistogram, three significant digits).
struct DeviceStatistics {
  private var lateness = DeviceStatistics.histogram()
  private var busy = DeviceStatistics.histogram()
  private var cues = DeviceStatistics.histogram()
  private(set) var lostFrames = 0
  private(set) var unrecordedFrames = 0
  private(set) var interruptions: [InputTrouble: Int] = [:]
  private(set) var underruns = 0
  private(set) var toneLosses = 0

  /// A microsecond to a minute.
  private static func histogram() -> Histogram<UInt32> {
    Histogram<UInt32>(
      lowestDiscernibleValue: 1, highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: .three)
  }

  mutating func addBlock(lateness: Int, busy: Int) {
    self.lateness.record(Self.microseconds(lateness))
    self.busy.record(Self.microseconds(busy))
  }

  mutating func addCue(latency: Int) { cues.record(Self.microseconds(latency)) }
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

  var wakeUp: SessionSummary.Percentiles? { Self.percentiles(lateness) }
  var processing: SessionSummary.Percentiles? { Self.percentiles(busy) }
  var cueLatency: SessionSummary.Percentiles? { Self.percentiles(cues) }

  private static func microseconds(_ nanoseconds: Int) -> UInt64 {
    UInt64(min(max(0, nanoseconds / 1000), 60_000_000))
  }

  private static func percentiles(_ histogram: Histogram<UInt32>) -> SessionSummary.Percentiles? {
    guard histogram.totalCount > 0 else { return nil }
    let value = { (percentile: Double) in Double(histogram.valueAtPercentile(percentile)) / 1000 }
    return SessionSummary.Percentiles(
      count: Int(histogram.totalCount), median: value(50), p99: value(99), p999: value(99.9),
      max: Double(histogram.max) / 1000)
  }
}

extension DeviceStatistics {
  /// For the summary.
  func playback(_ player: TonePlayer) -> SessionSummary.Playback {
    SessionSummary.Playback(
      device: "alsa:\(player.device)", sampleRateHz: player.format.rate,
      bufferMs: 1000 * Double(player.format.bufferFrames) / Double(player.format.rate),
      realtime: player.scheduling.isRealtime, underruns: underruns, losses: toneLosses, cueLatencyMs: cueLatency)
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
      lostFrames: lostFrames, unrecordedFrames: unrecordedFrames, measuredRateHz: measuredRate, wakeUpMs: wakeUp,
      processingMs: processing)
  }
}
