import EMGUnits
import SessionResults

/// Left against right.
enum SymmetryTable {
  /// Nil with one leg.
  static func table(_ session: ReportedSession) -> PageTable? {
    let summary = session.summary
    guard let left = summary.legs.first(where: { $0.leg == "left" }),
      let right = summary.legs.first(where: { $0.leg == "right" })
    else { return nil }
    let fired = { (leg: SessionSummary.Leg) -> String in
      let count = { (verdict: String) in leg.verdicts[verdict] ?? 0 }
      let judged = count("firing") + count("weak") + count("silent")
      return judged == 0 ? "–" : NumberText.percent(count("firing"), of: judged)
    }
    let row = { (name: String, value: (SessionSummary.Leg) -> String, difference: String) in
      PageTable.Row(name: name, cells: [value(left), value(right), difference])
    }
    let signed = { (value: Double?) in
      value.map { NumberText.signed($0, 0) + " %" } ?? "–"
    }
    return PageTable(
      caption: "Medians (middle 50 %); difference: right against left, in % of the mean of both",
      head: ["", "Left", "Right", "Difference"],
      rows: [
        row("Glute fired", fired, "–"),
        row("Silent strides", { NumberText.grouped($0.verdicts["silent"] ?? 0) }, "–"),
        row("Weak strides", { NumberText.grouped($0.verdicts["weak"] ?? 0) }, "–"),
        row("Glute share, %", { NumberText.spread($0.gluteShare, 1, factor: 100) }, "–"),
        row("Ratio glute : hamstring", { NumberText.spread($0.ratio, 2) }, "–"),
        row(
          "Glute RMS, µV", { NumberText.spread($0.gluteRmsUv, 1) }, signed(summary.symmetry?.gluteRmsPercent)),
        row(
          "Hamstring RMS, µV", { NumberText.spread($0.hamstringRmsUv, 1) },
          signed(summary.symmetry?.hamstringRmsPercent)),
        row("Strides per minute", { NumberText.value($0.cadenceStridesPerMin, 1) }, "–"),
      ])
  }
}

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
          microvolts.map { NumberText.number($0, 1) + " µV" } ?? NumberText.value(decibels, 1, " dBFS")
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

/// Moments that somebody marked, as a table and for the charts.
enum MarkTable {
  /// More would hide the charts.
  private static let most = 500
  private static let mostSeconds = 1e9

  /// Nil when nothing was marked.
  static func table(_ summary: SessionSummary) -> PageTable? {
    let marks = marks(summary)
    guard !marks.isEmpty else { return nil }
    let all = summary.marks?.count ?? 0
    return PageTable(
      caption: all > marks.count
        ? "The first \(NumberText.grouped(marks.count)) of \(NumberText.grouped(all)) marks; summary.json has them all"
        : "Marks of the session; dashed lines in the charts over time",
      head: ["Time", "Mark"],
      rows: marks.map {
        PageTable.Row(name: NumberText.exactClock($0.seconds), cells: [$0.label.isEmpty ? "–" : $0.label])
      }
    )
  }

  /// For the charts over time.
  static func chart(_ summary: SessionSummary) -> ChartValue {
    .list(marks(summary).map { .object([("at", .number($0.seconds)), ("label", .text($0.label))]) })
  }

  private static func marks(_ summary: SessionSummary) -> [SessionSummary.Mark] {
    Array((summary.marks ?? []).filter { $0.seconds >= 0 && $0.seconds < mostSeconds }.prefix(most))
  }
}

/// What the numbers depend on, so that the result can be repeated.
enum SettingsTable {
  /// Settings and references.
  static func table(_ session: ReportedSession) -> PageTable {
    let summary = session.summary
    let settings = summary.settings
    let row = { (name: String, value: String) in PageTable.Row(name: name, cells: [value]) }
    let rows = [
      row("Made by", summary.software), row("Input", summary.input.name),
      row(
        "Sampling",
        "\(summary.input.channelCount) channels at \(NumberText.number(summary.input.sampleRateHz, 0)) Hz, "
          + "\(NumberText.number(summary.input.seconds, 1)) s"),
      row("Channel map", settings.map),
      row("Full scale", settings.fullScaleMv.map { NumberText.number($0, 3) + " mV" } ?? "unknown, so no microvolts"),
      row("EMG band", settings.bandHz.map { NumberText.number($0, 0) }.joined(separator: "–") + " Hz"),
      row("Mains hum", settings.mains == "auto" ? "found by itself and removed" : settings.mains),
    ]
    return PageTable(
      caption: "Compare only results with the same band and the same kind of reference", head: ["Setting", "Value"],
      rows: rows + summary.legs.flatMap(references))
  }

  private static func references(_ leg: SessionSummary.Leg) -> [PageTable.Row] {
    let against = AgainstWords.name(AgainstWords.verdictsAgainst(leg))
    return leg.references.flatMap { reference in
      reference.muscles.map { muscle in
        let name = [leg.leg, reference.gait, muscle.muscle].compactMap(\.self).joined(separator: " ")
        let level =
          muscle.amplitudeUv.map { NumberText.number($0, 1) + " µV" }
          ?? NumberText.value(muscle.amplitudeDbfs, 1, " dBFS")
        let window = muscle.windowPct.map { NumberText.number($0, 0) }.joined(separator: "\u{A0}…\u{A0}")
        return PageTable.Row(
          name: "Reference, \(name)",
          cells: ["\(against): \(level), median of \(reference.strides) strides, window \(window) % of the stride"])
      }
    }
  }
}
