/// Lets a cue through when the one before is long enough ago.
struct CueLimit: Sendable, BitwiseCopyable {
  /// The least time between two cues.
  let seconds: Double
  private var latest = -Double.infinity

  /// `seconds` that are not a positive number limit nothing.
  init(seconds: Double) { self.seconds = seconds }

  /// Whether a cue may sound now; if so, the time counts from here.
  @_noLocks
  mutating func lets(at now: Double) -> Bool {
    // phrased so that a limit that is not a number holds nothing back
    if now - latest < seconds { return false }
    latest = now
    return true
  }
}
