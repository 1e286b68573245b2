import Biofeedback
import EMGUnits
import LabStreams
import RealtimeSupport

/// Everything that the capture thread owns when the input is a stream of LSL: the loop, the stream, and what it does when
/// frames are late, missing, or do not come any more.
///
/// The session's clock is that of the stream's time stamps (`LabStreamTimeline`). When nothing comes for `stallNanoseconds`, time
/// goes through the core as a gap, by the computer's clock, and what comes late for it is dropped: a cue about a stride of long ago
/// helps nobody. A sender that has gone is looked for until it is back as it was.
struct StreamThread: ~Copyable {
  private static let waitSeconds = 0.02
  /// Senders send pieces of some 10 to 200 ms.
  private static let stallNanoseconds = 500_000_000
  private static let lookPause = 200_000_000
  private static let slice = 20_000_000
  /// What is lost for sure while nothing comes: all but this much.
  private static let gapMargin = 0.1

  /// The loop, and with it the core.
  private var loop: CaptureLoop
  private let input: LabStreamInput
  private var inlet: LabStreamInlet?
  private let link: UnsafeMutablePointer<CaptureLink>
  private var timeline: LabStreamTimeline
  private let samples: FixedBuffer<Float>
  private let stamps: FixedBuffer<Double>
  private let channels: Int
  private let capacity: Int
  private var waiting = 0
  private var latestArrival = 0
  /// The session's position when frames failed to come; nil while they come.
  private var awaySince: Int?

  /// Takes over a stream that is open.
  init(loop: consuming CaptureLoop, input: LabStreamInput, link: UnsafeMutablePointer<CaptureLink>) {
    self.loop = loop
    self.input = input
    self.link = link
    inlet = input.take()
    channels = input.info.channelCount
    timeline = LabStreamTimeline(rate: Double(input.rate))
    // what waits while it is not known whether there is a gap, and a block more
    capacity = LabStreamInput.blockFrames + Int(bounded: 2 * LabStreamTimeline.holdSeconds * Double(input.rate))
    samples = FixedBuffer(repeating: 0, count: capacity * channels)
    stamps = FixedBuffer(repeating: 0, count: capacity)
  }

  /// The core, which still holds what is on its way; for after the thread's end.
  consuming func intoCore() -> FedPipeline { loop.intoCore() }

  /// What the thread runs; `context` points to a `StreamThread`.
  static let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
    context?.assumingMemoryBound(to: StreamThread.self).pointee.serve()
    return nil
  }

  private var isStopped: Bool { link.pointee.stop.load(ordering: .relaxed) }

  /// Captures until the session ends.
  private mutating func serve() {
    // what came since it was opened is of the time before the session
    while case .frames(let old) = pull(), old == LabStreamInput.blockFrames {}
    latestArrival = MonotonicClock.now()
    while !isStopped {
      link.pointee.beat.store(MonotonicClock.now(), ordering: .relaxed)
      switch pull() {
      case .lost: lost()
      case .frames(let frames):
        let now = MonotonicClock.now()
        if frames > 0 { arrived(frames, at: now) }
        place(at: now)
        if frames == 0 { lookAfter(now) }
      }
    }
    inlet = nil
  }

  private func pull() -> LabStreamInlet.Pull {
    guard let inlet else { return .lost }
    let room = min(capacity - waiting, LabStreamInput.blockFrames)
    guard room > 0 else { return .frames(0) }
    return inlet.pull(
      samples.pointer + waiting * channels, stamps.pointer + waiting, most: room, seconds: Self.waitSeconds)
  }

  /// Makes fractions of full scale of what has come.
  private mutating func arrived(_ frames: Int, at now: Int) {
    var index = waiting * channels
    let end = (waiting + frames) * channels
    while index < end {
      samples.pointer[index] *= input.gain
      index += 1
    }
    waiting += frames
    latestArrival = now
  }

  /// Hands on what waits, with gaps where frames are missing.
  private mutating func place(at now: Int) {
    while waiting > 0 {
      let step = timeline.next(
        UnsafeBufferPointer(start: stamps.pointer, count: waiting), position: loop.position,
        expected: awaySince == nil ? nil : loop.clock.position(at: now), now: Double(now) / 1e9)
      switch step {
      case .deliver(let count): deliver(count, at: now)
      case .gap(let frames):
        // nobody saw it stop, but frames are missing
        if awaySince == nil { loop.tell(.interrupted(.streamGap)) }
        let before = awaySince ?? loop.position
        loop.addGap(frames)
        back(since: before)
      case .drop(let count): remove(count)
      case .hold:
        guard waiting == capacity else { return }
        // no room to wait any longer
        deliver(waiting, at: now)
      }
    }
  }

  private mutating func deliver(_ count: Int, at now: Int) {
    if let before = awaySince { back(since: before) }
    var done = 0
    while done < count {
      let frames = min(count - done, CaptureLoop.blockFrames)
      loop.tell(.stamp(Int(bounded: stamps.pointer[done + frames - 1] * 1e9)))
      loop.take(samples.pointer + done * channels, frames: frames, waiting: count - done - frames, at: now)
      done += frames
    }
    remove(count)
  }

  /// Frames come again.
  private mutating func back(since before: Int) {
    loop.tell(.resumed(lost: loop.position - before))
    awaySince = nil
  }

  private mutating func remove(_ count: Int) {
    waiting -= count
    guard waiting > 0, count > 0 else { return }
    var index = 0
    while index < waiting {
      stamps.pointer[index] = stamps.pointer[index + count]
      index += 1
    }
    index = 0
    while index < waiting * channels {
      samples.pointer[index] = samples.pointer[index + count * channels]
      index += 1
    }
  }

  /// Nothing came: after a while that is told, and time goes on without it.
  private mutating func lookAfter(_ now: Int) {
    guard now - latestArrival > Self.stallNanoseconds else { return }
    if awaySince == nil { leave(.streamStalled) }
    advance(to: now)
  }

  private mutating func leave(_ trouble: InputTrouble) {
    loop.tell(.interrupted(trouble))
    if awaySince == nil { awaySince = loop.position }
    timeline.interrupted()
  }

  /// The sender has gone: it is looked for until it is back.
  private mutating func lost() {
    inlet = nil
    place(at: MonotonicClock.now())
    waiting = 0
    var told = InputTrouble.streamGone
    leave(told)
    while !isStopped {
      switch input.reopen() {
      case .open(let opened):
        inlet = opened
        latestArrival = MonotonicClock.now()
        return
      case .missing: break
      case .changed:
        if told != .streamChanged {
          told = .streamChanged
          loop.tell(.interrupted(told))
        }
      }
      rest(Self.lookPause)
    }
  }

  /// Waits, and lets the time that passes go through the core as a gap.
  private mutating func rest(_ nanoseconds: Int) {
    let end = MonotonicClock.now() + nanoseconds
    while !isStopped, case let now = MonotonicClock.now(), now < end {
      link.pointee.beat.store(now, ordering: .relaxed)
      MonotonicClock.sleep(nanoseconds: min(Self.slice, end - now))
      advance(to: MonotonicClock.now())
    }
  }

  private mutating func advance(to time: Int) {
    guard let reached = loop.clock.position(at: time) else { return }
    loop.addGap(max(0, reached - Int(bounded: Self.gapMargin * Double(input.rate)) - loop.position))
  }
}
