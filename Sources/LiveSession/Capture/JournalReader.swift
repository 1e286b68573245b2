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
