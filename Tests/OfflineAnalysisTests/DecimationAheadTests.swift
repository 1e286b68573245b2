import Biofeedback
import EMGUnits
import OfflineAnalysis
import Recording
import SessionResults
import Simulation
import TestSupport
import Testing

/// Read and decimated ahead on a second thread, or all on one: the same strides and the same summary, gaps included.
@Suite struct DecimationAheadTests {
  private static let rate = 48_000.0
  private let folder: TemporaryFolder

  /// Sixteen seconds of simulated running.
  init() throws {
    folder = try TemporaryFolder()
    let plan = SimulationPlan(
      sampleRate: Hertz(Self.rate), channels: try ChannelMap(parsing: "glute=1,hamstring=2"),
      course: [.running(seconds: 16)])
    var simulator = try EMGSimulator(plan)
    let samples = simulator.render(frames: simulator.frameCount).map { Int16(($0 * 32_767).rounded()) }
    _ = try folder.file("run.wav", WAVBytes(samples, sampleRate: Int(Self.rate)).bytes)
  }

  private func analyse(readsAhead: Bool) throws -> (table: [String], summary: [UInt8], progress: [Double]) {
    var request = OfflineAnalysis.Request(
      path: folder["run.wav"], overrides: MeasurementChoices(), software: "test")
    request.readsAhead = readsAhead
    let analysis = try OfflineAnalysis(request)
    var table: [String] = []
    var progress: [Double] = []
    var summary = try analysis.run(onProgress: { progress.append($0) }) { stride, _ throws(OutputError) in
      table.append("\(stride)")
    }
    summary.warnings = []
    return (table, try summary.json(), progress)
  }

  @Test(arguments: [#""gaps": [[300000, 4000], [520000, 90000]], "#, ""])
  func twoThreadsGiveTheSame(gaps: String) throws {
    _ = try folder.file("run.json", "{ \(gaps)\"version\": 1, \"map\": \"glute=1,hamstring=2\" }")
    let one = try analyse(readsAhead: false)
    let two = try analyse(readsAhead: true)
    #expect(one.table == two.table && one.table.count > 8)
    #expect(one.summary == two.summary)
    #expect(one.progress == two.progress && one.progress.last == 1)
  }

  /// What `onStride` throws ends both threads.
  @Test func aStrideThatCannotBeKeptEndsIt() throws {
    _ = try folder.file("run.json", #"{ "version": 1, "map": "glute=1,hamstring=2" }"#)
    for readsAhead in [false, true] {
      var request = OfflineAnalysis.Request(
        path: folder["run.wav"], overrides: MeasurementChoices(), software: "test")
      request.readsAhead = readsAhead
      let analysis = try OfflineAnalysis(request)
      var told = 0
      #expect(throws: OfflineAnalysis.Failure.self) {
        _ = try analysis.run { _, _ throws(OutputError) in
          told += 1
          throw OutputError.exists(path: "strides.csv")
        }
      }
      #expect(told == 1)
    }
  }
}
