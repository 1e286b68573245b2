import Biofeedback
import EMGUnits
import GaitAnalysis
import Testing

/// Each kind of aim, on levels that are made: an easy run at 0.01 of full scale, a drill at 0.03, a maximum of 0.1.
@Suite struct AimJudgeTests {
  private static let maxima: [Muscle: Float] = [.gluteusMaximus: 0.1, .hamstrings: 0.2]

  private func profile(drill: Float? = 0.03, maxima: [Muscle: Float] = maxima, aimLevel: Double? = nil) -> LegProfile {
    let reference = { (amplitude: Float) in
      MuscleReference(
        window: ActivityWindow(on: -0.02, off: 0.15), amplitude: amplitude, noisePower: 1e-9, rawPower: 1e-4)
    }
    var profile = LegProfile(
      leg: nil, strides: 80, strideSeconds: 0.75, spread: 0.2,
      muscles: [.gluteusMaximus: reference(0.01), .hamstrings: reference(0.05)], seed: nil)
    profile.maxima = maxima
    profile.drill = drill.map { LegDrill(leg: nil, strides: 40, amplitudes: [.gluteusMaximus: $0]) }
    profile.aimLevel = aimLevel
    return profile
  }

  private func judge(_ aim: Aim, _ profile: LegProfile?) -> AimJudge {
    AimJudge(aim, profile, maxima: profile?.maxima ?? [:], tuning: AimTuning())
  }

  private func stride(
    _ glute: Float?, hamstring: Float? = 0.05, _ verdict: Verdict = .firing, share: (Float, Float)? = nil
  ) -> Decision {
    var decision = Decision(verdict: verdict, glute: share?.0, hamstring: share?.1)
    decision.levels = StrideLevels(glute: glute, hamstring: hamstring)
    return decision
  }

  @Test func maximumIsAPartOfTheOwnMaximum() {
    var judge = judge(.maximum(0.15), profile())
    let met = judge.judge(stride(0.016), isRunning: true)
    #expect(met.level == 0.15 && met.isMet == true)
    #expect(judge.judge(stride(0.014), isRunning: true).isMet == false)
    #expect(judge.judge(stride(nil), isRunning: true).isMet == nil)
    #expect(judge.judge(stride(0.016), isRunning: false).isMet == nil, "walking is not held against it")
    #expect(judge.judge(stride(0.016, .unusable), isRunning: true).isMet == nil)
    #expect(judge.judge(stride(0.5, .silent), isRunning: true).isMet == false, "a silent stride meets no aim")
    #expect(judge.judge(stride(nil, .silent), isRunning: true).isMet == false)
  }

  @Test func shareIsOfTheMaximaWhereBothAreKnown() {
    var known = judge(.share(0.4), profile())
    // 0.2 of the glute's maximum against 0.25 of the hamstring's: 0.44
    #expect(known.judge(stride(0.02, share: (0.1, 1)), isRunning: true).isMet == true)
    var unknown = judge(.share(0.4), profile(maxima: [.gluteusMaximus: 0.1]))
    #expect(unknown.judge(stride(0.02, share: (0.1, 1)), isRunning: true).isMet == false, "by the references")
    #expect(unknown.judge(stride(0.02, share: (1, 1)), isRunning: true).isMet == true)
    #expect(unknown.judge(stride(0.02), isRunning: true).isMet == nil)
  }

  @Test func drillIsAPartOfTheWay() {
    var judge = judge(.drill(0.5), profile())
    let outcome = judge.judge(stride(0.021), isRunning: true)
    // half-way between 0.01 and 0.03, in parts of the maximum of 0.1
    #expect(abs((outcome.level ?? 0) - 0.2) < 1e-6 && outcome.isMet == true)
    #expect(judge.judge(stride(0.019), isRunning: true).isMet == false)
    var byRun = self.judge(.drill(0.5), profile(maxima: [:]))
    let other = byRun.judge(stride(0.021), isRunning: true)
    #expect(abs((other.level ?? 0) - 2) < 1e-6 && other.isMet == true, "in parts of the easy run")
  }

  @Test func otherLegNeedsTheOtherLeg() {
    var judge = judge(.otherLeg(0.8), profile())
    #expect(judge.judge(stride(0.02), isRunning: true).isMet == nil)
    judge.otherLevel = 0.02
    let outcome = judge.judge(stride(0.017), isRunning: true)
    #expect(outcome.level == 0.8 && outcome.isMet == true)
    #expect(judge.judge(stride(0.015), isRunning: true).isMet == false)
    judge.comparesMaxima = true
    judge.otherLevel = 0.2
    #expect(judge.judge(stride(0.017), isRunning: true).isMet == true)
    #expect(judge.judge(stride(0.015), isRunning: true).isMet == false)
  }

  /// The other leg is told the median of the latest 20 strides in which the glute worked.
  @Test func theOwnLevelIsARunningMedian() {
    var judge = judge(.otherLeg(0.8), profile())
    for _ in 0..<4 { _ = judge.judge(stride(0.02), isRunning: true) }
    #expect(judge.ownLevel() == nil)
    for _ in 0..<16 { _ = judge.judge(stride(0.02), isRunning: true) }
    for _ in 0..<20 { _ = judge.judge(stride(0.001, .silent), isRunning: true) }
    #expect(judge.ownLevel() == 0.02)
    for _ in 0..<20 { _ = judge.judge(stride(0.03), isRunning: true) }
    #expect(judge.ownLevel() == 0.03)
  }

  @Test func growGoesOnWhereItStood() {
    var judge = judge(.grow, profile(aimLevel: 0.12))
    let outcome = judge.judge(stride(0.013), isRunning: true)
    #expect(outcome.level == 0.12 && outcome.isMet == true)
    for _ in 0..<24 { _ = judge.judge(stride(0.013), isRunning: true) }
    #expect(abs((judge.levelToKeep ?? 0) - 0.126) < 1e-6)
    for _ in 0..<1000 { _ = judge.judge(stride(0.09), isRunning: true) }
    #expect(abs((judge.levelToKeep ?? 0) - 0.3) < 1e-6, "the drill is the ceiling")
    #expect(self.judge(.maximum(0.1), profile()).levelToKeep == nil)
  }

  @Test func withoutAnAimNothingIsHeld() {
    var judge = AimJudge(nil, profile(), maxima: Self.maxima, tuning: AimTuning())
    let outcome = judge.judge(stride(0.02), isRunning: true)
    #expect(outcome.level == nil && outcome.isMet == nil)
  }
}
