import Biofeedback
import EMGUnits
import SessionResults
import Testing

@Suite struct LegStatisticsTests {
  private func leg(_ letters: String, cueRate: Hertz?) -> SessionSummary.Leg {
    var statistics = LegStatistics(leg: .left)
    for stride in MadeStride.strides(letters) {
      if stride.verdict == .silent {
        let frame = Int((stride.contact + 0.2) * 1000)
        statistics.add(Cue(kind: .silent, leg: .left, stride: stride.number, frame: frame))
      }
      statistics.add(stride)
    }
    return statistics.summary(
      scale: AmplitudeScale(fullScaleMillivolts: nil), references: [], cueRate: cueRate)
  }

  @Test func everythingIsCounted() {
    let leg = leg("bbffsswfu", cueRate: Hertz(1000))
    #expect(leg.leg == "left" && leg.strides == 9)
    #expect(leg.verdicts == ["firing": 3, "weak": 1, "silent": 2, "unusable": 1, "baseline": 2])
    #expect(leg.silentRuns.count == 1)
    #expect(leg.longestFailingRun?.strides == 3)
    #expect(leg.recovery?.strides?.median == 3)
    #expect(leg.thirds?.map(\.judgedStrides).reduce(0, +) == 6)
    #expect(leg.fatigue.isEmpty)
  }

  @Test func withoutSoundThereIsNoRecovery() { #expect(leg("fsf", cueRate: nil).recovery == nil) }

  @Test func noStridesHaveASummaryToo() {
    let none = leg("", cueRate: Hertz(1000))
    #expect(none.strides == 0 && none.strideSeconds == nil && none.thirds == nil && none.longestFailingRun == nil)
    #expect(none.recovery?.firstCues == 0)
  }
}
