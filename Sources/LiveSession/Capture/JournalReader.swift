import EMGUnits
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
  /// Without input for so long the session ends.
  private static let longestGapSeconds = 600.0
  private static let mostEntries = 2048

  /// The rate at which the device really delivers.
  private(set) var rate: RateWatch
  private let engine: CaptureEngine
  private let input: InputFormat
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private let frameBytes: Int
  private let stopFrame: Int
  private var delivery = Delivery.flowing
  private var position = 0
  private var gapFrames = 0
  /// Since the latest interruption.
  private var lostFrames = 0
  private var isHung = false

  init(engine: CaptureEngine, input: InputFormat, stopAfter seconds: Double?) {
    self.engine = engine
    self.input = input
    rate = RateWatch(nominal: input.rate.value)
    frameBytes = input.channelCount * (input.encoding == .int16 ? 2 : 4)
    stopFrame = seconds.map { Int(bounded: $0 * input.rate.value) } ?? .max
    bytes = .allocate(capacity: CaptureLoop.blockFrames * frameBytes)
    bytes.initialize(repeating: 0)
  }

  deinit { bytes.deallocate() }

  /// The session is over: its time is up, or there has been no input for ten minutes.
  var isAtEnd: Bool { position >= stopFrame || Double(gapFrames) / input.rate.value >= Self.longestGapSeconds }

  /// Takes what there is; false when there was nothing.
  mutating func read(
    into run: inout Run, player: TonePlayer?, _ onHappening: (LiveSession.Happening) -> Void
  ) throws(LiveSession.Failure) -> Bool {
    var count = 0
    while count < Self.mostEntries, let entry = engine.link.pointee.journal.pop() {
      try take(entry, &run, onHappening)
      count += 1
    }
    while let point = engine.link.pointee.envelope.pop() { onHappening(.envelope(point)) }
    lookAfterThread(run, player, onHappening)
    if count > 0 { onHappening(.time(seconds: Double(position) / input.rate.value)) }
    return count > 0
  }

  private mutating func take(
    _ entry: JournalEntry, _ run: inout Run, _ onHappening: (LiveSession.Happening) -> Void
  ) throws(LiveSession.Failure) {
    switch entry {
    case .event(let event):
      try run.take(event, onHappening)
    case .frames(let frames, let readAt, let lateness, let busy):
      run.statistics.addBlock(lateness: lateness, busy: busy)
      if let measured = rate.add(frames, at: readAt) {
        tell(.rate(measured: measured, nominal: input.rate.value), onHappening)
      }
      gapFrames = 0
      if case .restarted(let lost) = delivery {
        tell(.resumed(lostSeconds: Double(lost) / input.rate.value), onHappening)
        delivery = .flowing
      }
      try keep(frames, &run)
    case .gap(let frames):
      run.statistics.addGap(frames)
      gapFrames += frames
      try pass(frames, &run)
      run.files?.add(FrameGap(start: position - frames, count: frames))
    case .unrecorded(let frames):
      run.statistics.addUnrecorded(frames)
      tell(.unrecorded(frames: frames), onHappening)
      try pass(frames, &run)
      run.files?.add(FrameGap(start: position - frames, count: frames))
    case .interrupted(let trouble):
      interrupt(trouble, &run, onHappening)
    case .resumed(let lost):
      rate.restart()
      lostFrames += lost
      delivery = .restarted(lost: lostFrames)
    }
  }

  /// Told once, until the device delivers again.
  private mutating func interrupt(
    _ trouble: InputTrouble, _ run: inout Run, _ onHappening: (LiveSession.Happening) -> Void
  ) {
    if case .flowing = delivery {
      lostFrames = 0
      run.statistics.add(trouble)
      tell(.interrupted(trouble), onHappening)
    }
    delivery = .interrupted
  }

  /// Raw frames from the ring to the recording.
  private mutating func keep(_ frames: Int, _ run: inout Run) throws(LiveSession.Failure) {
    guard let base = bytes.baseAddress else { return }
    _ = engine.link.pointee.raw.pop(into: base, count: frames * frameBytes)
    try pass(frames, &run)
    let raw = UnsafeRawPointer(base)
    let samples: RawSamples =
      switch input.encoding {
      case .int16: .int16(raw.assumingMemoryBound(to: Int16.self))
      case .float32, .float64: .float(raw.assumingMemoryBound(to: Float.self))
      case .int24, .int32: .int32(raw.assumingMemoryBound(to: Int32.self))
      }
    run.files?.keep(samples, offset: 0, frames: frames)
  }

  /// What the core tells of these frames comes behind them, so their tone is not written yet.
  private mutating func pass(_ frames: Int, _ run: inout Run) throws(LiveSession.Failure) {
    try run.writeTone(until: position)
    position += frames
  }

  /// Takes everything that is left, after the thread's end.
  mutating func finish(
    _ run: inout Run, player: TonePlayer?, _ onHappening: (LiveSession.Happening) -> Void
  ) throws(LiveSession.Failure) {
    while try read(into: &run, player: player, onHappening) {}
    try run.writeTone(until: position)
  }

  /// A driver may never return from a call; the runner is told all the same.
  private mutating func lookAfterThread(
    _ run: borrowing Run, _ player: TonePlayer?, _ onHappening: (LiveSession.Happening) -> Void
  ) {
    let beat = engine.link.pointee.beat.load(ordering: .relaxed)
    let isLate = MonotonicClock.now() - beat > Self.hungNanoseconds
    if isLate && !isHung {
      player?.alert(.fault)
      tell(.hung, onHappening)
    }
    isHung = isLate
  }

  private func tell(_ news: InputNews, _ onHappening: (LiveSession.Happening) -> Void) {
    onHappening(.input(news, seconds: Double(position) / input.rate.value))
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
}

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
