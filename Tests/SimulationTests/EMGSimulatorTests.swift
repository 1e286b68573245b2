import EMGUnits
import Simulation
import Testing

@Suite struct EMGSimulatorTests {
  /// A plan in which everything happens.
  private func fullPlan(seed: UInt64 = 7, rate: Hertz = 1000) throws -> SimulationPlan {
    let map = "left-glute=1,left-hamstring=2,right-glute=5,right-contact=3,lower-back=4"
    var plan = SimulationPlan(
      sampleRate: rate, channels: try ChannelMap(parsing: map),
      course: [.walking(seconds: 3), .running(seconds: 6, to: 90, toEffort: 1.3), .standing(seconds: 1)])
    plan.seed = seed
    plan.style = .random(seed: 3)
    plan.gluteEvents = [.fades(strides: 3...6, to: 0.2)]
    plan.faults = [ElectrodeFault(.off, channel: 2, startSeconds: 5, seconds: 1)]
    plan.mains = MainsHum(frequency: 50.03, level: 0.2)
    return plan
  }

  @Test(arguments: [1, 7, 256, 1000, 4801])
  func samplesDoNotDependOnTheBlocks(frames: Int) throws {
    var whole = try EMGSimulator(fullPlan())
    var parts = whole
    let expected = whole.render(frames: .max)
    var found: [Float] = []
    while parts.position < parts.frameCount { found += parts.render(frames: frames) }
    #expect(found == expected)
    #expect(expected.count == 10_000 * 5)
    #expect(parts.render(frames: frames).isEmpty)
  }

  @Test func onlyWholeFramesAreWritten() throws {
    var simulator = try EMGSimulator(fullPlan())
    let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: 13)
    defer { buffer.deallocate() }
    buffer.initialize(repeating: 9)
    #expect(simulator.render(into: buffer) == 2)
    #expect(simulator.position == 2)
    #expect(buffer[10...].allSatisfy { $0 == 9 })
  }

  @Test func samplesAreTheSameOnEveryMachine() throws {
    var simulator = try EMGSimulator(fullPlan())
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a
    for sample in simulator.render(frames: .max) { hash = (hash ^ UInt64(sample.bitPattern)) &* 0x100_0000_01b3 }
    // Measured once; any change of a number that decides the signal changes it.
    #expect(hash == 4_938_541_729_051_126_025)
  }

  @Test func anotherSeedIsAnotherRecording() throws {
    let (a, b) = (try Rendered(fullPlan(seed: 7)), try Rendered(fullPlan(seed: 8)))
    // Two independent signals of 10,000 samples correlate by chance by 1 %, slow motion waves by more; 10 % is safe.
    let chance = 0.1
    #expect(abs(correlation(a.channels[0], b.channels[0])) < chance)
    #expect(a.strides != b.strides)
  }

  @Test(arguments: [(Hertz(48_000), 24, 1), (44_100, 441, 20), (192_000, 96, 1), (8000, 4, 1)])
  func everyRateCarriesTheSameSignal(rate: Hertz, frames: Int, baseFrames: Int) throws {
    let slow = try Rendered(fullPlan(rate: 2000))
    let fast = try Rendered(fullPlan(rate: rate))
    #expect(slow.strides == fast.strides)
    // The filter's stated phase error is below −94 dB; 1e-4 of the RMS is −80 dB.
    let tolerance = 1e-4
    for channel in 0..<5 {
      let expected = every(baseFrames, of: slow.channels[channel])
      let found = every(frames, of: fast.channels[channel])
      #expect(expected.count == found.count)
      #expect(zip(expected, found).map(-).rms <= tolerance * expected.rms)
    }
  }

  private func every(_ step: Int, of samples: [Double]) -> [Double] {
    stride(from: 0, to: samples.count, by: step).map { samples[$0] }
  }

  @Test func lowRatesLoseOnlyWhatLiesAboveTheirBand() throws {
    let plan = try barePlan("glute=1", rate: 2000, course: [.running(seconds: 30)])
    var slowPlan = plan
    slowPlan.sampleRate = 1000
    let ratio = try Rendered(slowPlan).rms(1) / Rendered(plan).rms(1)
    // 1 % of the spectrum's power (0.5 % in RMS) lies beyond 460 Hz.
    let allowed = 0.99...1.0
    #expect(allowed.contains(ratio))
  }

  @Test func noSampleLeavesFullScale() throws {
    var plan = try fullPlan()
    plan.fullScaleMillivolts = 0.05
    var simulator = try EMGSimulator(plan)
    let samples = simulator.render(frames: .max)
    #expect(samples.max() == 1)
    #expect(samples.min() == -1)
  }

  @Test func channelsThatTheMapLeavesOutAreZero() throws {
    let plan = SimulationPlan(sampleRate: 1000, channels: try ChannelMap(parsing: "glute=1,hamstring=4"), seconds: 2)
    let rendered = try Rendered(plan)
    #expect(rendered.channels.count == 4)
    #expect(rendered.rms(2) == 0)
    #expect(rendered.rms(3) == 0)
    #expect(rendered.rms(1) > 0)
  }

  @Test func oneChannelsSettingsLeaveTheOthersAsTheyWere() throws {
    let plan = try fullPlan()
    var other = plan
    other[.hamstrings].amplitudeMicrovolts = 20
    other.faults = []
    let (a, b) = (try Rendered(plan), try Rendered(other))
    #expect(a.channels[0] == b.channels[0])
    #expect(a.channels[1] != b.channels[1])
  }
}
