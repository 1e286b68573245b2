import Biofeedback
import SessionResults
import Testing

@Suite struct SessionThirdsTests {
  @Test func fewerThanThreeJudgedStridesHaveNoThirds() {
    var thirds = SessionThirds()
    for stride in MadeStride.strides("bbbfuuf") { thirds.add(stride) }
    #expect(thirds.summary == nil)
  }

  @Test func thirdsAreOfTheTimeInWhichStridesWereJudged() throws {
    var thirds = SessionThirds()
    // 4 strides before the reference, then 3 × 10
    for stride in MadeStride.strides("bbbb" + "fffffffffs" + "fffffuffff" + "sswwsfffff") { thirds.add(stride) }
    let summary = try #require(thirds.summary)
    #expect(summary.map(\.judgedStrides) == [10, 9, 10])
    #expect(summary.map(\.failingStrides) == [1, 0, 5])
    #expect(summary[2].failingShare == 0.5)
    for (index, third) in summary.enumerated() {
      #expect(abs(third.fromSeconds - Double(4 + 10 * index) * MadeStride.seconds) < 1e-9)
    }
    #expect(abs(summary[2].toSeconds - 34 * MadeStride.seconds) < 1e-9)
  }

  @Test func theGluteShareIsTheMedianOfEachThird() throws {
    var thirds = SessionThirds()
    for number in 1...30 {
      let glute: Float = number <= 10 ? 1 : number <= 20 ? 0.5 : 0.25
      thirds.add(
        MadeStride.stride(number, .firing, glute: MadeStride.muscle(glute), hamstring: MadeStride.muscle(1)))
    }
    let shares = try #require(thirds.summary).compactMap(\.gluteShare)
    #expect(shares.count == 3)
    for (share, expected) in zip(shares, [0.5, 1 / 3.0, 0.2]) { #expect(abs(share - expected) < 1e-6) }
  }
}
