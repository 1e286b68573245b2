import Biofeedback
import EMGUnits
import SignalProcessing
import TestSupport
import Testing

@Suite struct TwinWatchTests {
  /// When a pair is told, in seconds, and whether it is afterwards.
  private func told(
    _ channels: [[Float]], isEMG: [Bool] = [true, true], mains: Int? = nil
  ) throws -> (seconds: [Double], pairs: [[Int]]) {
    var watch = TwinWatch(rate: Hertz(MadeLeg.rate), isEMG: isEMG)
    var found: (seconds: [Double], pairs: [[Int]]) = ([], [])
    _ = try MadeLeg.chain(channels, mode: .live, mains: mains) { chain in
      guard let pair = watch.look(chain) else { return }
      found.seconds.append(Double(chain.inputFramesUsed) / chain.inputRate)
      found.pairs.append([pair.first, pair.second])
    }
    for pair in found.pairs {
      let isTold = watch.isTold(pair[0], pair[1]) && watch.isTold(pair[1], pair[0])
      #expect(isTold)
    }
    return found
  }

  /// Scaled, inverted, a sample late, and with noise of its own 20 dB below: told once, within 8 s.
  @Test(arguments: [(1.0, 0), (0.4, 0), (2.5, 0), (-1, 0), (-0.5, 0), (1, 1), (0.7, -1)])
  func copiesAreTold(gain: Double, late: Int) throws {
    let leg = MadeLeg(seconds: 12)
    let first = leg.glute(seed: 1)
    let own = leg.rest(seed: 2, level: 0.1 * rms(first) * gain.magnitude)
    let copy = first.indices.map { n in
      Float(gain) * first[min(max(n - late, 0), first.count - 1)] + own[n]
    }
    let found = try told([first, copy])
    #expect(found.pairs == [[0, 1]])
    // not before hum that is common to both would have been found and removed
    #expect(found.seconds.allSatisfy { $0 >= 4 && $0 <= 8 })
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>) func twoMusclesAreNotCopies(seed: UInt64) throws {
    let leg = MadeLeg(seconds: 30)
    #expect(try told([leg.glute(seed: seed), leg.hamstring(seed: seed + 10)]).pairs.isEmpty)
  }

  /// All that a resting glute shows is the hamstring, at 15 % of its amplitude: explained wholly, yet no copy.
  @Test func crosstalkOnARestingGluteIsNotACopy() throws {
    let leg = MadeLeg(seconds: 20)
    let hamstring = leg.hamstring(seed: 4)
    let glute = zip(leg.rest(seed: 5, level: 0.0001), hamstring).map { $0 + 0.15 * $1 }
    #expect(try told([glute, hamstring]).pairs.isEmpty)
    #expect(try told([hamstring, glute]).pairs.isEmpty)
  }

  /// Hum that is common to both channels is removed within 2 s of its finding; before that it is not told.
  @Test func commonHumIsNotACopy() throws {
    let leg = MadeLeg(seconds: 20)
    let hum = Tone(hertz: 50, rate: MadeLeg.rate).samples(count: leg.count, amplitude: 0.6)
    let channels = [leg.glute(seed: 6), leg.hamstring(seed: 7)].map { zip($0, hum).map { $0 + $1 } }
    #expect(try told(channels, mains: 0).pairs.isEmpty)
  }

  @Test func silentChannelsAreNotCompared() throws {
    let silence = [Float](repeating: 0, count: 12_000)
    #expect(try told([silence, silence]).pairs.isEmpty)
    #expect(try told([MadeLeg(seconds: 12).glute(seed: 8), silence]).pairs.isEmpty)
  }

  @Test func onlyMusclesAreCompared() throws {
    let signal = MadeLeg(seconds: 12).glute(seed: 9)
    #expect(try told([signal, signal], isEMG: [true, false]).pairs.isEmpty)
    let third = try told([MadeLeg(seconds: 12).hamstring(seed: 10), signal, signal], isEMG: [true, true, true])
    #expect(third.pairs == [[1, 2]])
  }
}
