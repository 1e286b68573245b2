import Biofeedback
import EMGUnits
import RealtimeSupport
import SignalProcessing
import SoundCard

/// The inner loop of the capture thread: waits for a period, runs the core on it, sends cues to the playback thread and
/// everything else to the session thread. No allocation, lock, file or message to the kernel but the device's own.
package struct CaptureLoop: ~Copyable {
  /// Why the loop was left.
  package enum End: BitwiseCopyable {
    /// The session is over.
    case stopped
    /// No data for `stallNanoseconds`, and no error.
    case stalled
    /// ALSA's error code.
    case failed(Int32)
  }

  /// A period lasts some milliseconds: something is wrong without data for so long.
  private static var stallNanoseconds: Int { @_noLocks get { 500_000_000 } }
  private static var waitMilliseconds: Int32 { @_noLocks get { 50 } }
  package static var blockFrames: Int { @_noLocks get { FrontEnd.maximumFrames } }

  /// The core with its front end.
  package var core: FedPipeline
  /// Input frames so far, gaps included.
  package private(set) var position = 0
  /// Frames that were read from the device.
  package private(set) var framesRead = 0
  private(set) var clock: StreamClock
  private let link: UnsafeMutablePointer<CaptureLink>
  private let tones: UnsafeMutablePointer<ToneLink>?
  private let followsPitch: Bool
  private let bytes: FixedBuffer<UInt8>
  private let frameBytes: Int
  private let conversion: FrameConversion
  /// Raw frames on their way to the recording.
  private var outlet: FrameOutlet
  /// For people to look at; nil when nobody does.
  private var tap: EnvelopeTap?
  /// What the latest block took, in nanoseconds.
  private var busy = 0

  /// `tones` is nil when nothing is played on a device. Both pointers must outlive the loop.
  package init(
    core: consuming FedPipeline, format: StreamFormat, link: UnsafeMutablePointer<CaptureLink>,
    tones: UnsafeMutablePointer<ToneLink>?, followsPitch: Bool, tap: EnvelopeTap? = nil
  ) {
    self.core = core
    self.tap = tap
    self.link = link
    self.tones = tones
    self.followsPitch = followsPitch
    clock = StreamClock(rate: format.rate)
    frameBytes = format.frameBytes
    bytes = FixedBuffer(repeating: 0, count: Self.blockFrames * format.frameBytes)
    conversion = FrameConversion(format, frames: Self.blockFrames)
    outlet = FrameOutlet(link, frameBytes: format.channels * format.format.handedBytes)
  }

  /// The core, which still holds what is on its way.
  consuming func intoCore() -> FedPipeline { core }

  /// The device has been started for the first time.
  mutating func started(at time: Int) { clock.started(at: time) }

  /// Captures until something happens that this loop cannot deal with.
  @_noLocks
  package mutating func run(_ stream: borrowing PCMStream) -> End {
    var latest = MonotonicClock.now()
    while true {
      link.pointee.beat.store(MonotonicClock.now(), ordering: .relaxed)
      if link.pointee.stop.load(ordering: .relaxed) { return .stopped }
      let ready = stream.wait(milliseconds: Self.waitMilliseconds)
      if ready < 0 { return .failed(ready) }
      let woken = MonotonicClock.now()
      let available = stream.available()
      if available < 0 { return .failed(Int32(truncatingIfNeeded: available)) }
      if available == 0 {
        if woken - latest > Self.stallNanoseconds { return .stalled }
        // woken for nothing: not again at once, this thread goes ahead of all others
        if ready > 0 { briefPause() }
        continue
      }
      latest = woken
      let frames = stream.read(into: UnsafeMutableRawPointer(bytes.pointer), frames: min(available, Self.blockFrames))
      if frames == -11 { continue }  // EAGAIN
      if frames < 0 { return .failed(Int32(truncatingIfNeeded: frames)) }
      take(frames, woken: woken, lateness: clock.note(position: position + available, at: woken))
    }
  }

  /// Takes floats that came from elsewhere than a sound card, at a monotonic time; `waiting` more came with them.
  @_noLocks
  mutating func take(_ samples: UnsafePointer<Float>, frames: Int, waiting: Int, at time: Int) {
    UnsafeMutableRawPointer(bytes.pointer).copyMemory(
      from: UnsafeRawPointer(samples), byteCount: min(frames * frameBytes, bytes.count))
    take(frames, woken: time, lateness: clock.note(position: position + frames + waiting, at: time))
  }

  /// The frames are kept before the core is asked: what the tables say has then always been recorded.
  @_noLocks
  private mutating func take(_ frames: Int, woken: Int, lateness: Int) {
    let samples = conversion.samples(UnsafeRawPointer(bytes.pointer), frames: frames)
    outlet.keep(
      FrameConversion.bytes(samples), frames: frames, .frames(frames, readAt: woken, lateness: lateness, busy: busy))
    core.push(samples, offset: 0, frames: frames)
    position += frames
    framesRead += frames
    drain()
    busy = MonotonicClock.now() - woken
  }

  /// Lets frames that the device lost go through the core, and tells of them.
  @_noLocks
  mutating func addGap(_ frames: Int) {
    guard frames > 0 else { return }
    tell(.gap(frames))
    var left = frames
    while left > 0 {
      let count = min(left, Self.blockFrames)
      core.pushGap(frames: count)
      position += count
      left -= count
      drain()
    }
  }

  @_noLocks
  private mutating func drain() {
    repeat {
      while let event = core.pipeline.next() {
        if let tones, let command = ToneCommand(event, followsPitch: followsPitch, at: MonotonicClock.now()) {
          _ = tones.pointee.commands.push(command)
        }
        tell(.event(event))
      }
      showEnvelope()
    } while core.pipeline.advance()
  }

  /// A dropped point is no loss: nobody decides by it.
  @_noLocks
  private mutating func showEnvelope() {
    guard tap != nil else { return }
    let arrival = clock.time(of: position)
    while let point = tap?.take(core.pipeline.chain, frames: position, arrival: arrival) {
      _ = link.pointee.envelope.push(point)
    }
  }

  /// To the session thread.
  @_noLocks
  func tell(_ entry: JournalEntry) { link.pointee.tell(entry) }
}

/// A millisecond without the processor.
@_semantics("no_performance_analysis") @inline(never)
private func briefPause() { MonotonicClock.sleep(nanoseconds: 1_000_000) }
