import EMGUnits
import Foundation
import Simulation
import TestSupport
import Testing

@Suite struct TruthTableTests {
  /// Times have six digits after the point, amplitudes four.
  private static let timeRounding = 0.500_001e-6
  private static let amplitudeRounding = 0.500_001e-4

  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func truth(_ arguments: [String]) throws -> TruthFile {
    let result = try GlutecueProcess.run(
      ["simulate", "--output", folder["run.wav"], "--truth", folder["truth.csv"], "--force"] + arguments)
    #expect(result.standardError == "")
    return try TruthFile(folder["truth.csv"])
  }

  private func plan(
    _ course: [CourseSegment], map: String = "glute=1,hamstring=2", _ change: (inout SimulationPlan) -> Void = { _ in }
  ) throws -> [TruthStride] {
    var plan = SimulationPlan(sampleRate: 2000, channels: try ChannelMap(parsing: map), course: course)
    change(&plan)
    return try EMGSimulator(plan).strides
  }

  private func expect(
    _ truth: TruthFile, _ strides: [TruthStride], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(truth.rows.map(\.stride) == strides.map(\.index), sourceLocation: sourceLocation)
    for (row, stride) in zip(truth.rows, strides) {
      #expect(row.leg == stride.leg?.rawValue ?? "", sourceLocation: sourceLocation)
      let times = [stride.contactSeconds, stride.toeOffSeconds, stride.endSeconds]
      let near = zip([row.contact, row.toeOff, row.end], times).allSatisfy { abs($0 - $1) <= Self.timeRounding }
      #expect(near, sourceLocation: sourceLocation)
      #expect(row.gait == stride.gait.rawValue, sourceLocation: sourceLocation)
      let amplitudes = [stride.gluteFactor, stride.hamstringFactor, stride.gluteDrive, stride.hamstringDrive]
      let equal = zip(row.amplitudes, amplitudes).allSatisfy { abs($0 - $1) <= Self.amplitudeRounding }
      #expect(equal, sourceLocation: sourceLocation)
    }
  }

  @Test func hasTheAgreedColumns() throws {
    #expect(
      try truth(["--duration", "5"]).header
        == "stride,leg,contact_s,toe_off_s,end_s,gait,glute_factor,hamstring_factor,glute_drive,hamstring_drive,flags")
  }

  @Test func tellsTheGlutesEvents() throws {
    let truth = try truth([
      "--duration", "30", "--silent", "3-5,9", "--weak", "12-14:0.5", "--fade", "20-30:1-0.2", "--take-over", "1.3",
    ])
    let strides = try plan([.running(seconds: 30)]) {
      $0.gluteEvents = [
        .stops(strides: 3...5), .stops(strides: 9...9), .weak(strides: 12...14, factor: 0.5),
        .fades(strides: 20...30, to: 0.2),
      ]
      for index in $0.gluteEvents.indices { $0.gluteEvents[index].hamstringFactor = 1.3 }
    }
    expect(truth, strides)
    #expect(truth.rows[2].amplitudes[0] == 0 && truth.rows[2].amplitudes[1] == 1.3)
  }

  @Test func tellsTheLegs() throws {
    let map = "left-glute=1,left-hamstring=2,right-glute=3,right-hamstring=4"
    let truth = try truth(["--duration", "10", "--map", map, "--silent", "right:4-6"])
    expect(
      truth, try plan([.running(seconds: 10)], map: map) { $0.gluteEvents = [.stops(strides: 4...6, side: .right)] })
    #expect(Set(truth.rows.filter { $0.amplitudes[0] == 0 }.map(\.leg)) == ["right"])
  }

  @Test func followsACourse() throws {
    let truth = try truth([
      "--course", "walk 10, run 0.5min @78-84 x1-1.3, stand 5s, run 10 @90, run 10", "--fault", "off:hamstring@20-22",
    ])
    let strides = try plan([
      .walking(seconds: 10), .running(seconds: 30, stridesPerMinute: 78, to: 84, effort: 1, toEffort: 1.3),
      .standing(seconds: 5), .running(seconds: 10, stridesPerMinute: 90), .running(seconds: 10),
    ])
    expect(truth, strides)
    for (row, stride) in zip(truth.rows, strides) {
      #expect(row.flags.contains("first") == stride.flags.contains(.first))
      #expect(row.flags.contains("last") == stride.flags.contains(.last))
      #expect(row.flags.contains("gait-change") == stride.flags.contains(.gaitChange))
      #expect(row.flags.contains("fault") == (row.contact < 22 && row.end > 20))
    }
  }

  @Test func standsWithinAChangingCadence() throws {
    let truth = try truth(["--duration", "40", "--cadence", "70-90", "--stand", "30-35,10-20"])
    expect(
      truth,
      try plan([
        .running(seconds: 10, stridesPerMinute: 70, to: 75), .standing(seconds: 10),
        .running(seconds: 10, stridesPerMinute: 80, to: 85), .standing(seconds: 5),
        .running(seconds: 5, stridesPerMinute: 87.5, to: 90),
      ]))
  }

  @Test func takesTheRunnerAndTheSeed() throws {
    let truth = try truth(["--duration", "10", "--gait", "walking", "--runner", "random:4", "--seed", "9"])
    expect(
      truth,
      try plan([.walking(seconds: 10)]) {
        $0.style = .random(seed: 4)
        $0.seed = 9
      })
  }
}
