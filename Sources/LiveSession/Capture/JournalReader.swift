import EMGUnits
import LabStreams
import RealtimeSupport
import Recording
import SoundCard

/// The session thread's side of the capture: takes what the capture thread has told, and looks after that thread.
struct JournalReader: ~Copyable {
  /// Whether the device delivers. A device that was started anew but brings nothing is not back yet.
  private enum Delivery {
    case flowing
    case interrupted
    case restarted(lost: Int)
  }

  /// Between two looks into an empty journal.
  static let pauseNanoseconds = 10_000_000
  /// A driver that does not return for so long is told of.
  private static let hungNanoseconds = 1_000_000_000
  private static let mostEntries = 2048

  /// The rate at which the device really delivers: by the computer's clock, or by a stream's own time stamps.
  private(set) var rate: RateWatch
  private let engine: CaptureEngine
  private let input: InputFormat
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private let frameBytes: Int
  private let stopFrame: Int
  /// Without input for so long, in seconds, the session ends.
  private let longestGap: Double
  private var delivery = Delivery.flowing
  private var position = 0
  private var gapFrames = 0
  /// Since the latest interruption.
  private var lostFrames = 0
  private var isHung = false
  /// The time stamp of the frames that come next; nil for a sound card.
  private var stamp: Int?

  init(engine: CaptureEngine, input: InputFormat, stopAfter seconds: Double?, longestGap: Double) {
    self.longestGap = longestGap
    self.engine = engine
    self.input = input
    rate = RateWatch(nominal: input.rate.value, isStream: input.isStream)
    frameBytes = input.channelCount * (input.encoding == .int16 ? 2 : 4)
    stopFrame = seconds.map { Int(bounded: $0 * input.rate.value) } ?? .max
    bytes = .allocate(capacity: CaptureLoop.blockFrames * frameBytes)
    bytes.initialize(repeating: 0)
  }

  deinit { bytes.deallocate() }

  /// The session is over: its time is up, or there has been no input for too long.
  var isAtEnd: Bool { position >= stopFrame || hasGivenUp }

  /// There has been no input for too long.
  var hasGivenUp: Bool { Double(gapFrames) / input.rate.value >= longestGap }

  /// Tells why there is no input any more.
  func giveUp(_ reason: LabStreamError, _ outputs: SessionOutputs) { tell(.gaveUp(reason), outputs) }

  /// Takes what there is; false when there was nothing.
  mutating func read(into outputs: inout SessionOutputs) throws(LiveSession.Failure) -> Bool {
    var count = 0
    while count < Self.mostEntries, let entry = engine.link.pointee.journal.pop() {
      try take(entry, &outputs)
      count += 1
    }
    while let point = engine.link.pointee.envelope.pop() { outputs.tell(.envelope(point)) }
    lookAfterThread(outputs)
    if count > 0 { outputs.tell(.time(seconds: Double(position) / input.rate.value)) }
    return count > 0
  }

  private mutating func take(_ entry: JournalEntry, _ outputs: inout SessionOutputs) throws(LiveSession.Failure) {
    switch entry {
    case .event(let event):
      try outputs.take(event)
    case .frames(let frames, let readAt, let lateness, let busy):
      outputs.statistics.addBlock(lateness: lateness, busy: busy)
      outputs.tell(.arrived(at: readAt, seconds: Double(position + frames) / input.rate.value))
      if let measured = rate.add(frames, at: stamp ?? readAt) {
        tell(
          stamp == nil
            ? .rate(measured: measured, nominal: input.rate.value)
            : .streamRate(measured: measured, nominal: input.rate.value), outputs)
      }
      gapFrames = 0
      if case .restarted(let lost) = delivery {
        tell(.resumed(lostSeconds: Double(lost) / input.rate.value), outputs)
        delivery = .flowing
      }
      try keep(frames, &outputs)
    case .stamp(let time): stamp = time
    case .gap(let frames):
      outputs.statistics.addGap(frames)
      gapFrames += frames
      try pass(frames, &outputs)
      outputs.files?.add(FrameGap(start: position - frames, count: frames))
    case .unrecorded(let frames):
      outputs.statistics.addUnrecorded(frames)
      tell(.unrecorded(frames: frames), outputs)
      try pass(frames, &outputs)
      outputs.files?.add(FrameGap(start: position - frames, count: frames))
    case .interrupted(let trouble):
      interrupt(trouble, &outputs)
    case .resumed(let lost):
      rate.restart()
      lostFrames += lost
      delivery = .restarted(lost: lostFrames)
    }
  }

  /// Told once, until the device delivers again; but a stream that came back as another is told too.
  private mutating func interrupt(_ trouble: InputTrouble, _ outputs: inout SessionOutputs) {
    if case .flowing = delivery {
      lostFrames = 0
      outputs.statistics.add(trouble)
      tell(.interrupted(trouble), outputs)
    } else if trouble == .streamChanged {
      tell(.interrupted(trouble), outputs)
    }
    delivery = .interrupted
  }

  /// Raw frames from the ring to the recording.
  private mutating func keep(_ frames: Int, _ outputs: inout SessionOutputs) throws(LiveSession.Failure) {
    guard let base = bytes.baseAddress else { return }
    _ = engine.link.pointee.raw.pop(into: base, count: frames * frameBytes)
    try pass(frames, &outputs)
    let raw = UnsafeRawPointer(base)
    let samples: RawSamples =
      switch input.encoding {
      case .int16: .int16(raw.assumingMemoryBound(to: Int16.self))
      case .float32, .float64: .float(raw.assumingMemoryBound(to: Float.self))
      case .int24, .int32: .int32(raw.assumingMemoryBound(to: Int32.self))
      }
    outputs.files?.keep(samples, offset: 0, frames: frames)
  }

  /// What the core tells of these frames comes behind them, so their tone is not written yet.
  private mutating func pass(_ frames: Int, _ outputs: inout SessionOutputs) throws(LiveSession.Failure) {
    try outputs.writeTone(until: position)
    position += frames
  }

  /// Takes everything that is left, after the thread's end.
  mutating func finish(_ outputs: inout SessionOutputs) throws(LiveSession.Failure) {
    while try read(into: &outputs) {}
    try outputs.writeTone(until: position)
  }

  /// A driver may never return from a call; the runner is told all the same.
  private mutating func lookAfterThread(_ outputs: SessionOutputs) {
    let beat = engine.link.pointee.beat.load(ordering: .relaxed)
    let isLate = MonotonicClock.now() - beat > Self.hungNanoseconds
    if isLate && !isHung {
      outputs.player?.alert(.fault)
      tell(.hung, outputs)
    }
    isHung = isLate
  }

  private func tell(_ news: InputNews, _ outputs: SessionOutputs) {
    outputs.tell(.input(news, seconds: Double(position) / input.rate.value))
  }
}

/// What has become of the device that captures.
public enum InputNews: Sendable, Hashable {
  /// It has stopped delivering.
  case interrupted(InputTrouble)
  /// It delivers again.
  case resumed(lostSeconds: Double)
  /// The driver has not returned for a second; the session cannot do anything about it but wait.
  case hung
  /// It delivers another number of frames a second than it was set to.
  case rate(measured: Double, nominal: Double)
  /// Frames that could not be handed to the recording: the disk was too slow for too long.
  case unrecorded(frames: Int)
  /// A stream brings another number of frames a second than it says.
  case streamRate(measured: Double, nominal: Double)
  /// A stream has not come back for too long, or not as it was: the session ends.
  case gaveUp(LabStreamError)
}
