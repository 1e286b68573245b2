import CalibrationProtocol
import EMGUnits
import Testing

@Suite struct SqueezeTestTests {
  private let glute = ChannelRole(.muscle(.gluteusMaximus))
  private let hamstring = ChannelRole(.muscle(.hamstrings))

  private func refusal(
    squeeze: (Double, Double), curl: (Double, Double), shared: Double = 0
  ) -> TrialRefusal? {
    let trials = [
      MadeTrial.trial("glute", glute: squeeze.0, hamstring: squeeze.1, shared: shared),
      MadeTrial.trial("hamstring", glute: curl.0, hamstring: curl.1),
    ]
    return SqueezeTest(
      trials, glute: glute, hamstring: hamstring, noise: ["glute": 0.001, "hamstring": 0.001])?.refusal
  }

  @Test func eachMuscleOnItsOwnChannelPasses() {
    #expect(refusal(squeeze: (0.02, 0.02), curl: (0.004, 0.08)) == nil)
  }

  @Test func exchangedChannelsAreSwapped() {
    #expect(refusal(squeeze: (0.02, 0.02), curl: (0.08, 0.004)) == .swapped)
  }

  @Test func aChannelThatAnswersToBothIsOnTheWrongPlace() {
    #expect(refusal(squeeze: (0.02, 0.02), curl: (0.018, 0.08)) == .sameMuscle(role: "glute"))
    #expect(refusal(squeeze: (0.02, 0.07), curl: (0.004, 0.08)) == .sameMuscle(role: "hamstring"))
  }

  @Test func aSharedSignalIsCrossTalk() {
    #expect(refusal(squeeze: (0.02, 0.02), curl: (0.004, 0.08), shared: -0.8) == .crossTalk(percent: 80))
  }

  @Test func aChannelThatNeverRisesIsDeadOrWeak() {
    #expect(refusal(squeeze: (0.001, 0.02), curl: (0.001, 0.08)) == .dead(role: "glute"))
    #expect(refusal(squeeze: (0.003, 0.02), curl: (0.001, 0.08)) == .noRise(role: "glute", factor: 3))
  }

  @Test func withoutBothContractionsThereIsNoAnswer() {
    let trials = [MadeTrial.trial("glute", glute: 0.02, hamstring: 0.01)]
    #expect(SqueezeTest(trials, glute: glute, hamstring: hamstring) == nil)
  }
}
