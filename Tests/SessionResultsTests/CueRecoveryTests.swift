import Biofeedback
import EMGUnits
import SessionResults
import Testing

@Suite struct CueRecoveryTests {
  private static let rate = Hertz(1000)
  /// Cues begin 0.2 s after the contact of their stride.
  private static let cueDelay = 0.2

  private func cue(_ kind: CueKind, _ stride: Int) -> Cue {
    let seconds = Double(stride - 1) * MadeStride.seconds + Self.cueDelay
    return Cue(kind: kind, leg: nil, stride: stride, frame: Int((seconds * Self.rate.value).rounded()))
  }

  /// Every failing stride is heard before its record.
  private func recovery(_ strides: [StrideRecord], faultAt fault: Int? = nil) -> SessionSummary.Recovery {
    var recovery = CueRecovery()
    for stride in strides {
      if stride.number == fault { recovery.add(cue(.fault, stride.number)) }
      if stride.verdict == .silent { recovery.add(cue(.silent, stride.number)) }
      if stride.verdict == .weak { recovery.add(cue(.weak, stride.number)) }
      recovery.add(stride)
    }
    return recovery.summary(rate: Self.rate)
  }

  @Test func withoutCuesNothingIsMeasured() {
    let none = recovery(MadeStride.strides("fffu"))
    #expect(none.firstCues == 0 && none.seconds == nil && none.strides == nil)
  }

  @Test func theTimeRunsFromTheFirstCueOfARun() throws {
    let one = recovery(MadeStride.strides("ffswsff"))
    #expect(one.firstCues == 1 && one.recovered == 1)
    #expect(one.strides?.median == 3)
    #expect(abs(try #require(one.seconds).median - (3 * MadeStride.seconds - Self.cueDelay)) < 1e-9)
  }

  @Test func theMedianAndQuartilesAreOfAllRuns() throws {
    // 1, 2 and 4 strides
    let three = recovery(MadeStride.strides("sfssfssssf"))
    let strides = try #require(three.strides)
    #expect(strides.count == 3 && strides.median == 2 && strides.lowerQuartile == 1.5 && strides.upperQuartile == 3)
  }

  @Test func stridesWithoutAVerdictCountOnTheWay() {
    #expect(recovery(MadeStride.strides("fsuuf")).strides?.median == 3)
  }

  @Test func aRunAtTheEndHasNotRecovered() {
    let end = recovery(MadeStride.strides("fsfssuu"))
    #expect(end.firstCues == 2 && end.recovered == 1 && end.endedBefore == 1 && end.lostBefore == 0)
  }

  @Test func aFaultOrAPauseEndsARunWithoutRecovery() {
    let fault = recovery(MadeStride.strides("fssuuff"), faultAt: 4)
    #expect(fault.firstCues == 1 && fault.recovered == 0 && fault.lostBefore == 1)
    let pause = recovery(MadeStride.strides("fss") + (4...6).map { MadeStride.stride($0, .firing, delay: 30) })
    #expect(pause.firstCues == 1 && pause.recovered == 0 && pause.lostBefore == 1 && pause.endedBefore == 0)
  }
}
