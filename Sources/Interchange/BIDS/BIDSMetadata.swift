import EMGUnits
import Files
import Recording
import SessionResults

/// The JSON files of a BIDS folder, and its README. What is not known is left out, or `n/a` where a key is required.
struct BIDSMetadata {
  private let source: ExportSource
  private let channels: [ExportChannel]
  private let sampleRate: Hertz
  private let seconds: Double
  private let task: String
  private let software: String
  private let words: BIDSWords

  init(
    _ source: ExportSource, _ channels: [ExportChannel], _ reader: RecordingReader, task: String, software: String,
    words: BIDSWords
  ) {
    self.source = source
    self.channels = channels
    sampleRate = reader.sampleRate
    seconds = Double(reader.frameCount) / reader.sampleRate.value
    self.task = task
    self.software = software
    self.words = words
  }

  /// `dataset_description.json`.
  func dataset() throws(InterchangeError) -> String {
    let own: [String: JSONValue] = [
      "Name": .string("Surface EMG of \(task), exported from GluteCue"),
      "BIDSVersion": .string(BIDSExport.bidsVersion), "DatasetType": .string("raw"),
      "GeneratedBy": .array([.object(Self.maker(software))]),
    ]
    return try Self.text(own.merging(words.dataset) { $1 })
  }

  /// `Name` and `Version` of a program as results name it.
  static func maker(_ software: String) -> [String: JSONValue] {
    let words = software.split(separator: " ", maxSplits: 1).map(String.init)
    var maker: [String: JSONValue] = ["Name": .string(words.first ?? software)]
    if words.count > 1 { maker["Version"] = .string(words[1]) }
    return maker
  }

  /// `_emg.json`.
  func recording() throws(InterchangeError) -> String {
    let hasGaps = source.events.contains { $0.kind == .gap }
    let own: [String: JSONValue] = [
      "TaskName": .string(task), "SamplingFrequency": .number(sampleRate.value), "PowerLineFrequency": mains,
      "SoftwareFilters": .string("n/a"),
      "EMGReference": .string("One electrode pair a muscle, recorded as the difference of the two; see the channels."),
      "EMGPlacementScheme": .string("Other"),
      "EMGPlacementSchemeDescription": .string(
        "A pair on the belly of each muscle, along its fibres; places were not measured."),
      "EMGChannelCount": .number(Double(channels.count(where: \.isMuscle))), "RecordingDuration": .number(seconds),
      "RecordingType": .string(hasGaps ? "discontinuous" : "continuous"),
      "SoftwareVersions": .string(
        source.session.summary.software.isEmpty ? software : source.session.summary.software),
    ]
    return try Self.text(own.merging(known) { $1 }.merging(words.recording) { $1 })
  }

  /// What the session itself knows of what the validator asks for.
  var known: [String: JSONValue] {
    guard isHeard else { return [:] }
    return [
      "TaskDescription": .string(
        "\(task) with sound feedback: a tone after strides in which the glute was silent or weak, as the events tell.")
    ]
  }

  /// Whether the runner heard tones.
  private var isHeard: Bool { source.session.summary.kind == "live" }

  /// 50 or 60, where hum was found or set; `n/a` otherwise.
  private var mains: JSONValue {
    if let found = source.session.summary.channels.compactMap(\.mainsHz).first { return .number(found) }
    return Double(source.session.summary.settings.mains).map { .number($0) } ?? .string("n/a")
  }

  /// `_events.json`: what the columns mean, and what played the sounds.
  func events() throws(InterchangeError) -> String {
    try Self.text([
      "trial_type": Self.column("What happened.", levels: Self.levels),
      "leg": Self.column(
        "The leg with the electrodes.", levels: ["left": "Left leg.", "right": "Right leg."]),
      "stride": Self.column("Number of the stride on its leg, from 1."),
      "label": Self.column("What the runner or a helper wrote about a mark."),
      "StimulusPresentation": .object(
        isHeard
          ? ["OperatingSystem": .string("Linux"), "SoftwareName": .string("GluteCue"), "SoftwareVersion": version]
          : ["SoftwareName": .string("n/a")]),
    ])
  }

  private var version: JSONValue { Self.maker(source.session.summary.software)["Version"] ?? .string("n/a") }

  private static let levels = [
    "contact": "Initial contact of the foot, estimated from the EMG or taken from a contact channel.",
    "silent-stride": "A stride in which the glute was far below its reference while the hamstring worked.",
    "weak-stride": "A stride in which the glute was below its reference, as over the strides before it.",
    "cue-silent": "A sound: the glute was silent in this stride.",
    "cue-weak": "A sound: the glute has been weak over several strides.",
    "cue-recovered": "A sound: the glute works again.", "cue-fault": "A sound: the signal cannot be judged.",
    "cue-below": "A sound: the glute worked, but the stride missed the runner's aim.",
    "cue-reward": "A sound: the glute has worked in several strides in a row.",
    "gap": "Input that was lost; the samples hold zeros.", "mark": "A moment that the runner marked.",
  ]

  private static func column(_ description: String, levels: [String: String] = [:]) -> JSONValue {
    var column: [String: JSONValue] = ["Description": .string(description)]
    if !levels.isEmpty { column["Levels"] = .object(levels.mapValues(JSONValue.string)) }
    return .object(column)
  }

  /// `README`.
  var readme: String {
    """
    Surface EMG of one session of \(task), raw as it was recorded, exported from GluteCue (\(software)).

    Contacts, cues and strides in which the glute was silent or weak are in the events, as GluteCue found them. They are
    measurements, not a diagnosis.

    The samples are not normalised (CEDE amplitude normalisation matrix, Besomi et al. 2020): levels in microvolts depend on
    the electrodes and cannot be compared between people, muscles or days.
    \(source.device.map { "\nRecorded with: \($0)\n" } ?? "")\(source.notes.map { "\nNotes: \($0)\n" } ?? "")
    """
  }

  private static func text(_ object: [String: JSONValue]) throws(InterchangeError) -> String {
    do { return try JSONText.text(JSONValue.object(object), keys: .asNamed) } catch {
      throw .output(.write(path: "BIDS", reason: "\(error)"))
    }
  }
}
