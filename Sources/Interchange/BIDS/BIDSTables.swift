import EMGUnits
import Files
import SessionResults

/// The tables of a BIDS folder: fields between tabs, `n/a` for what is not known.
struct BIDSTables {
  private let source: ExportSource
  private let exported: [ExportChannel]
  private let rate: Hertz
  private let words: BIDSWords

  init(_ source: ExportSource, _ channels: [ExportChannel], rate: Hertz, words: BIDSWords) {
    self.source = source
    exported = channels
    self.rate = rate
    self.words = words
  }

  /// `_channels.tsv`, in the order of the data file.
  var channels: String {
    let header = [
      "name", "type", "units", "description", "sampling_frequency", "target_muscle", "status", "status_description",
    ]
    let more = said.map { column in exported.map { words(column, of: $0) } }
    let rows = exported.enumerated().map { place, channel in row(channel) + more.map { $0[place] } }
    return Self.table(header + said, rows)
  }

  /// The columns of which somebody said something, by name.
  private var said: [String] {
    BIDSWords.channelKeys.keys.sorted().filter { column in exported.contains { words(column, of: $0) != "n/a" } }
  }

  /// What is said of one channel, or else of all of them.
  private func words(_ column: String, of channel: ExportChannel) -> String {
    guard channel.isMuscle, let role = channel.role?.description else { return "n/a" }
    let all = Self.common[column].flatMap { words.recording[$0] }
    switch words.channels[role]?[column] ?? all {
    case .string(let text): return DelimitedField.tabbed(text)
    case .number(let number): return Self.number(number)
    case .null, .bool, .array, .object, nil: return "n/a"
    }
  }

  /// Columns whose meaning `_emg.json` has for all channels at once.
  private static let common = [
    "placement_scheme": "EMGPlacementScheme", "placement_description": "EMGPlacementSchemeDescription",
    "interelectrode_distance": "InterelectrodeDistance",
  ]

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

  private static func number(_ value: Double) -> String { Int(exactly: value).map { "\($0)" } ?? "\(value)" }

  private static func table(_ header: [String], _ rows: [[String]]) -> String {
    ([header] + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
  }
}
