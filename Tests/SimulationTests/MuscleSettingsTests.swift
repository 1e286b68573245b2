import EMGUnits
import Simulation
import Testing

@Suite struct MuscleSettingsTests {
  /// RMS within 30–450 Hz in the running recording: 24, 104 (94 without the spike at 20 % of the stride), 307, 105 µV.
  @Test(arguments: [(Muscle.gluteusMaximus, 24.0), (.hamstrings, 94), (.quadriceps, 307), (.calf, 105)])
  func runningHasTheAmplitudeOfRealRunning(muscle: Muscle, rms: Double) throws {
    let course = [CourseSegment.running(seconds: 120)]
    let rendered = try Rendered(barePlan("\(muscle.rawValue)=1", course: course))
    // Shapes differ, and the real ones hold some motion above 30 Hz.
    let tolerance = 0.15
    #expect(abs(rendered.rms(1) / rms - 1) < tolerance)
  }

  @Test func sweatChangesTheGain() throws {
    var plan = try barePlan("glute=1", rate: 500, course: [.standing(seconds: 3600)])
    plan[.gluteusMaximus].tonic = 1
    plan[.gluteusMaximus].gainPerHour = 0.5
    let rendered = try Rendered(plan)
    // 100 s at each end: 0.986 on average of the start's gain, 0.507 of it; 20,000 values know an RMS to 0.5 %.
    let ratio = rendered.rms(1, from: 3500) / rendered.rms(1, to: 100)
    #expect((0.50...0.53).contains(ratio))
  }
}
