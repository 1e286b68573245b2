import Biofeedback
import EMGUnits
import Glibc
import RealtimeSupport
import SoundCard
import Synchronization

/// A device that plays the tones, running from `init` to `close`: silence between cues, a cue with the next period written.
final class TonePlayer {
  /// How loud the tones may be.
  static let gains: ClosedRange<Float> = 0...1

  /// What the device was set to.
  let format: StreamFormat
  /// The device's name.
  let device: String
  /// Shared with the threads; valid until `close`.
  let link: UnsafeMutablePointer<ToneLink>
  /// How the system lets the thread run.
  private(set) var scheduling = AudioThread.Scheduling.ordinary(refusal: EAGAIN)
  private let context: UnsafeMutablePointer<PlaybackThread>
  private var thread: AudioThread?

  /// Opens the device and makes everything that playing needs; `start` lets it play.
  init(_ output: DeviceOutput, legCount: Int) throws(LiveSession.Failure) {
    let stream = try Self.open(output)
    device = output.device
    format = stream.format
    link = .allocate(capacity: 1)
    link.initialize(to: ToneLink())
    context = .allocate(capacity: 1)
    do throws(LiveSession.Failure) {
      let loop = try Self.loop(stream.format, legCount, output, link)
      context.initialize(to: PlaybackThread(loop: loop, stream: stream, link: link))
    } catch {
      context.deallocate()
      link.deinitialize(count: 1)
      link.deallocate()
      throw error
    }
  }

  /// Starts the thread, which starts the device. To be called once, when the memory of the session has been made: that
  /// would hold up a thread that already plays.
  func start() {
    let started = AudioThread(
      priority: AudioThread.playbackPriority, context: UnsafeMutableRawPointer(context), body: PlaybackThread.body)
    if let running = consume started {
      scheduling = running.scheduling
      thread = consume running
    }
  }

  deinit {
    close()
    context.deinitialize(count: 1)
    context.deallocate()
    link.deinitialize(count: 1)
    link.deallocate()
  }

  /// A sound that does not come from the core. Session thread only.
  func alert(_ kind: CueKind) {
    _ = link.pointee.alerts.push(ToneCommand(.start(kind), leg: nil, decidedAt: 0))
  }

  /// A click, to measure latency by. Session thread only.
  func click() { _ = link.pointee.alerts.push(ToneCommand(.click, leg: nil, decidedAt: 0)) }

  /// What the core lets be heard, when the session thread itself runs the core.
  func send(_ command: ToneCommand) { _ = link.pointee.commands.push(command) }

  /// Ends the thread and closes the device; later calls do nothing.
  func close() {
    guard let running = thread.take() else { return }
    link.pointee.stop.store(true, ordering: .relaxed)
    running.join()
  }

  private static func open(_ output: DeviceOutput) throws(LiveSession.Failure) -> PCMStream {
    do { return try PCMStream(output.device, .playback, output.request) } catch { throw .soundCard(error) }
  }

  private static func loop(
    _ format: StreamFormat, _ legCount: Int, _ output: DeviceOutput, _ link: UnsafeMutablePointer<ToneLink>
  ) throws(LiveSession.Failure) -> PlaybackLoop {
    do {
      return try PlaybackLoop(format: format, legCount: legCount, gain: output.gain, link: link)
    } catch { throw .configuration(error) }
  }
}

/// What the playback thread shares with the others.
package struct ToneLink: ~Copyable {
  /// From the thread that runs the core.
  package let commands = SPSCRing<ToneCommand>(capacity: 256)
  /// From the session thread: sounds that do not come from the core.
  package let alerts = SPSCRing<ToneCommand>(capacity: 16)
  /// Nanoseconds from a decision to the first sample at the plug; to the session thread.
  package let latencies = SPSCRing<Int>(capacity: 1024)
  /// Monotonic times at which clicks were handed to the device; to the session thread.
  package let clicks = SPSCRing<Int>(capacity: 1024)
  /// What has become of the device; to the session thread.
  package let news = SPSCRing<ToneNews>(capacity: 64)
  /// Set by the session thread: the playback thread ends.
  package let stop = Atomic<Bool>(false)

  package init() {}
}

/// What has become of the device that plays.
public enum ToneNews: Sendable, Hashable, BitwiseCopyable {
  /// We were too slow, or its clock stood still; it goes on at once.
  case underrun
  /// It is gone, and looked for again and again.
  case gone
  /// It is back.
  case back
}

/// What the playback side is to do, as a plain value between threads.
package struct ToneCommand: BitwiseCopyable {
  /// A sound or a pitch.
  package enum Action: BitwiseCopyable {
    /// Let a sound begin.
    case start(CueKind)
    /// Let the pitch follow a share; nil is silence.
    case follow(Float?)
    /// A click, to measure latency by.
    case click
  }

  /// What to do.
  package let action: Action
  /// The leg it belongs to; nil for both.
  package let leg: Side?
  /// Monotonic nanoseconds at which it was decided.
  package let decidedAt: Int

  /// Joins the values.
  @_noLocks
  package init(_ action: Action, leg: Side?, decidedAt: Int) {
    self.action = action
    self.leg = leg
    self.decidedAt = decidedAt
  }

  /// What an event lets the runner hear; nil when nothing.
  @_noLocks
  package init?(_ event: PipelineEvent, followsPitch: Bool, at nanoseconds: Int = 0) {
    switch event {
    case .cue(let cue): self.init(.start(cue.kind), leg: cue.leg, decidedAt: nanoseconds)
    case .heartbeat: self.init(.start(.heartbeat), leg: nil, decidedAt: nanoseconds)
    case .decided(let leg, _, let verdict, let glute, let hamstring, _):
      guard followsPitch else { return nil }
      let share = Self.share(verdict, glute: glute, hamstring: hamstring)
      self.init(.follow(share), leg: leg, decidedAt: nanoseconds)
    case .contact, .trouble, .profileFit, .stride, .lost: return nil
    }
  }

  /// The glute's share as pitch shows it; nil when the stride was not judged. Without a hamstring that can be trusted it
  /// counts as at its reference.
  @_noLocks
  private static func share(_ verdict: Verdict, glute: Float?, hamstring: Float?) -> Float? {
    switch verdict {
    case .unusable, .baseline: return nil
    case .firing, .weak, .silent:
      guard let glute else { return nil }
      let hamstring = hamstring ?? 1
      return glute + hamstring > 0 ? glute / (glute + hamstring) : nil
    }
  }
}
