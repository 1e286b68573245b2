import EMGUnits
import Files
import Foundation
import Recording
import SessionResults

/// A folder after the Brain Imaging Data Structure with its extension for EMG (BIDS 1.11): one subject, one task.
public struct BIDSExport {
  /// The version of the specification that is followed.
  static let bidsVersion = "1.11.0"

  private let source: ExportSource
  private let subject: String
  private let task: String
  private let software: String

  /// - Parameters:
  ///   - subject: letters and digits: `01`.
  ///   - task: letters and digits: `running`.
  /// - Throws: `.configuration` for other characters, which the specification does not allow in file names.
  public init(_ source: ExportSource, subject: String, task: String, software: String) throws(InterchangeError) {
    for (option, label) in [("--subject", subject), ("--task", task)] {
      guard !label.isEmpty, label.utf8.allSatisfy({ Self.isAllowed($0) }) else {
        throw .configuration(
          ConfigurationError(
            "\(option) “\(label)” has other characters than letters and digits. Example: \(option) 01."))
      }
    }
    self.source = source
    self.subject = subject
    self.task = task
    self.software = software
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }

  /// Writes the folder; nothing in it is replaced unless `overwrites`.
  public func write(
    to path: String, overwrites: Bool, onProgress: (Double) -> Void = { _ in }
  ) throws(InterchangeError) -> EDFExport.Result {
    let edf = try EDFExport(source)
    let stem = "sub-\(subject)/emg/sub-\(subject)_task-\(task)"
    let texts = try texts(stem: stem, ending: edf.ending)
    let data = "\(stem)_emg.\(edf.ending)"
    var result: EDFExport.Result
    let names = texts.map(\.name) + [data]
    let fresh = FreshOutputs(
      files: names.map { OutputFolder.join(path, $0) }, folder: OutputFolder.join(path, "sub-\(subject)/emg"))
    do {
      let folder = try OutputFolder(path: path, names: names, inputs: source.inputs, overwrites: overwrites)
      _ = try OutputFolder(
        path: OutputFolder.join(path, "sub-\(subject)/emg"), names: [], inputs: [], overwrites: overwrites)
      for text in texts { try folder.write(text.name, Array(text.content.utf8)) }
      result = try edf.write(to: folder.file(data), software: software, onProgress: onProgress)
    } catch {
      fresh.remove()
      throw InterchangeError(error, writing: path)
    }
    result.path = path
    return result
  }

  private func texts(stem: String, ending: String) throws(InterchangeError) -> [(name: String, content: String)] {
    let reader = try source.reader()
    let channels = source.channels(reader)
    let tables = BIDSTables(source, channels, rate: reader.sampleRate)
    let metadata = BIDSMetadata(source, channels, reader, task: task, software: software)
    return [
      ("dataset_description.json", try metadata.dataset()),
      ("README", metadata.readme),
      ("participants.tsv", "participant_id\nsub-\(subject)\n"),
      ("sub-\(subject)/sub-\(subject)_scans.tsv", tables.scans("emg/sub-\(subject)_task-\(task)_emg.\(ending)")),
      ("\(stem)_emg.json", try metadata.recording()),
      ("\(stem)_channels.tsv", tables.channels),
      ("\(stem)_events.tsv", tables.events),
      ("\(stem)_events.json", try metadata.events()),
    ]
  }
}

/// The tables of a BIDS folder: fields between tabs, `n/a` for what is not known.
struct BIDSTables {
  private let source: ExportSource
  private let exported: [ExportChannel]
  private let rate: Hertz

  init(_ source: ExportSource, _ channels: [ExportChannel], rate: Hertz) {
    self.source = source
    exported = channels
    self.rate = rate
  }

  /// `_channels.tsv`, in the order of the data file.
  var channels: String {
    let header = [
      "name", "type", "units", "description", "sampling_frequency", "target_muscle", "status", "status_description",
    ]
    return Self.table(header, exported.map(row))
  }

  private func row(_ channel: ExportChannel) -> [String] {
    let unit = channel.isMuscle && source.fullScaleMicrovolts != nil ? "uV" : "%"
    let description = channel.role.map { "\($0)" } ?? "not mapped"
    let isBad = channel.state?.usable == false
    return [
      channel.label, channel.isMuscle ? "EMG" : "MISC", unit, description, Self.number(rate.value),
      channel.muscleName ?? "n/a", channel.state == nil ? "n/a" : isBad ? "bad" : "good",
      isBad ? (channel.state?.state).flatMap { $0.isEmpty ? nil : $0 } ?? "n/a" : "n/a",
    ]
  }

  /// `_events.tsv`: onset and duration in seconds; 0 for a moment, as the specification has it.
  var events: String {
    Self.table(
      ["onset", "duration", "trial_type", "leg", "stride", "label"],
      source.events.map { event in
        [
          event.seconds.fixed(4), event.durationSeconds.map { $0.fixed(4) } ?? "0",
          event.word, event.leg.isEmpty ? "n/a" : event.leg, event.stride.map { "\($0)" } ?? "n/a",
          DelimitedField.tabbed(event.label),
        ]
      })
  }

  /// `_scans.tsv`: when each file was recorded, in the local time there.
  func scans(_ file: String) -> String {
    let time = String(source.start.localISO.prefix("2026-11-24T18:30:05".count))
    return Self.table(["filename", "acq_time"], [[file, time]])
  }

  private static func number(_ value: Double) -> String { Int(exactly: value).map { "\($0)" } ?? "\(value)" }

  private static func table(_ header: [String], _ rows: [[String]]) -> String {
    ([header] + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
  }
}

/// The JSON files of a BIDS folder, and its README. What is not known is left out, or `n/a` where a key is required.
struct BIDSMetadata {
  private let source: ExportSource
  private let channels: [ExportChannel]
  private let sampleRate: Hertz
  private let seconds: Double
  private let task: String
  private let software: String

  init(_ source: ExportSource, _ channels: [ExportChannel], _ reader: RecordingReader, task: String, software: String) {
    self.source = source
    self.channels = channels
    sampleRate = reader.sampleRate
    seconds = Double(reader.frameCount) / reader.sampleRate.value
    self.task = task
    self.software = software
  }

  /// `dataset_description.json`.
  func dataset() throws(InterchangeError) -> String {
    let words = software.split(separator: " ", maxSplits: 1).map(String.init)
    var maker = ["Name": words.first ?? software]
    if words.count > 1 { maker["Version"] = words[1] }
    return try Self.text([
      "Name": "Surface EMG of \(task), exported from GluteCue", "BIDSVersion": BIDSExport.bidsVersion,
      "DatasetType": "raw", "GeneratedBy": [maker],
    ])
  }

  /// `_emg.json`.
  func recording() throws(InterchangeError) -> String {
    let hasGaps = source.events.contains { $0.kind == .gap }
    return try Self.text([
      "TaskName": task,
      "SamplingFrequency": sampleRate.value,
      "PowerLineFrequency": mains as Any,
      "SoftwareFilters": "n/a",
      "EMGReference": "One electrode pair a muscle, recorded as the difference of the two; see the channels.",
      "EMGPlacementScheme": "Other",
      "EMGPlacementSchemeDescription":
        "A pair on the belly of each muscle, along its fibres; places were not measured.",
      "EMGChannelCount": channels.filter(\.isMuscle).count,
      "RecordingDuration": seconds,
      "RecordingType": hasGaps ? "discontinuous" : "continuous",
      "SoftwareVersions": source.session.summary.software.isEmpty ? software : source.session.summary.software,
    ])
  }

  /// 50 or 60, where hum was found or set; `n/a` otherwise.
  private var mains: any Sendable {
    if let found = source.session.summary.channels.compactMap(\.mainsHz).first { return found }
    if let set = Double(source.session.summary.settings.mains) { return set }
    return "n/a"
  }

  /// `_events.json`: what the columns mean.
  func events() throws(InterchangeError) -> String {
    try Self.text([
      "trial_type": [
        "Description": "What happened.",
        "Levels": [
          "contact": "Initial contact of the foot, estimated from the EMG or taken from a contact channel.",
          "silent-stride": "A stride in which the glute was far below its reference while the hamstring worked.",
          "weak-stride": "A stride in which the glute was below its reference, as over the strides before it.",
          "cue-silent": "A sound: the glute was silent in this stride.",
          "cue-weak": "A sound: the glute has been weak over several strides.",
          "cue-recovered": "A sound: the glute works again.",
          "cue-fault": "A sound: the signal cannot be judged.",
          "cue-below": "A sound: the glute worked, but the stride missed the runner's aim.",
          "cue-reward": "A sound: the glute has worked in several strides in a row.",
          "gap": "Input that was lost; the samples hold zeros.", "mark": "A moment that the runner marked.",
        ],
      ],
      "leg": ["Description": "The leg with the electrodes.", "Levels": ["left": "Left leg.", "right": "Right leg."]],
      "stride": ["Description": "Number of the stride on its leg, from 1."],
      "label": ["Description": "What the runner or a helper wrote about a mark."],
    ])
  }

  /// `README`.
  var readme: String {
    """
    Surface EMG of one session of \(task), raw as it was recorded, exported from GluteCue (\(software)).

    Contacts, cues and strides in which the glute was silent or weak are in the events, as GluteCue found them. They are
    measurements, not a diagnosis.
    \(source.device.map { "\nRecorded with: \($0)\n" } ?? "")\(source.notes.map { "\nNotes: \($0)\n" } ?? "")
    """
  }

  private static func text(_ object: [String: Any]) throws(InterchangeError) -> String {
    do {
      let data = try JSONSerialization.data(
        withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
      return String(decoding: data, as: UTF8.self) + "\n"
    } catch { throw .output(.write(path: "BIDS", reason: "\(error)")) }
  }
}
