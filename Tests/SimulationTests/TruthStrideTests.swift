import EMGUnits
import Simulation
import Testing

@Suite struct TruthStrideTests {
  private func strides(_ course: [CourseSegment], faults: [ElectrodeFault] = []) throws -> [TruthStride] {
    var plan = SimulationPlan(sampleRate: 1000, channels: try ChannelMap(parsing: "glute=1"), course: course)
    plan.faults = faults
    return try EMGSimulator(plan).strides
  }

  @Test func contactsFollowEachOtherAndEndWhereTheNextBegins() throws {
    let strides = try strides([.running(seconds: 60)])
    #expect(strides.map(\.index) == Array(1...strides.count))
    for (stride, next) in zip(strides, strides.dropFirst()) {
      #expect(abs(stride.endSeconds - next.contactSeconds) < 1e-9)  // rounding
      #expect(stride.contactSeconds < stride.toeOffSeconds && stride.toeOffSeconds < stride.endSeconds)
    }
    #expect(strides.allSatisfy { $0.contactSeconds >= 0 && $0.endSeconds <= 60 && $0.leg == nil })
  }

  @Test(arguments: Gait.allCases)
  func stanceIsAsLongAsMeasured(gait: Gait) throws {
    let strides = try strides([CourseSegment(.moving(gait), seconds: 600, stridesPerMinute: 70)])
    let stance = strides.map { ($0.toeOffSeconds - $0.contactSeconds) / $0.durationSeconds }
    // 3 % per stride, 700 strides: known to 0.1 %.
    let tolerance = 0.005
    #expect(abs(stance.mean / gait.stanceFraction - 1) < tolerance)
    #expect(strides.allSatisfy { $0.gait == gait })
  }

  @Test func flagsTellStartsStopsGaitChangesAndFaults() throws {
    let course: [CourseSegment] = [
      .walking(seconds: 10), .running(seconds: 10), .standing(seconds: 5), .running(seconds: 10),
    ]
    let fault = ElectrodeFault(.dead, channel: 1, startSeconds: 27, seconds: 1.4)
    let strides = try strides(course, faults: [fault])
    let changes = strides.filter { $0.flags.contains(.gaitChange) }
    #expect(changes.map(\.gait) == [.walking, .running])
    #expect(strides.filter { $0.flags.contains(.first) }.count == 2)
    #expect(strides.filter { $0.flags.contains(.last) }.count == 2)
    #expect(strides.first?.flags == .first)
    for stride in strides {
      let touched = stride.contactSeconds < 28.4 && stride.endSeconds > 27
      #expect(stride.flags.contains(.fault) == touched)
    }
  }

  @Test func noStrideReachesIntoStanding() throws {
    let strides = try strides([.running(seconds: 10), .standing(seconds: 5), .running(seconds: 10)])
    #expect(strides.allSatisfy { $0.endSeconds <= 10 || $0.contactSeconds >= 15 })
    let gap = zip(strides, strides.dropFirst()).filter { $1.contactSeconds - $0.endSeconds > 1 }
    #expect(gap.count == 1)
  }

  @Test func cadenceRampsFollowTheCourse() throws {
    let strides = try strides([.running(seconds: 60, stridesPerMinute: 70, to: 90)])
    // Stride variability 1.35 %, limited to 4 SD and more, and the ramp's change within a stride (0.4 %).
    let tolerance = 0.07
    for stride in strides {
      let cadence = 70 + 20 * stride.contactSeconds / 60
      #expect(abs(stride.durationSeconds * cadence / 60 - 1) < tolerance)
    }
  }
}
