import EMGUnits
import Foundation
import Recording
import TestSupport
import Testing

/// Float recordings in volts become fractions of full scale, or are told as what they seem to be.
@Suite struct SampleUnitTests {
  let folder: TemporaryFolder
  /// Two channels of EMG-like noise in millivolts, 0.7 mV RMS.
  static let millivolts = SeededNoise.normal(seed: 137, count: 80_000).map { 0.7 * $0 }
  static let peak = Double(millivolts.map(\.magnitude).max() ?? 0)

  init() throws { folder = try TemporaryFolder() }

  private func write(_ values: [Float]) throws -> String {
    let path = folder["a.wav"]
    let writer = try RecordingWriter(
      path: path, sampleRate: 2000, channelCount: 2, encoding: .float32, overwrite: true)
    try writer.write(values)
    try writer.close()
    return path
  }

  private func adopt(
    _ values: [Float], unit: SampleUnit?, fullScale: Double? = nil
  ) throws -> (samples: [Float], setup: MeasurementSetup, warnings: [String]) {
    let path = try write(values)
    let reader = try RecordingReader(path: path)
    var choices = MeasurementChoices()
    choices.map = try ChannelMap(parsing: "glute=1,hamstring=2")
    (choices.unit, choices.fullScaleMillivolts) = (unit, fullScale)
    let said = try MeasurementSetup(recording: path, channelCount: 2, overrides: choices) { _ in }
    let setup = try reader.adopt(said)
    return (try reader.allFloat(block: 4096), setup, reader.warnings.map { "\($0)".replacing(path, with: "a.wav") })
  }

  @Test(arguments: [(SampleUnit.volts, Float(0.001)), (.millivolts, 1), (.microvolts, 1000)])
  func voltagesAreDividedByTheFullScale(unit: SampleUnit, perMillivolt: Float) throws {
    let found = try adopt(Self.millivolts.map { $0 * perMillivolt }, unit: unit, fullScale: 5)
    #expect(found.setup.fullScaleMillivolts == 5 && found.warnings.isEmpty)
    for (value, expected) in zip(found.samples, Self.millivolts) where abs(value - expected / 5) > 1e-6 {
      Issue.record("\(value) instead of \(expected / 5)")
    }
  }

  @Test func aFullScaleThatIsMissingOrTooSmallIsChosenAndTold() throws {
    let missing = try adopt(Self.millivolts, unit: .millivolts)
    #expect(missing.setup.fullScaleMillivolts == 5)
    #expect(missing.warnings.first?.hasSuffix("mV, so full scale was taken to be 5 mV.") == true)
    let small = try adopt(Self.millivolts, unit: .millivolts, fullScale: 1)
    #expect(small.setup.fullScaleMillivolts == 5 && small.samples == missing.samples)
    #expect(small.warnings.first?.contains("more than the full scale of 1 mV") == true)
  }

  @Test(arguments: [(SampleUnit.millivolts, "0.2"), (.microvolts, "0.0002")])
  func whatLooksLikeVoltagesIsRefused(unit: SampleUnit, multiplier: String) throws {
    let values = Self.millivolts.map { unit == .millivolts ? $0 : 1000 * $0 }
    let (text, category) = refusal { _ = try adopt(values, unit: nil) }
    #expect(text.contains("they seem to be \(unit). Say --unit \(unit.rawValue) "))
    #expect(text.contains("multiplied by \(multiplier), they would be right with --full-scale-mv 5."))
    #expect(category == .unusableData)
  }

  @Test func whatMayBeFractionsIsLeftAlone() throws {
    // full scale, one sample of an editor's overshoot, no numbers, nonsense
    var overshoot = Self.millivolts.map { $0 / 5 }
    overshoot[4000] = 1.9
    for values in [overshoot, [Float](repeating: .nan, count: 4000), Self.millivolts.map { $0 * 1e30 }] {
      let found = try adopt(values, unit: nil)
      #expect(found.samples.map(\.bitPattern) == values.map(\.bitPattern) && found.warnings.isEmpty)
    }
    #expect(try adopt(Self.millivolts, unit: .fullScale).samples == Self.millivolts)
  }

  @Test func ofIntegersItIsIgnoredWithAWord() throws {
    let path = try folder.file("a.wav", WAVBytes(data: WAVBytes().samples(testSamples(frames: 100))).bytes)
    try Data("{ \"map\": \"glute=1\", \"unit\": \"mv\" }".utf8).write(to: URL(filePath: folder["a.json"]))
    let reader = try RecordingReader(path: path)
    let said = try MeasurementSetup(recording: path, channelCount: 2, overrides: MeasurementChoices()) { _ in }
    #expect(said.unit == .millivolts)
    #expect(try reader.adopt(said).unit == nil)
    #expect(
      reader.warnings.map(\.description) == [
        "\(path): the unit mv is ignored: its 16-bit integer samples are fractions of full scale."
      ])
    #expect(try reader.all16(block: 100) == testSamples(frames: 100))
  }

  @Test func aSidecarKeepsIt() throws {
    let path = folder["b.wav"]
    var sidecar = Sidecar(map: try ChannelMap(parsing: "glute=1"), fullScaleMillivolts: 5)
    sidecar.unit = .microvolts
    try sidecar.write(beside: path)
    #expect(try Sidecar.load(beside: path) == sidecar)
    try Data("{ \"unit\": \"mV\" }".utf8).write(to: URL(filePath: folder["b.json"]))
    let (text, _) = refusal { _ = try Sidecar.load(beside: path) }
    #expect(text.hasSuffix("Expected: \"full-scale\", or for float values \"v\", \"mv\" or \"uv\"."))
  }
}
