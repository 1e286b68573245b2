import EMGUnits
import Report

/// How good the signals were.
enum ChannelTable {
  /// One row a mapped channel.
  static func table(_ summary: SessionSummary) -> PageTable {
    PageTable(
      caption: "One row a channel",
      head: [
        "Channel", "Could be used", "State", "Level in the band", "Level between bursts", "Power in the band",
        "Clipped",
        "Mains hum",
      ],
      rows: summary.channels.map { channel in
        let level = { (microvolts: Double?, decibels: Double?) in
          microvolts.map { SummaryText.number($0, 1) + " µV" } ?? NumberText.value(decibels, 1, " dBFS")
        }
        return PageTable.Row(
          name: "\(channel.channel) \(channel.role)",
          cells: [
            channel.usable ? "yes" : "no", channel.state, level(channel.bandRmsUv, channel.bandRmsDbfs),
            level(channel.noiseFloorUv, channel.noiseFloorDbfs), NumberText.value(channel.bandSharePercent, 0, " %"),
            NumberText.value(channel.clippedPercent, 1, " %"),
            channel.mainsHz.map { "\(Int(bounded: $0)) Hz, removed" } ?? "none found",
          ])
      })
  }
}
