import RealtimeSupport
import SoundCard

/// Everything that the playback thread owns. A headset that goes away is looked for with growing pauses; cues that are due
/// meanwhile are not kept for later.
struct PlaybackThread: ~Copyable {
  private static let shortestPause = 200_000_000
  private static let longestPause = 2_000_000_000
  private static let slice = 20_000_000

  private var loop: PlaybackLoop
  private var stream: PCMStream?
  private let link: UnsafeMutablePointer<ToneLink>
  private let reopening: StreamReopening

  /// Takes over a stream that is not running yet.
  init(loop: consuming PlaybackLoop, stream: consuming PCMStream, link: UnsafeMutablePointer<ToneLink>) {
    self.loop = loop
    self.link = link
    reopening = StreamReopening(stream)
    self.stream = consume stream
  }

  /// What the thread runs; `context` points to a `PlaybackThread`.
  static let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
    context?.assumingMemoryBound(to: PlaybackThread.self).pointee.serve()
    return nil
  }

  private mutating func serve() {
    if !begin() { lookAgain() }
    while !isStopped, let running = stream.take() {
      let end = loop.run(running)
      stream = consume running
      switch end {
      case .stopped: break
      case .stalled: lookAgain()
      case .failed(let code):
        if InputTrouble(code: code) != .gone && begin() {
          tell(.underrun)
        } else {
          lookAgain()
        }
      }
    }
    stream = nil
  }

  private mutating func begin() -> Bool {
    guard let opened = stream.take() else { return false }
    let isRunning = Self.start(opened, &loop)
    stream = consume opened
    return isRunning
  }

  private static func start(_ stream: borrowing PCMStream, _ loop: inout PlaybackLoop) -> Bool {
    do throws(SoundCardError) {
      try stream.prepare()
      guard loop.fill(stream) >= 0 else { return false }
      try stream.start()
      return true
    } catch { return false }
  }

  private mutating func lookAgain() {
    tell(.gone)
    stream = nil
    var pause = Self.shortestPause
    while !isStopped {
      let end = MonotonicClock.now() + pause
      while !isStopped && MonotonicClock.now() < end {
        MonotonicClock.sleep(nanoseconds: Self.slice)
        discard()
      }
      pause = min(2 * pause, Self.longestPause)
      guard !isStopped, let again = try? reopening.open() else { continue }
      stream = consume again
      if begin() {
        tell(.back)
        return
      }
      stream = nil
    }
  }

  private var isStopped: Bool { link.pointee.stop.load(ordering: .relaxed) }

  private func discard() {
    while link.pointee.commands.pop() != nil {}
    while link.pointee.alerts.pop() != nil {}
  }

  private func tell(_ news: ToneNews) { _ = link.pointee.news.push(news) }
}
