import Biofeedback
import EMGUnits
import RealtimeSupport
import Synchronization

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
