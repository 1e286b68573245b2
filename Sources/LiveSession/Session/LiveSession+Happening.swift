import Biofeedback
import EMGUnits
import LabStreams
import Recording
import SessionResults
import SoundCard

extension LiveSession {
  /// What there is to show while the session runs.
  public enum Happening {
    /// A sound, and the second at which it begins.
    case cue(Cue, seconds: Double, glute: Float?)
    /// What is wrong with the signal; the `fault` cue comes with it. `isLate`: no stride judged for a while.
    case trouble(leg: Side?, StrideFlags, isLate: Bool, seconds: Double)
    /// A stride is complete.
    case stride(StrideRecord)
    /// The first good strides have been compared with the profile.
    case profile(leg: Side?, ProfileFit)
    /// The rhythm has ended.
    case lost
    /// Input up to so many seconds had come in at a monotonic time in nanoseconds; what the core tells of it follows.
    case arrived(at: Int, seconds: Double)
    /// A block has been dealt with.
    case time(seconds: Double)
    /// The sound cards are running; what they were set to, in whole sentences.
    case running([String])
    /// What has become of the device that captures.
    case input(InputNews, seconds: Double)
    /// What has become of the device that plays.
    case tone(ToneNews, seconds: Double)
    /// A point of the envelopes, when `Request.showsEnvelope`.
    case envelope(EnvelopePoint)
    /// The runner has marked a moment.
    case marked(seconds: Double)
    /// The disk runs short, or nothing is kept any more.
    case storage(StorageNews)
  }

  /// What went wrong.
  public enum Failure: Error, Sendable {
    /// A recording cannot be read or written.
    case recording(RecordingError)
    /// A setting does not fit.
    case configuration(ConfigurationError)
    /// A result cannot be written.
    case output(OutputError)
    /// A sound card cannot be used.
    case soundCard(SoundCardError)
    /// A stream of LSL cannot be used.
    case stream(LabStreamError)
  }
}

/// What the runner wants, asked again and again while the session runs.
public struct SessionControls {
  /// True from the moment on at which the session is to end.
  public var shouldStop: () -> Bool
  /// True once for each moment that the runner marks.
  public var nextMark: () -> MarkWish?

  /// Joins both.
  public init(shouldStop: @escaping () -> Bool = { false }, nextMark: @escaping () -> MarkWish? = { nil }) {
    self.shouldStop = shouldStop
    self.nextMark = nextMark
  }
}

/// A moment that somebody wants to mark.
public struct MarkWish: Sendable, Hashable {
  /// What it is called.
  public var word: String
  /// When it was, on the session's clock; nil for now.
  public var seconds: Double?

  /// Joins both.
  public init(word: String = "mark", seconds: Double? = nil) {
    self.word = word
    self.seconds = seconds
  }
}
