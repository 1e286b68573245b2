import ArgumentParser
import CalibrationProtocol
import EMGUnits
import Files
import Foundation
import SessionResults

/// The last words of a check, and its exit code.
struct CheckEnd {
  private let reports: [ChannelReport]
  private let legs: [StrideCheck.Leg]
  private let squeeze: [TrialRefusal]?
  private let seconds: Double
  private let input: CalibrationInput

  init(
    _ reports: [ChannelReport], legs: [StrideCheck.Leg] = [], squeeze: [TrialRefusal]?, seconds: Double,
    input: CalibrationInput
  ) {
    self.reports = reports
    self.legs = legs
    self.squeeze = squeeze
    self.seconds = seconds
    self.input = input
  }

  /// Prints it; throws the exit code when a channel cannot be used.
  func tell(as format: OutputFormat) throws {
    switch format {
    case .json: StandardOutput.write(json: try json())
    case .text where tooShort == nil: print(text)
    case .text: break
    }
    fflush(nil)
    if let tooShort { throw CommandFailure(tooShort, .unusableData) }
    let bad = reports.filter { !$0.isUsable }
    guard !bad.isEmpty || !(squeeze ?? []).isEmpty else { return }
    let words =
      bad.map { "Channel \($0.assessment.channel) (\($0.assessment.role)) is \($0.verdict.rawValue)." }
      + (squeeze ?? []).map(\.description)
    StandardError.say(words.joined(separator: " "))
    throw ExitCode(ExitStatus.channelUnusable.rawValue)
  }

  /// What it amounts to, for a page: whether each channel can be used, and what strides say.
  var sentences: [String] {
    if let tooShort { return [tooShort] }
    return reports.map { "Channel \($0.assessment.channel) (\($0.assessment.role)): \($0.words)" } + notes
  }

  /// Nothing is said about channels then; nil for a check that is long enough.
  private var tooShort: String? {
    guard seconds < ChannelJudgement.leastSeconds else { return nil }
    let length = String(format: seconds < 0.05 ? "%.3f" : "%.1f", seconds)
    return "\(length) s are too short for a check. It needs about 10 s, in which each muscle contracts and rests."
  }

  private var text: String {
    let head = "\(((10 * seconds).rounded() / 10).short) s at \(input.sampleRate), band \(input.band)"
    let squeezed = squeeze.map { refusals in
      "\n\nSqueeze test: "
        + (refusals.isEmpty
          ? "each channel answers to its own muscle." : refusals.map(\.description).joined(separator: " "))
    }
    return head + "\n\n" + reports.map(paragraph).joined(separator: "\n\n") + (squeezed ?? "")
      + notes.map { "\n\nNote: \($0)" }.joined()
  }

  /// What strides say about the electrodes; nothing where a channel cannot be used anyway.
  private var notes: [String] {
    guard reports.allSatisfy(\.isUsable) else { return [] }
    return legs.flatMap { LegRemark.remarks(on: $0.evidence, leg: $0.leg, map: input.map) }
  }

  private func paragraph(_ report: ChannelReport) -> String {
    let channel = report.assessment
    let headroom = report.peak > 0 ? -20 * log10(report.peak) : .infinity
    return """
      Channel \(channel.channel) (\(channel.role)): \(report.words)
        level in the band   \(level(channel.bandRMS, report))
        noise floor         \(level(channel.noiseFloor, report))
        headroom            \(headroom.isFinite ? "\(number(headroom, 1)) dB" : "not known"), clipped \(number(100 * channel.clippedShare, 2)) %
        hum                 \(channel.mainsHertz.map { "\(Int(bounded: $0)) Hz" } ?? "none found"), \(number(100 * report.humShare, 0)) % of the power
        below 20 Hz         \(number(100 * report.lowShare, 0)) %    above 450 Hz  \(number(100 * report.highShare, 0)) %
        coupling            \(report.coupling)
      """
  }

  private func level(_ amplitude: Double, _ report: ChannelReport) -> String {
    let decibels = amplitude > 0 ? "\(number(20 * log10(amplitude), 1)) dBFS" : "nothing"
    return report.microvolts(amplitude).map { "\(number($0, 1)) µV, \(decibels)" } ?? decibels
  }

  private func number(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", value).replacing("-", with: "−")
  }

  private func json() throws -> String {
    let document = CheckDocument(
      reports, notes: notes, squeeze: squeeze, seconds: seconds, isTooShort: tooShort != nil)
    return try JSONText.text(document)
  }
}

/// A check for programs.
private struct CheckDocument: Encodable {
  struct Channel: Encodable {
    let channel: Int
    let role: String
    let verdict: String
    let usable: Bool
    let words: String
    let bandRmsDbfs: Double?
    let bandRmsUv: Double?
    let noiseFloorDbfs: Double?
    let noiseFloorUv: Double?
    let headroomDb: Double?
    let clippedPercent: Double
    let mainsHz: Double?
    let humPercent: Double
    let lowPercent: Double
    let highPercent: Double
    let inBandPercent: Double
    let offsetPercent: Double

    init(_ report: ChannelReport) {
      let scale = AmplitudeScale(fullScaleMillivolts: report.fullScaleMillivolts)
      channel = report.assessment.channel
      role = report.assessment.role.description
      verdict = report.verdict.rawValue
      usable = report.isUsable
      words = report.words
      bandRmsDbfs = scale.decibelsFullScale(report.assessment.bandRMS)
      bandRmsUv = scale.microvolts(report.assessment.bandRMS)
      noiseFloorDbfs = scale.decibelsFullScale(report.assessment.noiseFloor)
      noiseFloorUv = scale.microvolts(report.assessment.noiseFloor)
      headroomDb = scale.decibelsFullScale(report.peak).map { -$0 }
      clippedPercent = 100 * report.assessment.clippedShare
      mainsHz = report.assessment.mainsHertz
      humPercent = 100 * report.humShare
      lowPercent = 100 * report.lowShare
      highPercent = 100 * report.highShare
      inBandPercent = 100 * report.assessment.bandShare
      offsetPercent = 100 * report.offset
    }
  }

  let version = 1
  let seconds: Double
  let usable: Bool
  /// Only of a check that says nothing about the channels.
  let tooShort: Bool?
  let channels: [Channel]
  /// What strides say about the electrodes, where there were some.
  let notes: [String]?
  let squeeze: [String]?

  init(
    _ reports: [ChannelReport], notes: [String], squeeze: [TrialRefusal]?, seconds: Double, isTooShort: Bool
  ) {
    self.notes = notes.isEmpty ? nil : notes
    self.seconds = seconds
    tooShort = isTooShort ? true : nil
    usable = !isTooShort && reports.allSatisfy(\.isUsable) && (squeeze ?? []).isEmpty
    channels = isTooShort ? [] : reports.map(Channel.init)
    self.squeeze = squeeze?.map(\.description)
  }
}
