import Biofeedback
import EMGUnits
import Simulation
import Testing

/// Contacts from a foot sensor, where one is mapped.
@Suite struct StrideSourceTests {
  /// A sensor's edge is a sample or two wide, and its threshold lies half-way up.
  private static let tolerance = 0.02

  private func plan(_ map: String) throws -> SimulationPlan {
    var plan = SimulationPlan(
      sampleRate: 2000, channels: try ChannelMap(parsing: map),
      course: [.running(seconds: 20), .standing(seconds: 5), .running(seconds: 15)])
    plan.seed = 3
    return plan
  }

  @Test(arguments: [true, false]) func everySensedContactBeginsAStride(isLive: Bool) throws {
    let plan = try plan("glute=1,hamstring=2,contact=3")
    let truth = try EMGSimulator(plan).strides.map(\.contactSeconds)
    let run = try AnalysedRun(plan, mode: isLive ? .live : .offline)
    #expect(run.strides.count > truth.count - 6)
    for stride in run.strides {
      let error = truth.map { abs($0 - stride.contact) }.min() ?? 1
      #expect(error < Self.tolerance && stride.confidence == 1 && !stride.flags.inferred, "stride \(stride.number)")
    }
  }

  /// What lies between two runs is no stride.
  @Test func aPauseIsNoStride() throws {
    let run = try AnalysedRun(try plan("glute=1,hamstring=2,contact=3"), mode: .live)
    #expect(run.strides.allSatisfy { $0.duration < 1.5 } && run.strides.contains { $0.contact > 25 })
  }
}
