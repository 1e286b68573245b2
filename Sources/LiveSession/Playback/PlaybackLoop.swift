import EMGUnits
import RealtimeSupport
import SoundCard
import ToneSynthesis

/// The inner loop of the playback thread: keeps the device's buffer full, with silence or with what is due.
package struct PlaybackLoop: ~Copyable {
  /// Why the loop was left.
  package enum End: BitwiseCopyable {
    /// The session is over.
    case stopped
    /// The device takes nothing any more, and gives no error.
    case stalled
    /// ALSA's error code.
    case failed(Int32)
  }

  private static var stallNanoseconds: Int { @_noLocks get { 500_000_000 } }
  private static var waitMilliseconds: Int32 { @_noLocks get { 50 } }

  private var tones: LegTones
  private let link: UnsafeMutablePointer<ToneLink>
  private let gain: Float
  private let rendering: FrameRendering
  private let periodFrames: Int
  private let nanosecondsPerFrame: Double
  private let block: FixedBuffer<Float>
  private let bytes: FixedBuffer<UInt8>
  private var isClicking = false

  /// - Parameters:
  ///   - gain: factor on the tones, 0–1.
  ///   - link: must outlive the loop.
  package init(format: StreamFormat, legCount: Int, gain: Float, link: UnsafeMutablePointer<ToneLink>)
    throws(ConfigurationError)
  {
    tones = try LegTones(sampleRate: Hertz(Double(format.rate)), legCount: legCount)
    self.link = link
    self.gain = gain
    rendering = FrameRendering(format)
    periodFrames = format.periodFrames
    nanosecondsPerFrame = 1e9 / Double(format.rate)
    block = FixedBuffer(repeating: 0, count: format.periodFrames * tones.channelCount)
    bytes = FixedBuffer(repeating: 0, count: format.periodFrames * format.frameBytes)
  }

  /// Fills the device's buffer with silence, so that it can be started.
  @_noLocks
  package mutating func fill(_ stream: borrowing PCMStream) -> Int {
    bytes.fill(0)
    var left = stream.available()
    while left > 0 {
      let written = stream.write(UnsafeRawPointer(bytes.pointer), frames: min(left, periodFrames))
      if written <= 0 { return written }
      left -= written
    }
    return left
  }

  /// Plays until something happens that this loop cannot deal with.
  @_noLocks
  package mutating func run(_ stream: borrowing PCMStream) -> End {
    var latest = MonotonicClock.now()
    while true {
      if link.pointee.stop.load(ordering: .relaxed) { return .stopped }
      let ready = stream.wait(milliseconds: Self.waitMilliseconds)
      if ready < 0 { return .failed(ready) }
      var available = stream.available()
      if available < 0 { return .failed(Int32(truncatingIfNeeded: available)) }
      let now = MonotonicClock.now()
      if available < periodFrames && now - latest > Self.stallNanoseconds { return .stalled }
      while available >= periodFrames {
        latest = now
        takeCommands(stream, now: now)
        let code = playPeriod(stream)
        if code < 0 { return .failed(code) }
        available -= periodFrames
      }
    }
  }

  @_noLocks
  private mutating func takeCommands(_ stream: borrowing PCMStream, now: Int) {
    while let alert = link.pointee.alerts.pop() { follow(alert) }
    while let command = link.pointee.commands.pop() {
      follow(command)
      if case .start = command.action, command.decidedAt > 0 {
        let ahead = Int(bounded: Double(stream.delay()) * nanosecondsPerFrame)
        _ = link.pointee.latencies.push(now - command.decidedAt + ahead)
      }
    }
  }

  @_noLocks
  private mutating func follow(_ command: ToneCommand) {
    switch command.action {
    case .start(let kind): tones.start(kind, leg: command.leg)
    case .follow(let share): tones.follow(share: share, leg: command.leg)
    case .click: isClicking = true
    }
  }

  @_noLocks
  private mutating func playPeriod(_ stream: borrowing PCMStream) -> Int32 {
    let channels = tones.channelCount
    tones.render(into: UnsafeMutableBufferPointer(start: block.pointer, count: periodFrames * channels))
    if isClicking { addClick(channels) }
    rendering.render(
      UnsafePointer(block.pointer), channels: channels, frames: periodFrames, gain: gain,
      into: UnsafeMutableRawPointer(bytes.pointer))
    var done = 0
    let frameBytes = bytes.count / periodFrames
    while done < periodFrames {
      let written = stream.write(UnsafeRawPointer(bytes.pointer + done * frameBytes), frames: periodFrames - done)
      if written < 0 { return Int32(truncatingIfNeeded: written) }
      if written == 0 { return 0 }
      done += written
    }
    return 0
  }

  /// A millisecond at the loudest that tones may be.
  @_noLocks
  private mutating func addClick(_ channels: Int) {
    let samples = min(block.count, channels * max(1, Int(bounded: 1e6 / nanosecondsPerFrame)))
    var i = 0
    while i < samples {
      block[i] = 0.5
      i += 1
    }
    isClicking = false
    _ = link.pointee.clicks.push(MonotonicClock.now())
  }
}
