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
    /// Nil in files that did not say it yet.
    var person: String?
    var recording: String?
    var steps: [String]
    var records: [StepRecord]
  }

  /// Where it is.
  public let path: String

  private let person: String
  private let recording: String

  /// A file that need not exist yet, of this person and this recording; empty for nobody known, and for a sound card.
  public init(path: String, person: String = "", recording: String = "") {
    self.path = path
    self.person = person
    self.recording = recording
  }

  /// Whether there is something to go on with.
  public var exists: Bool { DiskEntry(path).exists }

  /// Writes the records beside the old file and then takes its place, so that one of both is whole at any time.
  public func write(
    _ records: [StepRecord], steps: [CalibrationStep], input: CalibrationInput
  ) throws(RecordingError) {
    let content = Content(
      map: input.map.description, sampleRateHz: input.sampleRate.value,
      bandHz: [input.band.low.value, input.band.high.value], fullScaleMv: input.fullScaleMillivolts,
      person: person, recording: recording, steps: steps.map(\.id), records: records)
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
    try check("person", content.person, person)
    try check("recording", content.recording, recording)
    guard let place = own.indices.first(where: { own[$0] != wanted[$0] }) else { return content.records }
    throw .sidecarValue(
      path: path, key: ["map", "sample_rate_hz", "band_hz", "steps"][place], found: own[place],
      expected: "\(wanted[place]), as now requested. Start over with --force, or calibrate as before")
  }

  /// Steps of two people, or of two recordings, are no calibration.
  private func check(_ key: String, _ own: String?, _ wanted: String) throws(RecordingError) {
    guard let own, own != wanted else { return }
    let words = { (text: String) in text.isEmpty ? "none" : text }
    throw .sidecarValue(
      path: path, key: key, found: words(own),
      expected: "\(words(wanted)), as now requested. Start over with --force, or choose another folder with --output")
  }

  /// Takes it away; there is nothing to go on with any more.
  public func remove() { DiskEntry(path).remove() }
}
