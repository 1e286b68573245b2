import EMGUnits
import Recording
import Testing

@Suite struct GapTimelineTests {
  /// Which of the first `count` frames are lost, asked in steps of `most`.
  private func lost(_ gaps: [FrameGap], count: Int, most: Int) -> [Bool] {
    var timeline = GapTimeline(gaps)
    var lost: [Bool] = []
    while lost.count < count {
      let run = timeline.run(at: lost.count, most: min(most, count - lost.count))
      #expect(run.frames > 0 && run.frames <= most)
      lost += Array(repeating: run.isLost, count: run.frames)
    }
    return lost
  }

  @Test(arguments: [1, 2, 7, 100]) func everyFrameIsToldOnce(most: Int) {
    let gaps = [
      FrameGap(start: 0, count: 2), FrameGap(start: 5, count: 1), FrameGap(start: 6, count: 3),
      FrameGap(start: 20, count: 50),
    ]
    let expected = (0..<40).map { frame in gaps.contains { $0.start <= frame && frame < $0.end } }
    #expect(lost(gaps, count: 40, most: most) == expected)
    #expect(lost([], count: 40, most: most) == Array(repeating: false, count: 40))
  }
}
