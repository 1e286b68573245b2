import Biofeedback
import SignalProcessing
import TestSupport
import Testing

/// What a stretch of a channel holds, muscle or not.
@Suite struct ElectrodeSignalTests {
  private let leg = MadeLeg(seconds: 12)

  private func signal(_ samples: [Float], from: Double = 4, to: Double = 8) throws -> ElectrodeSignal {
    let chain = try MadeLeg.chain([samples])
    return try #require(chain.electrodeSignal(0, from: from, to: to, endTime: 12, EvidenceTuning()))
  }

  @Test func powerIsThatOfTheBandAndOfAllOfIt() throws {
    let noise = leg.rest(seed: 1, level: 0.01)
    let found = try signal(noise.map { $0 + 0.25 })
    // of white noise at 1 kHz the band holds 84 %
    #expect(abs(found.bandPower / 1e-4 - 0.84) < 0.08 && found.lowestPower < found.bandPower)
    // the constant part does not count
    #expect(abs(found.rawPower / 1e-4 - 1) < 0.1 && abs(found.laterRawPower / 1e-4 - 1) < 0.1)
    #expect(found.isWhole && !found.hasInvalid && found.clippedShare == 0)
  }

  @Test func movementIsWhatIsSlow() throws {
    let rest = leg.rest(seed: 2)
    let slow = Tone(hertz: 3, rate: MadeLeg.rate).samples(count: leg.count, amplitude: 0.1)
    let moving = try signal(zip(rest, slow).map { $0 + $1 })
    // half of the square of the amplitude
    #expect(abs(moving.movementPower / 0.005 - 1) < 0.1)
    #expect(try signal(rest).movementPower < 1e-3 * moving.movementPower)
  }

  @Test func marksAreCounted() throws {
    var samples = leg.rest(seed: 3)
    for n in 5000..<5400 { samples[n] = 1 }
    samples[6000] = .nan
    let found = try signal(samples)
    #expect(abs(found.clippedShare - 0.1) < 0.005 && found.hasInvalid)
  }

  @Test func tooLittleSaysNothing() throws {
    let chain = try MadeLeg.chain([leg.rest(seed: 4)])
    #expect(chain.electrodeSignal(0, from: 5, to: 5, endTime: 12, EvidenceTuning()) == nil)
    #expect(chain.electrodeSignal(0, from: 11.98, to: 14, endTime: 12, EvidenceTuning()) == nil)
  }
}
