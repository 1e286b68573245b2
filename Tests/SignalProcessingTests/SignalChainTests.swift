import EMGUnits
import SignalProcessing
import TestSupport
import Testing

@Suite struct SignalChainTests {
  private static let modes: [SignalChain.Mode] = [.live, .offline]

  /// Two channels of noise, one with hum, with a clipped and an unusable stretch.
  private static func roughSignal(rate: Double, seconds: Double) -> [Float] {
    let count = Int(seconds * rate)
    let noise = SeededNoise.normal(seed: 71, count: count).map { 0.1 * $0 }
    let hum = Tone(hertz: 50.03, rate: rate).samples(count: count, amplitude: 0.3)
    var first = zip(noise, hum).map(+)
    for n in count / 2..<count / 2 + 50 { first[n] = 1 }
    for n in count / 3..<count / 3 + 30 { first[n] = .nan }
    return interleaved([first, SeededNoise.normal(seed: 72, count: count).map { 0.05 * $0 }])
  }

  @Test(arguments: modes, [1000.0, 44_100, 48_000])
  func anyCutGivesTheSameBitForBit(mode: SignalChain.Mode, rate: Double) throws {
    let signal = RawSignal.float(Self.roughSignal(rate: rate, seconds: 5.5))
    var first = try ChainRig(rate: rate, channelCount: 2, mode: mode, mains: 0)
    let reference = first.process(signal, cut: .every(512))
    #expect(reference.hum[0] == 50)
    let bits = reference.bits
    for cut in [BlockCut.every(1), .every(7), .every(240), .every(4096), .random(seed: 1), .random(seed: 2)] {
      var rig = try ChainRig(rate: rate, channelCount: 2, mode: mode, mains: 0)
      let isEqual = rig.process(signal, cut: cut).bits == bits
      #expect(isEqual, "\(cut)")
    }
  }

  @Test(arguments: modes)
  func aChannelDoesNotDependOnItsNeighbour(mode: SignalChain.Mode) throws {
    let rough = Self.roughSignal(rate: 2000, seconds: 6)
    var both = try ChainRig(rate: 2000, channelCount: 2, mode: mode, mains: 0)
    var alone = try ChainRig(rate: 2000, mode: mode, mains: 0)
    let second = stride(from: 1, to: rough.count, by: 2).map { rough[$0] }
    let isEqual = try #require(both.process(.float(rough)).measurement.last) == alone.process([second]).measurement[0]
    #expect(isEqual)
  }

  /// Signals that arithmetic stumbles over, full scale 1.
  private static let extremes: [(name: String, value: @Sendable (Int) -> Float)] = [
    ("silence", { _ in 0 }), ("constant", { _ in 0.7 }), ("constant full scale", { _ in -1 }),
    ("square of 50 Hz", { $0 / 480 % 2 == 0 ? 1 : -1 }), ("alternating", { $0 % 2 == 0 ? 1 : -1 }),
    ("smallest numbers", { $0 % 3 == 0 ? .leastNonzeroMagnitude : -.leastNonzeroMagnitude }),
    ("just normal", { $0 % 2 == 0 ? .leastNormalMagnitude : -.leastNormalMagnitude }),
    ("sixteen times full scale", { $0 % 100 < 50 ? 16 : -16 }), ("nothing usable", { _ in .nan }),
    ("every other unusable", { $0 % 2 == 0 ? .infinity : 0.5 }), ("a single pulse", { $0 == 20_000 ? 1 : 0 }),
  ]

  @Test(arguments: modes, extremes.indices)
  func finiteInFiniteOut(mode: SignalChain.Mode, index: Int) throws {
    for rate in [1000.0, 48_000] {
      let (name, value) = Self.extremes[index]
      var rig = try ChainRig(rate: rate, mode: mode, mains: 0)
      let run = rig.process([(0..<Int(6 * rate)).map { value($0) }])
      #expect(run.isFinite, "\(name)")
      #expect(run.envelope[0].allSatisfy { $0 >= 0 }, "\(name)")
      let statistics = rig.statistics
      #expect(statistics.bandRMS.isFinite && statistics.rawRMS.isFinite && statistics.bandShare.isFinite, "\(name)")
      #expect((0...1).contains(statistics.bandShare), "\(name)")
    }
  }

  @Test(arguments: modes)
  func silenceGivesSilence(mode: SignalChain.Mode) throws {
    var rig = try ChainRig(rate: 48_000, mode: mode, mains: 0)
    let run = rig.process(.int16([Int16](repeating: 0, count: 3 * 48_000)))
    #expect((run.measurement + run.tracking + run.envelope + run.marks).allSatisfy { $0.allSatisfy { $0 == 0 } })
    #expect(run.hum == [0])
  }

  /// Share of a constant that may count as power of 3 s: the decimated signal begins 2 ms later than the raw one.
  private static let startOfAConstant = 0.05

  /// A constant is no EMG: 70 dB below it once the filters have filled.
  @Test(arguments: modes)
  func aConstantIsTakenOut(mode: SignalChain.Mode) throws {
    var rig = try ChainRig(rate: 48_000, mode: mode, mains: 0)
    let run = rig.process(.float([Float](repeating: 0.9, count: 3 * 48_000)))
    let settled = run.measurement[0][2000..<4000]
    #expect(decibels(rms(settled) / 0.9) < -70)
    #expect(rig.statistics.rawRMS < Self.startOfAConstant * 0.9)
  }

  @Test func aRateOrBandThatCannotBeUsedIsRefused() {
    #expect(throws: ConfigurationError("Sample rate 300 Hz is not between 500 Hz and 192000 Hz.")) {
      _ = try ChainRig(rate: 300)
    }
    #expect(throws: ConfigurationError.self) {
      _ = try ChainRig(rate: 500, band: FrequencyBand(low: 200, high: 450))
    }
  }

  @Test func aFootSwitchIsDecimatedOnly() throws {
    let settings = SignalChain.Settings(
      inputRate: 1000, channelCount: 1, channels: [0], unfilteredRows: [0], band: .surfaceEMG, mains: 0, mode: .live)
    var frontEnd = try FrontEnd(settings)
    var chain = try SignalChain(settings)
    let steps = (0..<1000).map { Float($0 / 100 % 2) }
    let stretch = steps.withUnsafeBufferPointer {
      frontEnd.process(.float($0.baseAddress!), offset: 0, frames: 1000)
    }
    chain.push(frontEnd.block, stretch)
    while chain.advance() {}
    let count = chain.position
    let found = chain.measurement[0].block(at: 0, count: count)
    #expect(count > 900)
    #expect((0..<count).allSatisfy { found[$0] == steps[$0] })
  }
}
