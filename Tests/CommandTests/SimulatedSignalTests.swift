import EMGUnits
import Foundation
import Recording
import Simulation
import TestSupport
import Testing

/// Every option of the signal does to the samples what it says.
@Suite struct SimulatedSignalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let change: @Sendable (inout SimulationPlan) -> Void
    init(_ arguments: String..., change: @escaping @Sendable (inout SimulationPlan) -> Void) {
      self.arguments = arguments
      self.change = change
    }
    var testDescription: String { arguments.joined(separator: " ") }
  }

  private static let cases = [
    Case("--runner", "hamstring-stance") { $0.style = .hamstringStanceDominant },
    Case("--runner", "glute-swing") { $0.style = .gluteSwingDominant },
    Case("--amplitude", "glute=31,hamstring=490") {
      $0[.gluteusMaximus].amplitudeMicrovolts = 31
      $0[.hamstrings].amplitudeMicrovolts = 490
    },
    Case("--drift", "glute=0.1") { $0[.gluteusMaximus].gainPerHour = 0.1 },
    Case("--noise", "9") { $0.electrodeNoiseMicrovolts = 9 },
    Case("--motion", "0") { $0.motion = 0 },
    Case("--mains", "60") { $0.mains = MainsHum(frequency: 60, level: 0.5) },
    Case("--mains", "50.03", "--mains-level", "2") { $0.mains = MainsHum(frequency: 50.03, level: 2) },
    Case("--full-scale-mv", "2") { $0.fullScaleMillivolts = 2 },
    Case("--fault", "off:hamstring@1-3") {
      $0.faults = [ElectrodeFault(.off, channel: 2, startSeconds: 1, seconds: 2)]
    },
    Case("--fault", "dead:1@1.5,muted:2") {
      $0.faults = [ElectrodeFault(.dead, channel: 1, startSeconds: 1.5), ElectrodeFault(.muted, channel: 2)]
    },
    Case("--fault", "clipping:glute", "--fault", "clipping=9:2@3-4") {
      $0.faults = [
        ElectrodeFault(.clipping(gain: 50), channel: 1),
        ElectrodeFault(.clipping(gain: 9), channel: 2, startSeconds: 3, seconds: 1),
      ]
    },
    Case("--fault", "hum:1,hum=2:hamstring") {
      $0.faults = [ElectrodeFault(.hum(level: 5), channel: 1), ElectrodeFault(.hum(level: 2), channel: 2)]
    },
  ]

  @Test(arguments: cases)
  func changesTheSamplesAsItSays(option: Case) throws {
    let folder = try TemporaryFolder()
    let result = try GlutecueProcess.run(
      ["simulate", "--output", folder["run.wav"], "--duration", "5", "--encoding", "float32"] + option.arguments)
    #expect(result.exitCode == 0)
    var plan = SimulationPlan(
      sampleRate: 2000, channels: try ChannelMap(parsing: "glute=1,hamstring=2"), seconds: 5)
    let plain = try rendered(plan)
    option.change(&plan)
    let expected = try rendered(plan)
    let reader = try RecordingReader(path: folder["run.wav"])
    var samples = [Float](repeating: 0, count: expected.count)
    let frames = try samples.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    #expect(frames == plan.frameCount && samples == expected && samples != plain)
  }

  private func rendered(_ plan: SimulationPlan) throws -> [Float] {
    var simulator = try EMGSimulator(plan)
    return simulator.render(frames: simulator.frameCount)
  }
}
