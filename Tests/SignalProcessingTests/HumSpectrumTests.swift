import SignalProcessing
import TestSupport
import Testing

/// Lines in the spectrum of the latest four seconds.
@Suite struct HumSpectrumTests {
  private static let rate = 2000.0
  /// A tenth of a bin of the whole window.
  private static let precision = 0.025

  private func spectrum(of samples: [Float], cut: BlockCut = .every(1000)) -> HumSpectrum {
    var spectrum = HumSpectrum(rate: Self.rate, SignalTuning())
    samples.withUnsafeBufferPointer { buffer in
      for part in cut.blocks(of: samples.count) {
        var done = part.lowerBound
        while done < part.upperBound { done += spectrum.add(buffer.baseAddress! + done, count: part.upperBound - done) }
      }
    }
    spectrum.transform()
    return spectrum
  }

  private func hum(_ hertz: Double, seconds: Double) -> [Float] {
    let count = Int(seconds * Self.rate)
    let tone = Tone(hertz: hertz, rate: Self.rate).samples(count: count, amplitude: 0.1)
    return zip(tone, SeededNoise.normal(seed: 71, count: count)).map { $0 + 0.01 * $1 }
  }

  @Test(arguments: [49.7, 50, 50.3], [4.0, 5, 9.3]) func aLineIsFoundWhereItIs(hertz: Double, seconds: Double) {
    let line = spectrum(of: hum(hertz, seconds: seconds)).line(at: 50)
    #expect(abs(line.frequency - hertz) < Self.precision && line.prominence > 1000)
  }

  @Test func whereThereIsNoneNothingStandsOut() {
    let line = spectrum(of: hum(50, seconds: 9)).line(at: 130)
    // 16 dB are asked for
    #expect(line.prominence < 40)
  }

  @Test func anyCutGivesTheSameLine() {
    let samples = hum(50.1, seconds: 7.77)
    let whole = spectrum(of: samples).line(at: 50)
    for cut in [BlockCut.every(13), .every(4096)] {
      let part = spectrum(of: samples, cut: cut).line(at: 50)
      #expect(part.frequency == whole.frequency && part.prominence == whole.prominence)
    }
  }

  @Test func isFullAfterItsWindowAndForgetsAtAGap() {
    var spectrum = spectrum(of: hum(50, seconds: 4.2))
    let (isFull, size) = (spectrum.isFull, spectrum.size)
    #expect(isFull && size == 8192)
    spectrum.forget()
    let isEmpty = !spectrum.isFull
    #expect(isEmpty)
  }
}
