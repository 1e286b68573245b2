import Biofeedback
import SignalProcessing
import TestSupport
import Testing

@Suite struct BiofeedbackPipelineCutTests {
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

  @Test func aSecondPipelineTellsTheSame() throws {
    let first = try Session(mode: .live, cut: .every(48))
    let second = try Session(mode: .live, cut: .every(48))
    #expect(first.events.map(\.bits) == second.events.map(\.bits))
  }
}
