import CalibrationProtocol
import EMGUnits
import Simulation
import TestSupport
import Testing

@Suite struct InputCheckTests {
  private static let rate = 2000.0

  /// What `check` says of one channel of samples.
  private func report(_ samples: [Float], rate: Double = rate) throws -> ChannelReport {
    let input = CalibrationInput(
      sampleRate: Hertz(rate), channelCount: 1, map: try ChannelMap(parsing: "glute=1"), fullScaleMillivolts: 5)
    var check = try InputCheck(input, isLive: false)
    samples.withUnsafeBufferPointer { check.take(.float($0.baseAddress!), offset: 0, frames: samples.count) }
    check.finish()
    return try #require(check.reports.first)
  }

  private func simulated(_ change: (inout SimulationPlan) -> Void = { _ in }) throws -> [Float] {
    var plan = SimulationPlan(
      sampleRate: 2000, channels: try ChannelMap(parsing: "glute=1"), course: [.running(seconds: 12)])
    change(&plan)
    var simulator = try EMGSimulator(plan)
    return simulator.render(frames: simulator.frameCount)
  }

  @Test func aRunningMuscleIsUsable() throws {
    let report = try report(try simulated())
    #expect(report.verdict == .usable)
    #expect((0.3...0.7).contains(report.lowShare), "half of a running glute's raw power is motion: \(report.lowShare)")
  }

  @Test func faultsAreNamed() throws {
    let kinds: [(ElectrodeFault.Kind, ChannelReport.Verdict)] = [
      (.dead, .dead), (.muted, .dead), (.clipping(gain: 60), .clipped), (.hum(level: 40), .hum),
    ]
    for (kind, verdict) in kinds {
      let report = try report(try simulated { $0.faults = [ElectrodeFault(kind, channel: 1)] })
      #expect(report.verdict == verdict, "\(kind)")
      #expect(!report.isUsable)
    }
  }

  @Test func slowSwingsAloneAreLoose() throws {
    let slow = Tone(hertz: 1.3, rate: Self.rate).samples(count: 20_000, amplitude: 0.4)
    let noise = SeededNoise.normal(seed: 1, count: 20_000)
    let report = try report(zip(slow, noise).map { $0 + 0.002 * $1 })
    #expect(report.verdict == .loose)
  }

  @Test func anInputThatRemovesTheBandIsTold() throws {
    // bursts of a 800 Hz tone: loud, regular, and not in the band of the EMG
    let tone = Tone(hertz: 800, rate: 8000).samples(count: 80_000, amplitude: 0.3)
    let noise = SeededNoise.normal(seed: 1, count: 80_000)
    let bursts = tone.indices.map { index in
      index % 6000 < 2000 ? tone[index] + 0.05 * noise[index] : 0.001 * noise[index]
    }
    let report = try report(bursts, rate: 8000)
    #expect(report.verdict == .filtered)
    #expect(report.highShare > 0.9, "\(report.highShare)")
  }

  @Test func whereThePowerLiesIsMeasured() throws {
    let low = Tone(hertz: 10, rate: Self.rate).samples(count: 40_000, amplitude: 0.1)
    let middle = Tone(hertz: 100, rate: Self.rate).samples(count: 40_000, amplitude: 0.1)
    let high = Tone(hertz: 700, rate: Self.rate).samples(count: 40_000, amplitude: 0.1)
    let report = try report(low.indices.map { low[$0] + middle[$0] + high[$0] })
    #expect(abs(report.lowShare - 1 / 3) < 0.02, "\(report.lowShare)")
    #expect(abs(report.highShare - 1 / 3) < 0.02, "\(report.highShare)")
    #expect((0.25...0.3001).contains(report.peak) && abs(report.offset) < 1e-3)
  }

  @Test func aConstantPartIsDirectCoupling() throws {
    let report = try report(try simulated().map { $0 + 0.2 })
    #expect(abs(report.offset - 0.2) < 0.01)
    #expect(report.coupling.contains("DC-coupled"))
  }
}
