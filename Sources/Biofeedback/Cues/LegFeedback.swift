import EMGUnits

/// What is heard of one leg: the policy's cues, and the recovery from a failure that was heard.
package struct LegFeedback: Sendable, BitwiseCopyable {
  private var policy: CuePolicy
  private let share: FeedbackShare
  /// A failure has been heard since the last recovery.
  private var hasToldFailure = false
  /// Input seconds at which the latest stride that could be judged was decided.
  package private(set) var judgedAt = -Double.infinity

  package init(_ settings: FeedbackSettings) {
    policy = CuePolicy(settings)
    share = FeedbackShare(settings.share)
  }

  /// The cue for the next decided stride; nil when nothing is to be heard.
  @_noLocks
  package mutating func cue(for decision: Decision, at now: Double) -> CueKind? {
    if decision.verdict.isFailing != nil { judgedAt = now }
    guard let kind = policy.cue(for: decision.verdict, isAimMet: decision.aim.isMet, at: now) else { return nil }
    if kind == .silent || kind == .weak { hasToldFailure = true }
    return kind
  }

  /// A failure has ended; true when that is to be heard, which takes a failure that was.
  @_noLocks
  package mutating func takeRecovery(at now: Double) -> Bool {
    guard hasToldFailure else { return false }
    hasToldFailure = false
    return share.isHeard(at: now)
  }

  /// What looked like failure was the electrode: its end is no recovery.
  @_noLocks
  package mutating func forgetFailure() { hasToldFailure = false }
}
