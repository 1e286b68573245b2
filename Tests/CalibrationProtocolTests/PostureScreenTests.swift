import CalibrationProtocol
import EMGUnits
import Testing

@Suite struct PostureScreenTests {
  private let glute = ChannelRole(.muscle(.gluteusMaximus))

  @Test func pairsAreTakenInTurnAndTheMiddleOneIsTold() throws {
    let trials = [
      MadeTrial.trial("neutral", glute: 0.02, hamstring: 0), MadeTrial.trial("arched", glute: 0.01, hamstring: 0),
      MadeTrial.trial("neutral", glute: 0.02, hamstring: 0), MadeTrial.trial("arched", glute: 0.014, hamstring: 0),
      MadeTrial.trial("neutral", glute: 0.01, hamstring: 0), MadeTrial.trial("arched", glute: 0.006, hamstring: 0),
    ]
    let screen = try #require(PostureScreen(trials, glute: glute))
    #expect(screen.pairs.map { ($0 * 1000).rounded() / 1000 } == [50, 70, 60])
    #expect(abs(screen.medianPercent - 60) < 1e-9)
  }

  @Test func withoutAPairThereIsNoAnswer() {
    #expect(PostureScreen([MadeTrial.trial("neutral", glute: 0.02, hamstring: 0)], glute: glute) == nil)
  }

  @Test func onsetOrderLeavesOutTrialsInWhichAMuscleDidNotStandOut() throws {
    var trials = [0.1, 0.2, 0.3].map { delay in
      var trial = MadeTrial.trial(glute: 0.02, hamstring: 0.02)
      trial.channels[0].onsetSeconds = 0.2 + delay
      trial.channels[1].onsetSeconds = 0.2
      return trial
    }
    trials[1].channels[1].onsetSeconds = nil
    let order = try #require(
      OnsetOrder(trials, leg: nil, glute: glute, hamstring: ChannelRole(.muscle(.hamstrings))))
    #expect(order.trials == 3 && order.differences.count == 2)
    #expect(abs((order.medianMilliseconds ?? 0) - 200) < 1e-9)
    #expect(abs((order.deviationMilliseconds ?? 0) - 100 * 2.0.squareRoot()) < 1e-9)
  }
}
