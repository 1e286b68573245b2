import Biofeedback
import EMGUnits
import RealtimeSupport
import SoundCard

/// Everything that the capture thread owns: the loop, the stream, and what it does when the stream fails.
///
/// A failure never ends it. The stream is set up and started anew; when that is refused or brings no data three times, or the
/// device is gone, it is closed and looked for with growing pauses, until it is back or the session ends. Meanwhile the frames that it loses
/// go through the core as a gap, by the computer's clock.
struct CaptureThread: ~Copyable {
  private static let shortestPause = 100_000_000
  private static let longestPause = 2_000_000_000
  private static let slice = 20_000_000
  /// What is lost for sure while a device is away: all but this much, since the clock's reading is exact only at its start.
  private static let gapMargin = 0.1
  private static let mostRestarts = 3

  /// The loop, and with it the core.
  var loop: CaptureLoop
  private var stream: PCMStream?
  private let link: UnsafeMutablePointer<CaptureLink>
  private let reopening: StreamReopening
  private let rate: Int
  /// Restarts in a row that brought no data.
  private var fruitless = 0

  /// Takes over a stream that is not running yet.
  init(loop: consuming CaptureLoop, stream: consuming PCMStream, link: UnsafeMutablePointer<CaptureLink>) {
    self.loop = loop
    self.link = link
    reopening = StreamReopening(stream)
    rate = stream.format.rate
    self.stream = consume stream
  }

  /// The core, which still holds what is on its way; for after the thread's end.
  consuming func intoCore() -> FedPipeline { loop.intoCore() }

  /// What the thread runs; `context` points to a `CaptureThread`.
  static let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
    context?.assumingMemoryBound(to: CaptureThread.self).pointee.serve()
    return nil
  }

  /// Captures until the session ends.
  private mutating func serve() {
    if !begin() { interrupted(.failed) }
    while !isStopped {
      let before = loop.framesRead
      let end = turn()
      if loop.framesRead > before { fruitless = 0 }
      switch end {
      case .stopped: break
      case .stalled: interrupted(.stalled)
      case .failed(let code): interrupted(InputTrouble(code: code))
      }
    }
    stream = nil
  }

  private mutating func turn() -> CaptureLoop.End {
    // taken out for the time of the call: the loop is changed while the stream is read
    guard let running = stream.take() else { return .failed(-19) }
    let end = loop.run(running)
    stream = consume running
    return end
  }

  /// Starts the stream; false when it refuses.
  private mutating func begin() -> Bool {
    guard let opened = stream.take() else { return false }
    let isRunning = Self.start(opened)
    if isRunning, loop.framesRead == 0, let time = opened.startedAt { loop.started(at: time) }
    stream = consume opened
    return isRunning
  }

  private static func start(_ stream: borrowing PCMStream) -> Bool {
    do throws(SoundCardError) {
      try stream.prepare()
      try stream.start()
      return true
    } catch { return false }
  }

  private mutating func interrupted(_ trouble: InputTrouble) {
    loop.tell(.interrupted(trouble))
    let before = loop.position
    var restarts = trouble == .gone || fruitless >= Self.mostRestarts ? 0 : Self.mostRestarts
    fruitless += 1
    var pause = Self.shortestPause
    while !isStopped {
      if restarts > 0 {
        restarts -= 1
      } else {
        stream = nil
        stream = try? reopening.open()
      }
      if begin() {
        resumed(since: before)
        return
      }
      rest(pause)
      pause = min(2 * pause, Self.longestPause)
    }
  }

  private var isStopped: Bool { link.pointee.stop.load(ordering: .relaxed) }

  /// Waits, and lets the time that passes go through the core as a gap.
  private mutating func rest(_ nanoseconds: Int) {
    let end = MonotonicClock.now() + nanoseconds
    while !isStopped, case let now = MonotonicClock.now(), now < end {
      link.pointee.beat.store(now, ordering: .relaxed)
      MonotonicClock.sleep(nanoseconds: min(Self.slice, end - now))
      advance(to: MonotonicClock.now(), margin: Int(bounded: Self.gapMargin * Double(rate)))
    }
  }

  /// The stream runs again: what it missed is complete.
  private mutating func resumed(since before: Int) {
    let now = MonotonicClock.now()
    var started = now
    if let told = stream?.startedAt, abs(now - told) < 1_000_000_000 { started = told }
    advance(to: started, margin: 0)
    loop.tell(.resumed(lost: loop.position - before))
  }

  private mutating func advance(to time: Int, margin: Int) {
    guard let reached = loop.clock.position(at: time) else { return }
    loop.addGap(max(0, reached - margin - loop.position))
  }
}
