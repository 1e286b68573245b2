import EMGUnits
import Simulation
import Testing

@Suite struct DriveVariabilityTests {
  private func plan(seconds: Double) throws -> SimulationPlan {
    SimulationPlan(sampleRate: 1000, channels: try ChannelMap(parsing: "glute=1,hamstring=2"), seconds: seconds)
  }

  @Test func drivesVaryAndGoTogetherAsPlanned() throws {
    let plan = try plan(seconds: 3000)
    let strides = try EMGSimulator(plan).strides
    let (glute, hamstring) = (strides.map(\.gluteDrive), strides.map(\.hamstringDrive))
    // 4000 strides, neighbours correlated by 0.4: CV known to about 2 % of itself, the mean to 0.4 %.
    let tolerance = 0.02
    #expect(abs(glute.variation - 0.18) < tolerance)
    #expect(abs(hamstring.variation - 0.18) < tolerance)
    #expect(abs(glute.mean - 1) < tolerance)
    #expect(abs(correlation(glute, hamstring) - plan.muscleCoupling) < 2 * tolerance)
    #expect(abs(correlation(glute.dropLast(), glute.dropFirst()) - 0.4) < 3 * tolerance)
  }

  @Test func theRatioVariesAsMeasuredOnRunners() throws {
    var plan = try plan(seconds: 300)
    plan.motion = 0
    let rendered = try Rendered(plan)
    let ratios = rendered.strides.map { stride in
      rendered.rms(1, from: stride.contactSeconds, to: stride.endSeconds)
        / rendered.rms(2, from: stride.contactSeconds, to: stride.endSeconds)
    }
    // Steady healthy running: per-stride ratio CV of 11–25 %.
    let measured = 0.11...0.25
    #expect(measured.contains(ratios.variation))
  }

  @Test func effortScalesEveryMuscle() throws {
    var plan = try barePlan("glute=1,hamstring=2", course: [.running(seconds: 20, effort: 1, toEffort: 2)])
    plan.muscleCoupling = 1
    for stride in try EMGSimulator(plan).strides {
      let effort = 1 + stride.contactSeconds / 20
      #expect(abs(stride.gluteDrive - effort) < 1e-9)  // rounding
      #expect(abs(stride.hamstringDrive - effort) < 1e-9)
    }
  }
}
