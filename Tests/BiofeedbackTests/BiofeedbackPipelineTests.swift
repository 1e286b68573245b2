import Biofeedback
import EMGUnits
import SignalProcessing
import TestSupport
import Testing

@Suite struct BiofeedbackPipelineTests {
  @Test(arguments: [SignalChain.Mode.live, .offline])
  func anyCutGivesTheSameEventsBitForBit(mode: SignalChain.Mode) throws {
    let reference = try Session(mode: mode, cut: .every(240))
    #expect(reference.strideCount > 50)
    #expect(mode == .offline || reference.cueCount > 0)
    let bits = reference.events.map(\.bits)
    for cut in [BlockCut.every(1), .every(13), .every(48), .every(4096), .random(seed: 1), .random(seed: 2)] {
      let session = try Session(mode: mode, cut: cut)
      #expect(session.events.map(\.bits) == bits, "\(cut)")
    }
  }

  /// Short gaps, one that is told twice, one before the reference, and one up to the end.
  private static let gaps = [
    FrameGap(start: 95_001, count: 30_000), FrameGap(start: 600_007, count: 240), FrameGap(start: 600_500, count: 4801),
    FrameGap(start: 1_100_003, count: 48_001), FrameGap(start: 2_300_000, count: 24_000),
    FrameGap(start: SimulatedRun.frameCount - 100_000, count: 200_000),
  ]

  @Test(arguments: [SignalChain.Mode.live, .offline])
  func anyCutGivesTheSameEventsWithGapsToo(mode: SignalChain.Mode) throws {
    let reference = try Session(mode: mode, cut: .every(240), gaps: Self.gaps)
    #expect(reference.strideCount > 40)
    #expect(
      mode == .offline || reference.gapFrames == [119_001, 1_124_003, 2_324_000, SimulatedRun.frameCount - 76_000])
    let bits = reference.events.map(\.bits)
    for cut in [BlockCut.every(1), .every(13), .every(48), .every(4096), .random(seed: 1), .random(seed: 2)] {
      let session = try Session(mode: mode, cut: cut, gaps: Self.gaps)
      #expect(session.events.map(\.bits) == bits, "\(cut)")
    }
    #expect(reference.events.count { !$0.isFinite } == 0)
  }

  @Test func aSecondPipelineTellsTheSame() throws {
    let first = try Session(mode: .live, cut: .every(48))
    let second = try Session(mode: .live, cut: .every(48))
    #expect(first.events.map(\.bits) == second.events.map(\.bits))
  }
}
