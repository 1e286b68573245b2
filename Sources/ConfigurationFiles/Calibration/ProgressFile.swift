import CalibrationProtocol
import EMGUnits
import Files
import Foundation
import Recording

/// What is done of a calibration that is not finished: written after every step, so that nothing is lost whatever happens.
public struct ProgressFile: Sendable {
  private struct Content: Codable {
    var version = 1
    var map: String
    var sampleRateHz: Double
    var bandHz: [Double]
    var fullScaleMv: Double?
    var steps: [String]
    var records: [StepRecord]
  }

  /// Where it is.
  public let path: String

  /// A file that need not exist yet.
  public init(path: String) { self.path = path }

  /// Whether there is something to go on with.
  public var exists: Bool { DiskEntry(path).exists }

  /// Writes the records beside the old file and then takes its place, so that one of both is whole at any time.
  public func write(
    _ records: [StepRecord], steps: [CalibrationStep], input: CalibrationInput
  ) throws(RecordingError) {
    let content = Content(
      map: input.map.description, sampleRateHz: input.sampleRate.value,
      bandHz: [input.band.low.value, input.band.high.value], fullScaleMv: input.fullScaleMillivolts,
      steps: steps.map(\.id), records: records)
    do {
      try JSONText.compact(content).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .writeFailed(path: path, frame: 0, reason: error.localizedDescription)
    }
  }

  /// How many steps of how many have ended; nil where there is nothing to go on with.
  public var counts: (done: Int, steps: Int)? {
    guard exists, let data = try? Data(contentsOf: URL(filePath: path)),
      let content = try? JSONText.read(Content.self, data)
    else { return nil }
    return (content.records.count { $0.state != .partial }, content.steps.count)
  }

  /// The records, if they are of the same calibration.
  ///
  /// - Throws: `RecordingError` for a file that cannot be read or is of other steps, channels, rate or band.
  public func records(steps: [CalibrationStep], input: CalibrationInput) throws(RecordingError) -> [StepRecord] {
    let data: Data
    do { data = try Data(contentsOf: URL(filePath: path)) } catch { throw .missing(path: path) }
    let content: Content
    do { content = try JSONText.read(Content.self, data) } catch {
      throw .sidecarSyntax(path: path, place: "it does not hold the progress of a calibration. Remove it to start over")
    }
    let own = [content.map, "\(content.sampleRateHz)", "\(content.bandHz)", content.steps.joined(separator: " ")]
    let wanted = [
      input.map.description, "\(input.sampleRate.value)", "\([input.band.low.value, input.band.high.value])",
      steps.map(\.id).joined(separator: " "),
    ]
    guard let place = own.indices.first(where: { own[$0] != wanted[$0] }) else { return content.records }
    throw .sidecarValue(
      path: path, key: ["map", "sample_rate_hz", "band_hz", "steps"][place], found: own[place],
      expected: "\(wanted[place]), as now requested. Start over with --force, or calibrate as before")
  }

  /// Takes it away; there is nothing to go on with any more.
  public func remove() { DiskEntry(path).remove() }
}
