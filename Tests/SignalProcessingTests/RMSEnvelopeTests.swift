import RealtimeSupport
import SignalProcessing
import TestSupport
import Testing

@Suite struct RMSEnvelopeTests {
  /// Relative: sums of some hundred squares in single precision.
  private static let tolerance = 1e-5

  private func frames(of samples: [Float], rate: Double, cut: BlockCut = .every(64)) -> [Float] {
    var envelope = RMSEnvelope(rate: rate)
    var history = SampleHistory(capacity: samples.count)
    samples.withUnsafeBufferPointer { buffer in
      for block in cut.blocks(of: samples.count) {
        envelope.process(buffer.baseAddress! + block.lowerBound, count: block.count, into: &history)
      }
    }
    return (0..<history.end).map { history.sample(at: $0) }
  }

  @Test(arguments: [500.0, 1000, 2000, 2205, 3599])
  func everyFrameIsTheMeanSquareAroundIt(rate: Double) {
    let samples = SeededNoise.normal(seed: 41, count: 3000)
    let hop = RMSEnvelope(rate: rate).hop
    let found = frames(of: samples, rate: rate)
    #expect(found.count == samples.count / hop - RMSEnvelope.windowBlocks / 2)
    for (frame, power) in found.enumerated() {
      // before the start there is nothing: the first windows are shorter
      let first = max(0, (frame - RMSEnvelope.windowBlocks / 2) * hop)
      let last = (frame + RMSEnvelope.windowBlocks / 2 + 1) * hop
      let direct = rms(samples[first..<last])
      #expect(abs(Double(power) / (direct * direct) - 1) < Self.tolerance)
    }
  }

  @Test(arguments: [500.0, 1000, 2000, 2205, 3599])
  func theWindowIsSixtyMillisecondsInStepsOfFour(rate: Double) {
    let hop = RMSEnvelope(rate: rate).hop
    #expect(abs(Double(hop) / rate - 0.004) < 0.5 / rate + 1e-9)
    #expect(RMSEnvelope.windowBlocks == 15)
  }

  @Test func aFrameIsKnownLookAheadSamplesAfterItsPlace() {
    var envelope = RMSEnvelope(rate: 2000)
    var history = SampleHistory(capacity: 64)
    var sample: Float = 1
    for count in 1...400 {
      envelope.process(&sample, count: 1, into: &history)
      let known = max(0, (count - envelope.lookAhead) / envelope.hop + (count >= envelope.lookAhead ? 1 : 0))
      #expect(history.end == known)
    }
  }

  @Test func anyCutGivesTheSameBitForBit() {
    let samples = SeededNoise.normal(seed: 42, count: 4000)
    let reference = frames(of: samples, rate: 2000).map(\.bitPattern)
    for cut in [BlockCut.every(1), .every(7), .every(4000), .random(seed: 5)] {
      #expect(frames(of: samples, rate: 2000, cut: cut).map(\.bitPattern) == reference)
    }
  }

  /// A burst leaves nothing behind: sums that are updated by adding and subtracting would.
  @Test func silenceAfterABurstIsExactlyZero() {
    let samples = SeededNoise.normal(seed: 43, count: 500).map { $0 * 1e4 } + [Float](repeating: 0, count: 500)
    #expect(frames(of: samples, rate: 2000).suffix(40).allSatisfy { $0 == 0 })
  }
}
