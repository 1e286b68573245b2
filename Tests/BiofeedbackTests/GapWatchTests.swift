import Biofeedback
import EMGUnits
import SignalProcessing
import Simulation
import TestSupport
import Testing

/// Frames that the device lost: the strides that they touch are not judged, and the next ones are.
@Suite struct GapWatchTests {
  /// From one lost period of a sound card to a minute.
  private static let lengths = [0.005, 0.02, 0.1, 0.4, 1.5, 5, 60]
  /// The place of the first stride that is judged again.
  private static let latestPlace = 5

  private func plan(seed: UInt64, seconds: Double = 100) throws -> SimulationPlan {
    var plan = SimulationPlan(
      sampleRate: 1000, channels: try ChannelMap(parsing: "glute=1,hamstring=2"), course: [.running(seconds: seconds)])
    plan.seed = seed
    if seed > 1 { plan.style = .random(seed: seed) }
    if seed == 4 { plan.mains = MainsHum(frequency: 50.03, level: 0.2) }
    return plan
  }

  @Test(arguments: 1...5) func decisionsResumeOnSimulatedRunners(seed: UInt64) throws {
    let base = try GappedRun(plan(seed: seed))
    var noise = SeededNoise(seed: seed)
    for length in Self.lengths {
      var run = base
      run.lose(length, at: Double.random(in: 20...90 - length, using: &noise))
      let live = try run.analysed()
      let place = try #require(run.resumes(live, after: run.gaps[0]))
      #expect(place <= Self.latestPlace, "\(length) s at \(run.gaps[0].start)")
      #expect(live.cues.allSatisfy { $0.kind == .fault && $0.leg == nil })
      expectUntouchedStridesAreJudged(live, run)
    }
  }

  @Test(.needsRealRecordings, arguments: [2, 3]) func decisionsResumeOnARealRun(hamstring: Int) throws {
    let base = GappedRun(
      real: try RealRun("run-p0001.wav"), truth: try StrideTruth("run-p0001.events.csv"), hamstring: hamstring)
    var noise = SeededNoise(seed: 5)
    for length in Self.lengths {
      var run = base
      // the recording is too short for a long gap: the runner goes on behind it with the next stride
      if length < 2 {
        run.lose(length, at: Double.random(in: 13...24, using: &noise))
      } else {
        run.insert(length, at: Double.random(in: 13...24, using: &noise))
      }
      let live = try run.analysed()
      let place = try #require(run.resumes(live, after: run.gaps[0]))
      #expect(place <= Self.latestPlace, "\(length) s at \(run.gaps[0].start)")
    }
  }

  /// Fifty gaps of 5 ms to 3 s at random places.
  @Test(.needsRealRecordings, arguments: [2, 3]) func aGapIsNeverHeardAsWeakness(hamstring: Int) throws {
    let base = GappedRun(
      real: try RealRun("run-p0001.wav"), truth: try StrideTruth("run-p0001.events.csv"), hamstring: hamstring)
    try expectNoWeakness(base)
  }

  @Test func aGapIsNeverHeardAsWeaknessOnAMadeRun() throws {
    let made = try RealRun(made: 17)
    try expectNoWeakness(GappedRun(real: made, truth: StrideTruth(contacts: made.madeContacts), hamstring: 2))
  }

  private func expectNoWeakness(_ base: GappedRun) throws {
    var noise = SeededNoise(seed: 11)
    for _ in 0..<50 {
      var run = base
      let length: Double = [0.005, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.2, 2, 3].randomElement(using: &noise) ?? 0.005
      run.lose(length, at: Double.random(in: 2...29 - length, using: &noise))
      let live = try run.analysed()
      #expect(live.cues(.silent).isEmpty && live.cues(.weak).isEmpty, "\(length) s at \(run.gaps[0].start)")
      #expect(live.cues(.fault).count == 1)
    }
  }

  /// No stride that frames were lost of has a verdict or a value.
  private func expectUntouchedStridesAreJudged(_ live: AnalysedRun, _ run: GappedRun) {
    let from = Double(run.gaps[0].start) / run.rate
    let to = Double(run.gaps[0].end) / run.rate
    for stride in live.strides where stride.contact < to && stride.end > from {
      #expect(stride.verdict == .unusable || stride.verdict == .baseline)
      #expect(stride.flags.gap && stride.flags.words.contains("gap"))
      #expect(stride[.gluteusMaximus] == nil && stride.ratio == nil)
    }
    let cleanStrides = live.strides.filter { $0.contact > to + 8 || $0.end < from - 0.3 && $0.contact > 15 }
    #expect(cleanStrides.count(where: \.flags.gap) == 0)
  }

  /// A short one at its end, a long one at half a second exactly and again every 20 s, before there is a reference and after, on any rate.
  @Test(arguments: [1000.0, 2000, 44_100]) func aLastingGapIsTold(rate: Double) throws {
    var plan = try plan(seed: 1, seconds: 80)
    plan.sampleRate = Hertz(rate)
    var run = try GappedRun(plan)
    run.lose(0.499, at: 1)
    run.lose(0.7, at: 3)
    run.lose(45, at: 30.0001)
    let live = try run.analysed()
    let half = Int(0.5 * rate)
    let starts = run.gaps.map(\.start)
    #expect(
      live.cues.map(\.frame)
        == [
          run.gaps[0].end, starts[1] + half, starts[2] + half, starts[2] + half + Int(20 * rate),
          starts[2] + half + Int(40 * rate),
        ])
    #expect(live.cues.allSatisfy { $0.kind == .fault && $0.leg == nil })
    #expect(live.troubles.count == 5 && live.troubles.allSatisfy { $0.words == ["gap"] })
    #expect(BiofeedbackPipeline.framesUntilGapFault(rate: Hertz(rate)) == half)
  }

  /// What was lost says nothing about the channels.
  @Test(arguments: [SignalChain.Mode.live, .offline]) func gapsLeaveTheAssessmentAlone(mode: SignalChain.Mode) throws {
    var run = try GappedRun(plan(seed: 1))
    // a constant part far above the EMG must not make steps at the gap's ends
    for i in run.samples.indices { run.samples[i] += 0.1 }
    let plain = try run.analysed(mode)
    run.lose(0.05, at: 20)
    run.lose(55, at: 30)
    let live = try run.analysed(mode)
    for (gapped, whole) in zip(live.assessments, plain.assessments) {
      #expect(gapped.state == whole.state && gapped.isUsable && gapped.invalidSamples == 0)
      // 40 of the 100 s: other strides
      #expect(abs(gapped.noiseFloor / whole.noiseFloor - 1) < 0.1)
      #expect(abs(gapped.bandRMS / whole.bandRMS - 1) < 0.1)
      #expect(gapped.mainsHertz == whole.mainsHertz)
    }
  }

  /// Many short gaps, none of which lasts: told once, not 80 times; and no stride can be judged.
  @Test func aStormOfShortGapsIsTold() throws {
    var run = try GappedRun(plan(seed: 1, seconds: 60))
    for index in 0..<80 { run.lose(0.02, at: 25 + 0.25 * Double(index)) }
    let live = try run.analysed()
    #expect(live.cues(.silent).isEmpty && live.cues(.weak).isEmpty)
    let told = try #require(live.cues(.fault).first)
    #expect(live.seconds(told) > 25 && live.seconds(told) < 35)
  }

  /// Silence in the stride that follows a gap is still heard.
  @Test func silenceBesideAGapIsHeard() throws {
    var plan = try plan(seed: 1, seconds: 60)
    plan.gluteEvents = [.stops(strides: 40...60)]
    let truth = try EMGSimulator(plan).strides
    var run = try GappedRun(plan)
    run.lose(0.1, at: truth[45].contactSeconds + 0.3)
    let live = try run.analysed()
    let heard = live.cues(.silent).map(live.seconds)
    for index in 41...59 where index != 45 {
      let contact = truth[index].contactSeconds
      #expect(heard.contains { $0 > contact && $0 < contact + 0.4 }, "stride \(index + 1)")
    }
  }
}
