import Biofeedback
import EMGUnits

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
}
