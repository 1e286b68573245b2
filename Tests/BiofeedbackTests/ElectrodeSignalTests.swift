import Biofeedback
import EMGUnits
import GaitAnalysis
import SignalProcessing
import TestSupport
import Testing

/// What is read from a chain.
@Suite struct ElectrodeSignalTests {
  private func read(_ samples: [Float], from: Double = 1, to: Double = 3) throws -> ElectrodeSignal {
    let chain = try MadeLeg.chain([samples])
    let signal = chain.electrodeSignal(
      0, from: from, to: to, endTime: Double(samples.count) / MadeLeg.rate, EvidenceTuning())
    return try #require(signal)
  }

  /// A swing of 2 Hz passes whole, hum of 60 Hz at −22 dB, and a constant not at all.
  @Test func movementIsWhatIsSlow() throws {
    let count = 6000
    let swing = Tone(hertz: 2, rate: MadeLeg.rate).samples(count: count, amplitude: 0.1)
    let hum = Tone(hertz: 60, rate: MadeLeg.rate).samples(count: count, amplitude: 0.1)
    let slow = try read(swing.map { $0 + 0.4 })
    #expect(abs(slow.movementPower / 0.005 - 1) < 0.05)
    #expect(abs(slow.rawPower / 0.005 - 1) < 0.05)
    let fast = try read(hum)
    #expect(abs(fast.rawPower / 0.005 - 1) < 0.05)
    #expect(fast.movementPower < 0.01 * 0.005)
  }

  @Test func clippedAndInvalidSamplesAreCounted() throws {
    var samples = MadeLeg(seconds: 6).rest(seed: 3, level: 0.01)
    for n in stride(from: 1000, to: 3000, by: 100) { samples[n] = 1 }
    let clipped = try read(samples)
    #expect(clipped.clippedShare > 0.005 && clipped.clippedShare < 0.02 && !clipped.hasInvalid)
    samples[2000] = .nan
    #expect(try read(samples).hasInvalid)
    #expect(try !read(samples, from: 3.5, to: 5).hasInvalid)
  }

  @Test func lowestAndMeanPowerOfBurstsLieApart() throws {
    let signal = try read(MadeLeg(seconds: 6).glute(seed: 4))
    #expect(signal.lowestPower < 1e-4 * 0.01 * 2)
    #expect(signal.bandPower > 0.0005 && signal.bandPower < 0.003)
    #expect(signal.isWhole)
  }

  /// Filters see the silence outside near the ends: nothing of it is looked at.
  @Test func nothingIsReadOutsideTheInput() throws {
    let samples = MadeLeg(seconds: 6).rest(seed: 5, level: 0.01)
    let chain = try MadeLeg.chain([samples])
    let before = chain.electrodeSignal(0, from: -3, to: 0.05, endTime: 6, EvidenceTuning())
    #expect(before == nil)
    let behind = chain.electrodeSignal(0, from: 5.95, to: 9, endTime: 6, EvidenceTuning())
    #expect(behind == nil)
    let early = chain.electrodeSignal(0, from: -3, to: 1, endTime: 6, EvidenceTuning())
    // steady noise: the lowest 60 ms reach half the mean, silence would reach none
    let share = early.map { $0.lowestPower / $0.bandPower } ?? 0
    #expect(share > 0.2)
  }
}
