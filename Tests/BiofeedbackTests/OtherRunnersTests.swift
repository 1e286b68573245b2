import Biofeedback
import EMGUnits
import SignalProcessing
import Simulation
import Testing

/// Runners whose muscles fire otherwise, and courses that stop, turn into walking, and go on.
@Suite struct OtherRunnersTests {
  private static let channels = "glute=1,hamstring=2"
  /// A person's bursts lie up to 3 % of the stride from the average person's: 25 ms.
  private static let largestBias = 30.0
  private static let offlineSpread = 8.0
  private static let causalSpread = 12.0

  enum Runner: CustomTestStringConvertible {
    case typical, hamstringStance, gluteSwing
    case drawn(UInt64)

    var style: RunnerStyle {
      switch self {
      case .typical: .typical
      case .hamstringStance: .hamstringStanceDominant
      case .gluteSwing: .gluteSwingDominant
      case .drawn(let seed): .random(seed: seed)
      }
    }

    var testDescription: String { "\(self)" }

    static let all: [Runner] = [.typical, .hamstringStance, .gluteSwing] + (1...12).map { .drawn($0) }
  }

  private func plan(_ course: [CourseSegment], seed: UInt64 = 3) throws -> SimulationPlan {
    var plan = SimulationPlan(
      sampleRate: 2000, channels: try ChannelMap(parsing: Self.channels), course: course)
    plan.seed = seed
    return plan
  }

  private func truth(_ plan: SimulationPlan) throws -> StrideTruth {
    StrideTruth(contacts: try EMGSimulator(plan).strides.map(\.contactSeconds).filter { $0 > 0.1 })
  }

  @Test(arguments: Runner.all) func theRightBurstIsContact(runner: Runner) throws {
    var plan = try plan([.running(seconds: 40)])
    plan.style = runner.style
    let truth = try truth(plan)
    let offline = try AnalysedRun(plan, mode: .offline)
    let score = StrideScore(offline.strides, against: truth)
    #expect(score.missed == 0)
    #expect(score.extra <= 1)
    #expect(abs(score.biasMilliseconds) <= Self.largestBias)
    #expect(score.spreadMilliseconds <= Self.offlineSpread)
    let live = try AnalysedRun(plan, mode: .live)
    let settled = StrideScore(live.strides, against: truth, from: 5)
    #expect(settled.missed + settled.extra <= 1)
    #expect(abs(settled.biasMilliseconds) <= Self.largestBias)
    #expect(settled.spreadMilliseconds <= Self.causalSpread)
    #expect(live.cues.isEmpty)
  }

  @Test(arguments: [44.0, 57, 81, 95, 128]) func slowWalkToSprint(stridesPerMinute: Double) throws {
    let course: CourseSegment =
      stridesPerMinute < 60
      ? .walking(seconds: 40, stridesPerMinute: stridesPerMinute)
      : .running(seconds: 40, stridesPerMinute: stridesPerMinute)
    let plan = try plan([course])
    let score = StrideScore(try AnalysedRun(plan, mode: .offline).strides, against: try truth(plan))
    #expect(score.missed == 0)
    #expect(score.extra <= 1)
  }

  @Test func standingYieldsNoStrides() throws {
    let plan = try plan([.standing(seconds: 90)])
    #expect(try AnalysedRun(plan, mode: .offline).strides.isEmpty)
    #expect(try AnalysedRun(plan, mode: .live).strides.isEmpty)
  }

  /// Looking ahead, no stride around a stop or a change of gait is lost; live, a rhythm takes about 4 s to be found.
  @Test func stopsAndChangesOfGait() throws {
    let plan = try plan([
      .running(seconds: 20, stridesPerMinute: 80), .standing(seconds: 8), .running(seconds: 20, stridesPerMinute: 84),
      .walking(seconds: 25, stridesPerMinute: 57), .standing(seconds: 5), .running(seconds: 20, stridesPerMinute: 80),
    ])
    let truth = try truth(plan)
    let offline = StrideScore(try AnalysedRun(plan, mode: .offline).strides, against: truth)
    #expect(offline.missed == 0)
    // one contact at most is seen where a run ends
    #expect(offline.extra <= 3)
    let live = try AnalysedRun(plan, mode: .live)
    let score = StrideScore(live.strides, against: truth, from: 5)
    // three new rhythms, 4 s of strides each
    #expect(score.missed <= 3 * 6)
    #expect(score.extra <= 3)
    #expect(live.cues.isEmpty)
  }

  @Test func theHamstringAloneCarriesTheStrides() throws {
    var plan = try plan([.running(seconds: 60)])
    plan.gluteEvents = [.stops(strides: 25...60)]
    let truth = try truth(plan)
    let live = try AnalysedRun(plan, mode: .live)
    let score = StrideScore(live.strides, against: truth, from: 5)
    #expect(score.missed + score.extra <= 1)
    #expect(score.spreadMilliseconds <= Self.causalSpread)
    let places = live.cues(.silent).compactMap { truth.place(live.seconds($0))?.stride }
    #expect(places == Array(25...60))
    // told once, with the third firing stride
    #expect(live.cues(.recovered).compactMap { truth.place(live.seconds($0))?.stride } == [63])
    #expect(live.cues.count == 37)
  }

  @Test func twoLegsAreKeptApart() throws {
    var plan = SimulationPlan(
      sampleRate: 2000,
      channels: try ChannelMap(parsing: "left-glute=1,left-hamstring=2,right-glute=3,right-hamstring=4"),
      seconds: 40)
    plan.gluteEvents = [.stops(strides: 20...25, side: .left)]
    let live = try AnalysedRun(plan, mode: .live)
    #expect(live.cues(.silent).count == 6)
    #expect(live.cues(.recovered).count == 1)
    #expect(live.cues.allSatisfy { $0.leg == .left })
    let left = live.strides.filter { $0.leg == .left }.map(\.contact)
    let right = live.strides.filter { $0.leg == .right }.map(\.contact)
    #expect(left.count > 40 && right.count > 40)
    // the right foot comes down half a stride after the left
    let shift = left.dropFirst(5).dropLast(5).map { contact in
      right.map { ($0 - contact) }.filter { $0 > 0 }.min() ?? 0
    }
    #expect(shift.allSatisfy { $0 > 0.25 && $0 < 0.5 })
  }

  @Test func aContactChannelOverridesTheEMG() throws {
    let plan = SimulationPlan(
      sampleRate: 2000, channels: try ChannelMap(parsing: "glute=1,hamstring=2,contact=3"), seconds: 40)
    let truth = try truth(plan)
    let score = StrideScore(try AnalysedRun(plan, mode: .live).strides, against: truth, from: 3)
    #expect(score.missed == 0)
    #expect(score.extra == 0)
    // a switch rises within a few samples
    #expect(score.spreadMilliseconds < 3)
    #expect(abs(score.biasMilliseconds) < 15)
  }

  @Test(arguments: [ElectrodeFault.Kind.dead, .off]) func aFaultyGluteChannelIsTold(kind: ElectrodeFault.Kind)
    throws
  {
    var plan = try plan([.running(seconds: 60)])
    plan.faults = [ElectrodeFault(kind, channel: 1, startSeconds: 30, seconds: 12)]
    let live = try AnalysedRun(plan, mode: .live)
    // told within 2 s, and not again before 20 s; until then at most three strides are silent
    let told = try #require(live.cues(.fault).first)
    #expect(live.seconds(told) - 30 < 2)
    #expect(live.cues(.fault).count == 1)
    #expect(live.count(.silent) <= 3)
    #expect(
      live.cues.filter { $0.kind != .fault }.allSatisfy { $0.kind == .silent && live.seconds($0) < live.seconds(told) })
    let during = live.strides.filter { $0.contact > 32 && $0.end < 42 }
    #expect(during.count > 8)
    #expect(during.allSatisfy { $0.verdict == .unusable && !$0.flags.glute.isEmpty })
    // decisions resume
    #expect(live.strides.filter { $0.contact > 48 }.allSatisfy { $0.verdict == .firing })
  }
}
