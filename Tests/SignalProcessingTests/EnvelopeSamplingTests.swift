import EMGUnits
import SignalProcessing
import TestSupport
import Testing

/// The envelope at any instant of the input's clock.
@Suite struct EnvelopeSamplingTests {
  /// A moving window of 60 ms around the middle of a burst of 300 ms sees nothing but the burst.
  private static let tolerance: Float = 0.02

  /// 10 s at 2 kHz with a burst of 100 Hz, amplitude 0.5, from 4.0 to 4.3 s.
  private func chain(_ body: (borrowing SignalChain) -> Void) throws {
    let settings = SignalChain.Settings(
      inputRate: 2000, channelCount: 1, channels: [0], band: .surfaceEMG, mains: nil, mode: .offline)
    var frontEnd = try FrontEnd(settings)
    var chain = try SignalChain(settings)
    let silence = [Float](repeating: 0, count: 8000)
    let burst = Tone(hertz: 100, rate: 2000).samples(count: 600, amplitude: 0.5)
    let samples = silence + burst + silence + [Float](repeating: 0, count: 3400)
    samples.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for offset in stride(from: 0, to: 20_000, by: 4000) {
        let stretch = frontEnd.process(.float(base), offset: offset, frames: 4000)
        chain.push(frontEnd.block, stretch)
        while chain.advance() {}
      }
    }
    body(chain)
  }

  @Test func aBurstIsWhereItWas() throws {
    try chain { chain in
      var values = [Float](repeating: -1, count: 101)
      let isKnown = values.withUnsafeMutableBufferPointer { target in
        target.baseAddress.map { chain.sampleEnvelope(0, from: 3.65, step: 0.01, count: 101, into: $0) } ?? false
      }
      #expect(isKnown)
      // the root mean square of a sine of 0.5
      #expect(abs(values[50] - 0.3536) < Self.tolerance)
      #expect(values[10] < 0.01 && values[90] < 0.01)
      // half of the power at both ends
      #expect(abs(values[35] - 0.25) < 0.05 && abs(values[65] - 0.25) < 0.05)
    }
  }

  @Test func whatIsNotKeptIsSaid() throws {
    try chain { chain in
      var value: Float = -1
      #expect(!chain.sampleEnvelope(0, from: -60, step: 0.01, count: 1, into: &value) && value == -1)
    }
  }
}
