import SignalProcessing
import TestSupport
import Testing

/// Against numpy's least squares over the same seeded noise (`Tests/Fixtures/make_fixtures.py`).
@Suite struct SharedSignalTests {
  private struct Case: Decodable {
    let seed: UInt64
    let count: Int
    let part: Double
    let own: Double
    let scale: Double
    let taps: [Double]
    let explained: Double
    let gain: Double
  }

  /// What arrives passes one sample early and two late, as when two channels' filters differ by a sample.
  private static let path = [0.2, 0.7, -0.4, 0.1]
  private static let lead = 8
  /// The ridge of 1e-4 pulls at taps by 1e-4 of the largest, single precision adds as much.
  private static let tolerance = 5e-4

  private struct Pair {
    var source: [Float]
    var target: [Float]
  }

  /// `source` begins and ends 8 samples beside `target`.
  private func made(_ item: Case) -> Pair {
    var source: [Double] = []
    for x in SeededNoise.uniform(seed: item.seed, count: item.count + 2 * Self.lead) {
      let n = source.count
      source.append(Double(x) + 0.5 * (n > 0 ? source[n - 1] : 0) - 0.3 * (n > 1 ? source[n - 2] : 0))
    }
    let own = SeededNoise.uniform(seed: item.seed + 50, count: item.count + 2 * Self.lead)
    let target = (Self.lead..<Self.lead + item.count).map { n -> Float in
      var arriving = 0.0
      for (i, weight) in Self.path.enumerated() { arriving += weight * source[n + 1 - i] }
      return Float(item.scale * arriving + item.own * Double(own[n]))
    }
    return Pair(source: source.map { Float($0) }, target: target)
  }

  private func fit(_ pair: Pair) -> SharedFilter? {
    var shared = SharedSignal()
    return fit(pair, with: &shared)
  }

  private func fit(_ pair: Pair, with shared: inout SharedSignal, weight: Float = 1) -> SharedFilter? {
    pair.source.withUnsafeBufferPointer { source in
      shared.add(
        source: source.baseAddress! + Self.lead, target: pair.target, count: pair.target.count, weight: weight)
    }
    return shared.fit()
  }

  private func cases() throws -> [Case] { try fixture("shared-signal") }

  @Test func tapsExplainedShareAndGainAreNumpys() throws {
    for item in try cases() {
      let found = try #require(fit(made(item)))
      for j in 0..<8 { #expect(abs(Double(found.taps[j]) - item.taps[j]) < Self.tolerance) }
      #expect(abs(Double(found.explained) - item.explained) < Self.tolerance)
      #expect(abs(Double(found.gain) - item.gain) < Self.tolerance)
    }
  }

  @Test func aLeakIsFoundToAHundredth() throws {
    for item in try cases() where item.part > 0 {
      let found = try #require(fit(made(item)))
      #expect(abs(Double(found.gain) - item.part) < 0.01)
    }
  }

  /// By chance 8 taps explain 8 of 3001 samples' power, 0.3 %.
  @Test func independentSignalsExplainNothing() throws {
    let item = try #require(try cases().first { $0.part == 0 })
    let found = try #require(fit(made(item)))
    #expect(found.explained < 0.01)
    #expect(found.gain < 0.05)
  }

  /// What is left is the target's own noise; 3001 samples leave one behind the eights.
  @Test func whatTheSourceExplainsIsTakenOff() throws {
    for item in try cases() where item.part > 0 {
      var pair = made(item)
      let found = try #require(fit(pair))
      pair.source.withUnsafeBufferPointer { source in
        found.remove(source.baseAddress! + Self.lead, from: &pair.target, count: pair.target.count)
      }
      let own = SeededNoise.uniform(seed: item.seed + 50, count: item.count + 2 * Self.lead)
      let expected = item.own * rms(own[Self.lead..<Self.lead + item.count])
      #expect(abs(rms(pair.target) / expected - 1) < 0.02)
      #expect(Double(pair.target[3000].magnitude) < 2 * item.own)
    }
  }

  @Test func whatHasFadedCountsNoMore() throws {
    let all = try cases()
    var shared = SharedSignal()
    _ = fit(made(all[2]), with: &shared)
    shared.fade(to: 0)
    #expect(shared.weight == 0)
    let again = try #require(fit(made(all[3]), with: &shared))
    let fresh = try #require(fit(made(all[3])))
    #expect(again.taps == fresh.taps && again.explained == fresh.explained && again.gain == fresh.gain)
  }

  /// Samples at which the target is busy with its own count less: the filter comes from the others.
  @Test func weightsDecideWhichSamplesCount() throws {
    let all = try cases()
    var shared = SharedSignal()
    _ = fit(made(all[4]), with: &shared, weight: 1e-6)
    let found = try #require(fit(made(all[1]), with: &shared, weight: 1))
    #expect(abs(Double(found.gain) - all[1].gain) < Self.tolerance)
  }

  @Test func aPureToneIsSolvedToo() throws {
    let source = Tone(hertz: 50, rate: 1000).samples(count: 1016)
    let pair = Pair(source: source, target: source[8..<1008].map { 0.5 * $0 })
    let found = try #require(fit(pair))
    #expect(found.explained > 0.999)
    #expect(abs(found.gain - 0.5) < 0.001)
    #expect((0..<8).allSatisfy { found.taps[$0].magnitude < 1 })
  }

  @Test func withoutSourceOrTargetThereIsNoFit() {
    let noise = SeededNoise.normal(seed: 9, count: 516)
    #expect(fit(Pair(source: [Float](repeating: 0, count: 516), target: Array(noise[8..<508]))) == nil)
    #expect(fit(Pair(source: noise, target: [Float](repeating: 0, count: 500))) == nil)
    var empty = SharedSignal()
    let nothing = empty.fit()
    #expect(nothing == nil)
  }
}
