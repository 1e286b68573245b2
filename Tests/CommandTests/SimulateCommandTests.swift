import EMGUnits
import Foundation
import Recording
import Simulation
import TestSupport
import Testing

@Suite struct SimulateCommandTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  private func simulate(_ arguments: String...) throws -> GlutecueProcess.Result {
    let result = try GlutecueProcess.run(["simulate"] + arguments, in: folder.path)
    #expect(result.standardError == "")
    #expect(result.exitCode == 0)
    return result
  }

  private func samples(_ name: String) throws -> [Int16] {
    let reader = try RecordingReader(path: folder[name])
    var samples = [Int16](repeating: 0, count: reader.frameCount * reader.channelCount)
    let read = try samples.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    #expect(read == reader.frameCount)
    return samples
  }

  @Test func saysWhatItWrote() throws {
    let result = try simulate("--output", "run.wav", "--truth", "truth.csv", "--duration", "10")
    #expect(
      result.standardOutput
        == "Wrote run.wav: 10 s, 13 whole strides, 2 channels at 2000 Hz, 16-bit integer. Sidecar: run.json. "
        + "Truth: truth.csv.\n")
  }

  @Test func theRecordingHoldsThePlansSamples() throws {
    try simulate("--output", "run.wav", "--duration", "12.5", "--sample-rate", "1000", "--seed", "7")
    let reader = try RecordingReader(path: folder["run.wav"])
    #expect(reader.frameCount == 12_500 && reader.channelCount == 2 && reader.sampleRate == 1000)
    #expect(reader.encoding == .int16 && reader.warnings.isEmpty)
    var plan = SimulationPlan(
      sampleRate: 1000, channels: try ChannelMap(parsing: "glute=1,hamstring=2"), seconds: 12.5)
    plan.seed = 7
    var simulator = try EMGSimulator(plan)
    let expected = simulator.render(frames: simulator.frameCount).map { Int16(($0 * 32_768).rounded()) }
    #expect(try samples("run.wav") == expected)
  }

  @Test func theSidecarTellsChannelsScaleAndOrigin() throws {
    try simulate(
      "--output", "my run.wav", "--map", "left-glute=2,left-hamstring=1", "--full-scale-mv", "10", "--duration", "2",
      "--force")
    let sidecar = try #require(try Sidecar.load(beside: folder["my run.wav"]))
    #expect(sidecar.map?.description == "left-glute=2,left-hamstring=1")
    #expect(sidecar.fullScaleMillivolts == 10)
    #expect(
      sidecar.notes
        == "Simulated EMG, no real person. Made by: glutecue simulate --output 'my run.wav' "
        + "--map left-glute=2,left-hamstring=1 --full-scale-mv 10 --duration 2")
  }

  @Test func equalSeedsGiveEqualBytesAndOthersDoNot() throws {
    for (name, seed) in [("a", "5"), ("b", "5"), ("c", "6")] {
      try simulate("--output", "\(name).wav", "--duration", "5", "--seed", seed)
    }
    #expect(try folder.bytes("a.wav") == folder.bytes("b.wav"))
    #expect(try folder.bytes("a.wav") != folder.bytes("c.wav"))
  }

  @Test(arguments: [("int16", 16), ("int24", 24), ("float32", 32)])
  func storesSamplesAsAsked(encoding: String, bits: Int) throws {
    try simulate("--output", "run.wav", "--encoding", encoding, "--duration", "2")
    try simulate("--output", "exact.wav", "--encoding", "float32", "--duration", "2")
    let (given, exact) = (try floats("run.wav"), try floats("exact.wav"))
    // Rounding to the nearest step; what is above full scale minus half a step clips, which does not happen here.
    let halfStep = encoding == "float32" ? 0 : Float(sign: .plus, exponent: -bits, significand: 1)
    #expect(given.encoding.rawValue == encoding)
    #expect(zip(given.samples, exact.samples).allSatisfy { abs($0 - $1) <= halfStep })
  }

  @Test func takes24BitsWhere16AreTooCoarse() throws {
    try simulate("--output", "run.wav", "--full-scale-mv", "40", "--duration", "1")
    #expect(try floats("run.wav").encoding == .int24)
  }

  @Test func writesFLACToo() throws {
    try simulate("--output", "run.wav", "--duration", "2")
    try simulate("--output", "run2.flac", "--duration", "2")
    #expect(try samples("run.wav") == samples("run2.flac"))
  }

  @Test func forceReplacesEverything() throws {
    for name in ["run.wav", "run.json", "truth.csv"] { _ = try folder.file(name, "old") }
    try simulate("--output", "run.wav", "--truth", "truth.csv", "--duration", "2", "--force")
    #expect(try RecordingReader(path: folder["run.wav"]).frameCount == 4000)
    #expect(try Sidecar.load(beside: folder["run.wav"])?.map != nil)
    #expect(try String(decoding: folder.bytes("truth.csv"), as: UTF8.self).hasPrefix("stride,leg,"))
  }

  @Test func ctrlCLeavesAShorterRecordingAndItsTruth() throws {
    let arguments = ["simulate", "--output", "run.wav", "--truth", "truth.csv", "--duration", "86400"]
    let result = try GlutecueProcess.run(arguments, in: folder.path) { process in
      // The first blocks are on the disk; a day takes much longer.
      let size = { try? FileManager.default.attributesOfItem(atPath: folder["run.wav"])[.size] as? Int }
      for _ in 0..<1000 where (size() ?? 0) < 1_000_000 { Thread.sleep(forTimeInterval: 0.01) }
      process.interrupt()
    }
    #expect(result.exitCode == 130)
    let reader = try RecordingReader(path: folder["run.wav"])
    let seconds = Double(reader.frameCount) / 2000
    #expect(reader.warnings.isEmpty && seconds > 100 && seconds < 86_400)
    let hundredths = (seconds * 100).rounded() / 100
    let shown = Int(exactly: hundredths).map { "\($0)" } ?? "\(hundredths)"
    #expect(
      result.standardError
        == "glutecue: Stopped. run.wav holds the first \(shown) s of 86400 s and can be used.\n")
    let last = try #require(try TruthFile(folder["truth.csv"]).rows.last)
    #expect(last.end <= seconds && last.end > seconds - 2)
  }

  private func floats(_ name: String) throws -> (samples: [Float], encoding: SampleEncoding) {
    let reader = try RecordingReader(path: folder[name])
    var samples = [Float](repeating: 0, count: reader.frameCount * reader.channelCount)
    _ = try samples.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    return (samples, reader.encoding)
  }
}
