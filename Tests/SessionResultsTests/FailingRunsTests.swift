import Biofeedback
import SessionResults
import Testing

@Suite struct FailingRunsTests {
  private func longest(_ letters: String) -> SessionSummary.FailingRun? {
    longest(MadeStride.strides(letters))
  }

  private func longest(_ strides: [StrideRecord]) -> SessionSummary.FailingRun? {
    var runs = FailingRuns()
    for stride in strides { runs.add(stride) }
    return runs.longest
  }

  @Test func thereIsNoneWhileNothingFails() {
    #expect(longest("") == nil)
    #expect(longest("bbffuff") == nil)
  }

  @Test func silentAndWeakStridesMakeOneRun() throws {
    let run = try #require(longest("ffswsffsf"))
    #expect(run.strides == 3)
    #expect(run.fromStride == 3 && run.toStride == 5)
    #expect(abs(run.seconds - 3 * MadeStride.seconds) < 1e-9)
    #expect(abs(run.fromSeconds - 2 * MadeStride.seconds) < 1e-9)
    #expect(abs(run.toSeconds - 5 * MadeStride.seconds) < 1e-9)
  }

  @Test func stridesWithoutAVerdictNeitherBreakNorLengthenARun() throws {
    let run = try #require(longest("fsuusbsuuuf"))
    #expect(run.strides == 3)
    #expect(run.fromStride == 2 && run.toStride == 7)
    #expect(abs(run.seconds - 3 * MadeStride.seconds) < 1e-9)
  }

  @Test func ofEquallyLongRunsTheFirstIsTold() throws {
    #expect(try #require(longest("fssfss")).fromStride == 2)
  }

  @Test func aPauseEndsARun() throws {
    let before = (1...3).map { MadeStride.stride($0, .silent) }
    let after = (4...5).map { MadeStride.stride($0, .silent, delay: 30) }
    #expect(try #require(longest(before + after)).strides == 3)
  }
}
