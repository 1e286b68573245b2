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
