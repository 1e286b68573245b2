import Biofeedback
import EMGUnits
import Simulation
import TestSupport
import Testing

/// The decision on healthy running, on weakness, and where effort changes.
@Suite struct StrideJudgeTests {
  private func plan(_ course: [CourseSegment], seed: UInt64) throws -> SimulationPlan {
    var plan = SimulationPlan(
      sampleRate: 1000, channels: try ChannelMap(parsing: "glute=1,hamstring=2"), course: course)
    plan.seed = seed
    return plan
  }

  /// Ten thousand strides of twelve runners: fewer than 1 false verdict of each kind in 1000.
  @Test func healthyRunningGivesHardlyAFalseVerdict() throws {
    var strides = 0
    var silent = 0
    var weak = 0
    for seed in 1...12 {
      var plan = try plan([.running(seconds: 640)], seed: UInt64(seed))
      if seed.isMultiple(of: 2) { plan.style = .random(seed: UInt64(seed)) }
      let live = try AnalysedRun(plan, mode: .live)
      strides += live.strides.count
      silent += live.count(.silent)
      weak += live.count(.weak)
      #expect(live.cues(.fault).isEmpty)
    }
    #expect(strides > 10_000)
    #expect(1000 * silent < strides)
    #expect(1000 * weak < strides)
  }

  @Test(arguments: [1, 2, 3]) func slowingDownAndHillsGiveNoCue(seed: UInt64) throws {
    let courses: [[CourseSegment]] = [
      [.running(seconds: 30, stridesPerMinute: 84, to: 74), .walking(seconds: 30), .standing(seconds: 15)]
        + [.running(seconds: 30)],
      [.running(seconds: 25), .running(seconds: 30, effort: 1, toEffort: 1.5), .running(seconds: 20, effort: 1.5)],
      [.running(seconds: 120, stridesPerMinute: 70, to: 95)],
    ]
    for course in courses {
      let live = try AnalysedRun(try plan(course, seed: seed), mode: .live)
      // the last contact of a walk has a hamstring's burst before it and no glute's behind it: in the stride, a stop and a
      // silent glute are the same
      let stop = live.cues.filter { live.seconds($0) > 58 && live.seconds($0) < 61 && course.count == 4 }
      #expect(live.cues.count == stop.count && stop.count <= 1)
    }
  }

  /// A glute that does not rise with the hill is found, though it works as in the reference.
  @Test func aHillHidesNoWeakness() throws {
    var plan = try plan(
      [.running(seconds: 25), .running(seconds: 20, effort: 1, toEffort: 1.6), .running(seconds: 30, effort: 1.6)],
      seed: 4)
    plan.gluteEvents = [.weak(strides: 70...90, factor: 0.4)]
    let live = try AnalysedRun(plan, mode: .live)
    #expect(live.count(.silent) + live.count(.weak) >= 15)
  }

  /// A cable that comes off looks like a muscle at rest until enough of it has been seen.
  private static let mostBeforeAFault = 3

  /// Each fault is told within two seconds, silence at most three strides before it, and decisions resume.
  @Test(
    arguments: [ElectrodeFault.Kind.dead, .off, .muted], [1, 2])
  func everyFaultIsTold(kind: ElectrodeFault.Kind, channel: Int) throws {
    for start in [24.3, 31.7, 36.05] {
      var plan = try plan([.running(seconds: 70)], seed: 9)
      plan.faults = [ElectrodeFault(kind, channel: channel, startSeconds: start, seconds: 10)]
      let live = try AnalysedRun(plan, mode: .live)
      let told = try #require(live.cues(.fault).first)
      #expect(live.seconds(told) > start && live.seconds(told) < start + 2)
      // until the fault is sure, the glute may be silent
      let failing = live.cues.filter { $0.kind == .silent || $0.kind == .weak }
      #expect(failing.count <= Self.mostBeforeAFault)
      #expect(failing.allSatisfy { live.seconds($0) < live.seconds(told) })
      // five strides, and the rhythm if it was lost
      #expect(live.strides.contains { $0.verdict == .firing && $0.contact > start + 10 && $0.contact < start + 14 })
    }
  }

  @Test func lastingWeaknessIsFoundAndItsEndIsTold() throws {
    var plan = try plan([.running(seconds: 90)], seed: 6)
    plan.gluteEvents = [.weak(strides: 40...60, factor: 0.45)]
    let live = try AnalysedRun(plan, mode: .live)
    let truth = try EMGSimulator(plan).strides
    let failing = live.cues.filter { $0.kind == .silent || $0.kind == .weak }
    let first = try #require(failing.first)
    #expect(live.seconds(first) > truth[39].contactSeconds && live.seconds(first) < truth[43].contactSeconds)
    let recovered = live.cues(.recovered)
    #expect(recovered.count == 1)
    #expect(live.seconds(try #require(recovered.first)) < truth[68].contactSeconds)
  }
}
