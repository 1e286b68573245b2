import Biofeedback
import EMGUnits
import Testing

@Suite struct FeedbackSettingsTests {
  private func pipeline(_ feedback: FeedbackSettings) throws {
    let settings = BiofeedbackPipeline.Settings(
      inputRate: 2000, channelCount: 2, map: try ChannelMap(parsing: "glute=1,hamstring=2"), mode: .live,
      feedback: feedback)
    _ = try BiofeedbackPipeline(settings)
  }

  @Test(arguments: [0.25, 0.5, 0.99]) func pitchAndAPartWithoutFeedbackDoNotGoTogether(share: Double) {
    var feedback = FeedbackSettings()
    (feedback.policy, feedback.share) = (.pitch, share)
    let message =
      "The policy pitch sounds all the time and cannot be combined with a feedback share of \(share). Expected: 0, 1, or another policy."
    #expect(throws: ConfigurationError(message)) { try pipeline(feedback) }
  }

  @Test func pitchGoesWithAllOrNothing() throws {
    var feedback = FeedbackSettings()
    feedback.policy = .pitch
    for share in [0.0, 1] {
      feedback.share = share
      try pipeline(feedback)
      #expect(feedback.followsPitch == (share == 1))
    }
  }

  @Test(arguments: CuePolicyKind.allCases.filter { $0 != .pitch }) func otherPoliciesGoWithAnyShare(
    policy: CuePolicyKind
  ) throws {
    var feedback = FeedbackSettings()
    (feedback.policy, feedback.share) = (policy, 0.3)
    try pipeline(feedback)
    #expect(!feedback.followsPitch)
  }
}
