import SignalProcessing
import TestSupport
import Testing

/// Hum as the chain finds and removes it.
@Suite struct MainsRemovalTests {
  private static let frequencies = [49.9, 50, 50.1, 59.95, 60.03]
  /// Seconds: a whole look of the detector and the hop in which it falls due.
  private static let latestFinding = 4.2
  /// dB that each clear line must go down by.
  private static let removal = 20.0
  /// What may be left of the whole hum, weak lines included, against the EMG's power.
  private static let leftOver = 0.025
  private static let emgRMS = 0.05

  private struct Hummed {
    let signal: [Float]
    let hum: Hum
    let rate: Double
  }

  /// Hum as strong as the EMG.
  private static func hummed(_ hertz: Double, rate: Double, seconds: Double) -> Hummed {
    let count = Int(seconds * rate)
    let emg = emgLikeNoise(seed: 91, count: count, rate: rate)
    let hum = Hum(hertz: hertz)
    return Hummed(signal: zip(emg, hum.samples(count: count, rate: rate, rms: 0.05)).map(+), hum: hum, rate: rate)
  }

  /// dB by which the clear line that went down least went down between two input times, and the power left of all lines
  /// against the EMG's.
  private func outcome(
    _ run: ChainRun, _ hummed: Hummed, _ rig: borrowing ChainRig, from: Double, to: Double
  ) -> (removal: Double, leftOver: Double) {
    let after = run.measurement[0][rig.chain.measurementIndex(at: from)..<rig.chain.measurementIndex(at: to)]
    let before = hummed.signal[Int(from * hummed.rate)..<Int(to * hummed.rate)]
    let core = rig.chain.coreRate.value
    let removals = Hum.clear.map { order in
      decibels(
        hummed.hum.level(of: order, in: before, rate: hummed.rate) / hummed.hum.level(of: order, in: after, rate: core))
    }
    return (removals.reduce(.infinity, min), hummed.hum.power(in: after, rate: core) / (Self.emgRMS * Self.emgRMS))
  }

  @Test(arguments: frequencies, [1000.0, 2000, 48_000])
  func liveHumIsFoundSoonAndRemoved(hertz: Double, rate: Double) throws {
    let hummed = Self.hummed(hertz, rate: rate, seconds: 30)
    var rig = try ChainRig(rate: rate, mode: .live, mains: 0)
    let run = rig.process([hummed.signal])
    #expect(run.hum[0] == (hertz < 55 ? 50 : 60))
    let found = try #require(run.humFound[0])
    let settled = outcome(run, hummed, rig, from: 10, to: 29)
    let early = outcome(run, hummed, rig, from: 4.5, to: 9)
    #expect(found < Self.latestFinding)
    #expect(settled.removal > Self.removal)
    #expect(early.removal > Self.removal)
    #expect(settled.leftOver < Self.leftOver)
  }

  @Test(arguments: frequencies, [1000.0, 2000, 48_000])
  func offlineHumIsRemovedFromTheFirstSampleOn(hertz: Double, rate: Double) throws {
    let hummed = Self.hummed(hertz, rate: rate, seconds: 30)
    var rig = try ChainRig(rate: rate, mode: .offline, mains: 0)
    let run = rig.process([hummed.signal])
    #expect(run.hum[0] == (hertz < 55 ? 50 : 60))
    let settled = outcome(run, hummed, rig, from: 10, to: 29)
    // the notches themselves need 0.5 s to fill
    let atFirst = outcome(run, hummed, rig, from: 0.5, to: 4.5)
    #expect(settled.removal > Self.removal)
    #expect(atFirst.removal > Self.removal)
    #expect(settled.leftOver < Self.leftOver)
  }

  /// With `mains` given, only there.
  @Test func onlyTheGivenFrequencyIsLookedFor() throws {
    let hummed = Self.hummed(50, rate: 2000, seconds: 10)
    var sixty = try ChainRig(rate: 2000, mode: .live, mains: 60)
    #expect(sixty.process([hummed.signal]).hum == [0])
    var fifty = try ChainRig(rate: 2000, mode: .live, mains: 50)
    #expect(fifty.process([hummed.signal]).hum == [50])
  }

  @Test func withoutMainsTheHumStays() throws {
    let hummed = Self.hummed(50, rate: 2000, seconds: 10)
    var rig = try ChainRig(rate: 2000, mode: .live, mains: nil)
    let run = rig.process([hummed.signal])
    #expect(run.humFound == [nil])
    #expect(outcome(run, hummed, rig, from: 5, to: 9.5).leftOver > 0.9)
  }

  /// Hum that comes in the middle of a run, as a loose electrode brings it.
  @Test func humThatComesLaterIsFoundToo() throws {
    let rate = 2000.0
    let hum = Hum(hertz: 50.03).samples(count: 40_000, rate: rate, rms: 0.05)
    let emg = emgLikeNoise(seed: 92, count: 40_000, rate: rate)
    let signal = (0..<40_000).map { emg[$0] + ($0 < 16_000 ? 0 : hum[$0]) }
    var rig = try ChainRig(rate: rate, mode: .live, mains: 0)
    let found = try #require(rig.process([signal]).humFound[0])
    #expect(found > 8)
    #expect(found < 8 + Self.latestFinding)
  }
}
