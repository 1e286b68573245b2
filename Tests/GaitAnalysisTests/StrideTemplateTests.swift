import GaitAnalysis
import TestSupport
import Testing

@Suite struct StrideTemplateTests {
  /// Four candidates at once are the same sums in the same order: a tracker that looks ahead finds what one that does not
  /// would find.
  @Test(arguments: [(true, true), (true, false), (false, true)], [0.1, 0.5])
  func fourCandidatesCostTheSameAsOneByOneBitForBit(usable: (Bool, Bool), ahead: Double) throws {
    var noise = SeededNoise(seed: 31)
    var logs = EnvelopeLogs(capacity: 1000)
    for _ in 0..<1500 {
      let (glute, hamstring) = (noise.normal(), noise.normal())
      logs.append(glute * glute, hamstring * hamstring)
    }
    var template = StrideTemplate()
    template.learn(logs, row: 0, contact: 900.3, periodFrames: 171.7, rate: 1)
    template.learn(logs, row: 1, contact: 905.8, periodFrames: 171.7, rate: 1)
    for contact in stride(from: 700, to: 1300, by: 7) {
      let costs = template.costs(logs, contact: contact, periodFrames: 171.7, ahead: ahead, usable: usable)
      let four = try #require(costs)
      for k in 0..<4 {
        let one = template.cost(logs, contact: contact + k, periodFrames: 171.7, ahead: ahead, usable: usable)
        #expect(four[k].bitPattern == one.bitPattern)
      }
    }
  }

  @Test func candidatesBeyondWhatIsKeptAreLeftToOneByOne() {
    var logs = EnvelopeLogs(capacity: 1000)
    for frame in 0..<1500 { logs.append(Float(frame), Float(frame)) }
    var template = StrideTemplate()
    // half a stride of 100 frames before the oldest frame kept, 500, and behind the newest
    for (contact, isKept) in [(549, false), (551, true), (1446, true), (1448, false)] {
      let costs = template.costs(logs, contact: contact, periodFrames: 100, ahead: 0.5, usable: (true, true))
      #expect((costs != nil) == isKept)
    }
  }
}
