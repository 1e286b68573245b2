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

  @Test func twoChannelsThatNeverRiseHaveNotBeenSqueezed() {
    #expect(refusal(squeeze: (0.001, 0.001), curl: (0.001, 0.001)) == .noAnswer)
  }

  @Test func contractionsThatDifferMuchAreNotEqual() {
    let trials =
      [0.02, 0.035].map { MadeTrial.trial("glute", glute: $0, hamstring: 0.002) }
      + [0.08, 0.06].map { MadeTrial.trial("hamstring", glute: 0.002, hamstring: $0) }
    let refusal = SqueezeTest(trials, glute: glute, hamstring: hamstring)?.refusal
    guard case .uneven("glute", let percent)? = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(abs(percent - 42.86) < 0.01)
    #expect(
      refusal?.description
        == "glute: its contractions differ by 43 %. Squeeze as hard as you comfortably can, equally each time.")
  }

  @Test func withoutBothContractionsThereIsNoAnswer() {
    let trials = [MadeTrial.trial("glute", glute: 0.02, hamstring: 0.01)]
    #expect(SqueezeTest(trials, glute: glute, hamstring: hamstring) == nil)
  }
}
