import EMGUnits
import Histogram
import RealtimeSupport
import SessionResults
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

/// Finds clicks in captured audio: the first sample that stands far above everything before it.
///
/// Two clicks are at least `deadSeconds` apart. Input: samples of one channel, 1 is full scale.
public struct ClickFinder: Sendable {
  private static let deadSeconds = 0.1
  /// Quieter than this is never a click: −46 dB of full scale.
  private static let leastLevel: Float = 0.005
  /// Above the loudest background so far, by this factor.
  private static let factor: Float = 8
  private static let settleSeconds = 0.2

  private let deadFrames: Int
  private let settleFrames: Int
  private let decay: Float
  private var background: Float = 0
  private var position = 0
  private var nextAt: Int

  /// For a sample rate in hertz.
  public init(rate: Int) {
    deadFrames = Int(bounded: Self.deadSeconds * Double(rate))
    settleFrames = Int(bounded: Self.settleSeconds * Double(rate))
    // the background is forgotten with a time constant of half a second
    decay = 1 - 2 / Float(rate)
    nextAt = settleFrames
  }

  /// Takes the next sample; true when a click begins with it.
  public mutating func add(_ sample: Float) -> Bool {
    let level = sample.magnitude
    defer { position += 1 }
    if position >= nextAt, level > max(Self.leastLevel, Self.factor * background) {
      nextAt = position + deadFrames
      return true
    }
    // the click itself and its echo are no background
    if position >= nextAt - deadFrames / 2 || position < settleFrames { background = max(level, background * decay) }
    return false
  }
}
