import Biofeedback
import EMGUnits
import Simulation
import Testing

/// A glute that is truly at rest, whatever else is on its electrode, is silent; what only looks like it is not.
@Suite struct RestingGluteTests {
  private static let rate = 2000.0
  /// Strides between the first one and the first that must be cued.
  private static let lead = 5

  private func samples(_ course: [CourseSegment], events: [GluteEvent] = [], seed: UInt64 = 3) throws -> [Float] {
    var plan = SimulationPlan(
      sampleRate: Hertz(Self.rate), channels: try ChannelMap(parsing: "glute=1,hamstring=2"), course: course)
    plan.seed = seed
    plan.gluteEvents = events
    var simulator = try EMGSimulator(plan)
    return simulator.render(frames: simulator.frameCount)
  }

  private func live(_ samples: [Float], map: String = "glute=1,hamstring=2") throws -> AnalysedRun {
    try AnalysedRun(samples, channelCount: 2, rate: Self.rate, map: map, mode: .live)
  }

  /// Part of the hamstring arrives at the glute's electrode, through a filter of five samples.
  private func leaking(_ samples: [Float], part: Float) -> [Float] {
    let taps: [Float] = [0.2, 0.9, -0.3, 0.15, 0.1]
    let size = taps.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var changed = samples
    for frame in taps.count..<samples.count / 2 {
      for (lag, tap) in taps.enumerated() {
        changed[2 * frame] += part * tap / size * samples[2 * (frame - lag) + 1]
      }
    }
    return changed
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func offFromTheStartIsSilentFromTheStart(seed: UInt64) throws {
    let run = try live(
      try samples([.running(seconds: 60)], events: [.stops(strides: 1...200)], seed: seed))
    #expect(!run.hasReference)
    let cued = Set(run.cues(.silent).map(\.stride))
    let due = run.strides.dropFirst(Self.lead).dropLast()
    #expect(due.count > 60)
    #expect(20 * due.count { cued.contains($0.number) } >= 19 * due.count)
    #expect(run.count(.firing) == 0 && run.cues(.fault).isEmpty)
    #expect(run.assessments.first?.isUsable == true)
  }

  /// It fires after a while: its reference is of those strides, and the silent ones before are not in it.
  @Test func aLateStartIsItsOwnReferenceOnlyWhereItWorks() throws {
    let run = try live(try samples([.running(seconds: 80)], events: [.stops(strides: 1...45)]))
    #expect(run.hasReference)
    let late = run.strides.filter { $0.number > 65 }
    #expect(late.count > 20)
    #expect(late.allSatisfy { $0.verdict == .firing })
  }

  @Test(arguments: [0.05, 0.1, 0.15] as [Float]) func crosstalkDoesNotHideIt(part: Float) throws {
    let healthy = try samples([.running(seconds: 60)], events: [.stops(strides: 40...49)])
    let run = try live(leaking(healthy, part: part))
    let truth = try truthContacts()
    let cued = run.cues(.silent).filter { cue in
      let at = run.seconds(cue)
      return at > truth[39] && at < truth[49]
    }
    #expect(cued.count >= 9)
    #expect(run.cues(.silent).count - cued.count <= 1)
    let found = try #require(run.evidence?.crosstalk)
    // the fit sees it in every stride; what the glute does itself makes it a little uncertain
    #expect(abs(found - part) < 0.4 * part + 0.01)
  }

  private func truthContacts() throws -> [Double] {
    var plan = SimulationPlan(
      sampleRate: Hertz(Self.rate), channels: try ChannelMap(parsing: "glute=1,hamstring=2"),
      course: [.running(seconds: 60)])
    plan.seed = 3
    plan.gluteEvents = [.stops(strides: 40...49)]
    return try EMGSimulator(plan).strides.map(\.contactSeconds)
  }

  @Test(arguments: [1, -0.5] as [Float]) func oneSignalOnBothChannelsIsAFault(scale: Float) throws {
    var both = try samples([.running(seconds: 40)])
    for frame in 0..<both.count / 2 { both[2 * frame + 1] = scale * both[2 * frame] }
    let run = try live(both)
    let told = try #require(run.cues(.fault).first)
    // four looks of a second, and the first second
    #expect(run.seconds(told) < 8)
    #expect(run.cues(.silent).isEmpty)
    #expect(run.assessments.map(\.state) == [.copied, .copied])
    #expect(run.assessments.allSatisfy { !$0.isUsable })
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func swappedChannelsAreTold(seed: UInt64) throws {
    let samples = try samples([.running(seconds: 40)], seed: seed)
    #expect(try live(samples).evidence?.order == .mapped)
    #expect(try live(samples, map: "glute=2,hamstring=1").evidence?.order == .exchanged)
  }

  /// Sweat lowers both muscles and their noise over a run.
  @Test(arguments: [1, 2] as [UInt64]) func sweatGivesNoCue(seed: UInt64) throws {
    var samples = try samples([.running(seconds: 240)], seed: seed)
    let frames = samples.count / 2
    for index in samples.indices { samples[index] *= 1 - 0.6 * Float(index / 2) / Float(frames) }
    #expect(try live(samples).cues.isEmpty)
  }

  /// Movement and EMG of both legs go away when the runner stands: no cable is off.
  @Test func standingStillIsNoFault() throws {
    let run = try live(try samples([.running(seconds: 25), .standing(seconds: 20), .running(seconds: 20)]))
    #expect(run.cues.isEmpty)
  }
}
