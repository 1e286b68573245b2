import EMGUnits
import Foundation
import Recording

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
      "SoftwareVersions": source.session.summary.software ?? software,
    ])
  }

  /// 50 or 60, where hum was found or set; `n/a` otherwise.
  private var mains: any Sendable {
    if let found = source.session.summary.channels?.compactMap(\.mainsHz).first { return found }
    if let set = source.session.summary.settings?.mains.flatMap(Double.init) { return set }
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
