import EMGUnits
import Histogram
import RealtimeSupport
import Report
import SoundCard

/// Matches clicks that were played with clicks that were captured, and collects the times between.
struct LatencyTimes {
  private static let longestSeconds = 2.0

  private let rate: Double
  private let channels: Int
  private let format: SampleFormat
  private var finders: [ClickFinder]
  private var bytes: [UInt8]
  private var written: [Int] = []
  private var playback = Percentile()
  private var capture = Percentile()
  private var processing = Percentile()
  private var total = Percentile()

  init(_ format: StreamFormat) {
    rate = Double(format.rate)
    channels = format.channels
    self.format = format.format
    finders = Array(repeating: ClickFinder(rate: format.rate), count: format.channels)
    bytes = [UInt8](repeating: 0, count: CaptureLoop.blockFrames * format.channels * format.format.handedBytes)
  }

  /// Takes what both threads have told.
  mutating func take(_ engine: CaptureEngine, _ player: TonePlayer) {
    while let time = player.link.pointee.clicks.pop() { written.append(time) }
    while let entry = engine.link.pointee.journal.pop() {
      guard case .frames(let frames, let readAt, let lateness, let busy) = entry else { continue }
      let count = frames * channels * format.handedBytes
      _ = bytes.withUnsafeMutableBufferPointer { buffer in
        buffer.baseAddress.map { engine.link.pointee.raw.pop(into: $0, count: count) }
      }
      guard let place = firstClick(frames: frames) else { continue }
      let arrival = readAt - lateness - Int(bounded: Double(frames - place) * 1e9 / rate)
      found(arrival: arrival, readAt: readAt, doneAt: readAt + busy)
    }
  }

  private mutating func found(arrival: Int, readAt: Int, doneAt: Int) {
    written.removeAll { Double(arrival - $0) > Self.longestSeconds * 1e9 }
    guard let first = written.first, first <= arrival else { return }
    written.removeFirst()
    playback.add(arrival - first)
    capture.add(readAt - arrival)
    processing.add(doneAt - readAt)
    total.add(doneAt - first)
  }

  /// The first frame of the block in which a click begins, on any channel.
  private mutating func firstClick(frames: Int) -> Int? {
    var first: Int?
    bytes.withUnsafeBytes { raw in
      for frame in 0..<frames {
        for channel in 0..<channels {
          let index = frame * channels + channel
          let sample: Float =
            switch format {
            case .s16: Float(raw.load(fromByteOffset: 2 * index, as: Int16.self)) / 32_768
            case .float: raw.load(fromByteOffset: 4 * index, as: Float.self)
            case .s24, .s24packed, .s32: Float(raw.load(fromByteOffset: 4 * index, as: Int32.self)) / 2_147_483_648
            }
          if finders[channel].add(sample), first == nil { first = frame }
        }
      }
    }
    return first
  }

  /// Everything so far.
  func result(played: Int) -> LatencyTest.Result {
    LatencyTest.Result(
      clicksPlayed: played, clicksFound: total.count, playbackMs: playback.summary, captureMs: capture.summary,
      processingMs: processing.summary, totalMs: total.summary)
  }
}
