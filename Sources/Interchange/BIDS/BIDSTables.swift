import DelimitedTables
import EMGUnits
import Foundation

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
      isBad ? channel.state?.state ?? "n/a" : "n/a",
    ]
  }

  /// `_events.tsv`: onset and duration in seconds; 0 for a moment, as the specification has it.
  var events: String {
    Self.table(
      ["onset", "duration", "trial_type", "leg", "stride", "label"],
      source.events.map { event in
        [
          String(format: "%.4f", event.seconds), event.durationSeconds.map { String(format: "%.4f", $0) } ?? "0",
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
