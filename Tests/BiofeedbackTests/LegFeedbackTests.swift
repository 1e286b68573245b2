import Biofeedback
import EMGUnits
import Testing

/// What is heard of a leg, and when a recovery is.
@Suite struct LegFeedbackTests {
  private func decision(_ verdict: Verdict) -> Decision { Decision(verdict: verdict, glute: 0.2, hamstring: 1) }

  @Test func aRecoveryFollowsAFailureThatWasHeard() {
    var leg = LegFeedback(FeedbackSettings())
    #expect(leg.takeRecovery(at: 1) == false)
    #expect(leg.cue(for: decision(.silent), at: 2) == .silent)
    #expect(leg.takeRecovery(at: 3) && !leg.takeRecovery(at: 4))
  }

  @Test func whatWasTheElectrodeIsNoFailure() {
    var leg = LegFeedback(FeedbackSettings())
    _ = leg.cue(for: decision(.silent), at: 2)
    leg.forgetFailure()
    #expect(leg.takeRecovery(at: 3) == false)
  }

  @Test func inSilenceNeitherIsHeard() {
    var settings = FeedbackSettings()
    settings.share = 0.5
    var leg = LegFeedback(settings)
    #expect(leg.cue(for: decision(.silent), at: 29) == .silent)
    // the recovery comes where nothing is heard, and is not kept for later
    #expect(!leg.takeRecovery(at: 31) && !leg.takeRecovery(at: 61))
    #expect(leg.cue(for: decision(.silent), at: 40) == nil)
  }

  @Test func onlyJudgedStridesCountAsJudged() {
    var leg = LegFeedback(FeedbackSettings())
    for verdict in [Verdict.unusable, .baseline] { _ = leg.cue(for: decision(verdict), at: 5) }
    #expect(leg.judgedAt == -.infinity)
    for (seconds, verdict) in [(6.0, Verdict.firing), (7, .weak), (8, .silent)] {
      _ = leg.cue(for: decision(verdict), at: seconds)
      #expect(leg.judgedAt == seconds)
    }
  }
}
