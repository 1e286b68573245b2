import Files
import Foundation
import SessionResults

/// What a table over several recordings says of one leg besides strides and verdicts: whose it is, levels that need no reference
/// of the session's own, and quality. A person whose glute does little from the first stride on shows here.
struct LegColumns {
  /// What a column is called, the unit of its values and what it means.
  struct Column {
    let name: String
    /// Empty for a number without a unit, and for words.
    let unit: String
    let meaning: String
    let value: @Sendable (SessionSummary, SessionSummary.Leg) -> String

    init(
      _ name: String, _ unit: String = "", _ meaning: String,
      _ value: @escaping @Sendable (SessionSummary, SessionSummary.Leg) -> String
    ) {
      self.name = name
      self.unit = unit
      self.meaning = meaning
      self.value = value
    }
  }

  /// Strides and verdicts.
  static let strides = [
    Column("leg", "left or right; empty where the map does not say") { $1.leg ?? "" },
    Column("seconds", "s", "Length of the recording.") { summary, _ in number(summary.input.seconds, 3) },
    Column("strides", "Strides found.") { "\($1.strides)" },
    Column("cadence_strides_per_min", "1/min", "60 by the median stride time.") { number($1.cadenceStridesPerMin, 2) },
    Column("ratio_median", "Glute activation by hamstring activation, median.") { number($1.ratio?.median, 4) },
    Column("glute_share_median", "Glute activation in the sum of both, 0 to 1, median.") {
      number($1.gluteShare?.median, 4)
    },
    Column("firing", "Strides in which the glute fired.") { "\($1.verdicts["firing"] ?? 0)" },
    Column("weak", "Strides in which it was weak.") { "\($1.verdicts["weak"] ?? 0)" },
    Column("silent", "Strides in which it was silent.") { "\($1.verdicts["silent"] ?? 0)" },
    Column("unusable", "Strides that could not be judged.") { "\($1.verdicts["unusable"] ?? 0)" },
  ]

  /// Levels and quality.
  static let levels = [
    Column("person", "Name or code of the person.") { summary, _ in summary.person ?? "" },
    Column("profile", "The profile that strides were judged by; empty for the session's own first strides.") {
      summary, _ in summary.settings.profile ?? ""
    },
    Column("started_at", "When it was recorded, where sidecar or clock say so.") { summary, _ in
      summary.startedFrom == "file" ? "" : summary.startedAt ?? ""
    },
    Column("glute_rms_uv", "uV", "RMS of the glute over a stride, median; not normalised.") {
      number($1.gluteRmsUv?.median, 2)
    },
    Column("hamstring_rms_uv", "uV", "RMS of the hamstring over a stride, median; not normalised.") {
      number($1.hamstringRmsUv?.median, 2)
    },
    Column("glute_rms_dbfs", "dB", "The same of the glute as a level below full scale.") {
      number($1.gluteRmsDbfs?.median, 2)
    },
    Column("hamstring_rms_dbfs", "dB", "The same of the hamstring.") { number($1.hamstringRmsDbfs?.median, 2) },
    Column("glute_against_hamstring_db", "dB", "Level of the glute against the hamstring's, over good strides.") {
      number($1.gluteAgainstHamstringDb, 2)
    },
    Column(
      "glute_percent_of_maximum", "%", "The glute against its own maximal contraction in the profile, median."
    ) { number($1.gluteOfMaximum.map { 100 * $0 }, 2) },
    Column("hamstring_percent_of_maximum", "%", "The same of the hamstring.") {
      number($1.hamstringOfMaximum.map { 100 * $0 }, 2)
    },
    Column("maximum_share", "The glute's part of these two, 0 to 1, median.") { number($1.maximumShare, 4) },
    Column("against", "What results compare with: start, easy-run, maximum, other-leg or best.") { $1.against ?? "" },
    Column("aim", "The aim that strides were held against, and its value.") { words($1.aim) },
    Column("aim_judged_strides", "Strides that were held against it.") { count($1.aim?.judgedStrides) },
    Column("aim_met_strides", "Those that reached it.") { count($1.aim?.metStrides) },
    Column("glute_state", "The glute's channel: usable, quiet, dead, clipped, hum, flat, invalid, copied, unknown.") {
      channel("glute", $0, $1)?.state ?? ""
    },
    Column("hamstring_state", "The hamstring's channel.") { channel("hamstring", $0, $1)?.state ?? "" },
    Column("glute_noise_floor_uv", "uV", "The quietest tenth of the glute's channel.") {
      number(channel("glute", $0, $1)?.noiseFloorUv, 2)
    },
    Column("hamstring_noise_floor_uv", "uV", "The same of the hamstring's channel.") {
      number(channel("hamstring", $0, $1)?.noiseFloorUv, 2)
    },
    Column("crosstalk_percent", "%", "Amplitude of the hamstring at the glute's electrode.") {
      number($1.crosstalkPercent, 2)
    },
    Column(
      "channel_order", "Which channel is which, as the signals show it: as mapped, unclear, or the other way round."
    ) {
      $1.channelOrder ?? ""
    },
    Column("lost_seconds", "s", "Input that the device lost.") { summary, _ in number(summary.input.lostSeconds, 3) },
    Column("band_hz", "Hz", "The EMG band; results of other bands cannot be compared.") { summary, _ in
      summary.settings.bandHz.map(\.short).joined(separator: "-")
    },
    Column("software", "What made the results.") { summary, _ in summary.software },
  ]

  private static func channel(
    _ muscle: String, _ summary: SessionSummary, _ leg: SessionSummary.Leg
  ) -> SessionSummary.Channel? {
    let own = leg.leg.map { "\($0)-\(muscle)" }
    return summary.channels.first { $0.role == own } ?? summary.channels.first { $0.role == muscle }
  }

  private static func words(_ aim: SessionSummary.AimSummary?) -> String {
    aim.map { aim in aim.value.map { "\(aim.kind):\((100 * $0).short)%" } ?? aim.kind } ?? ""
  }

  private static func count(_ value: Int?) -> String { value.map { "\($0)" } ?? "" }

  /// Empty for what is not known.
  static func number(_ value: Double?, _ decimals: Int) -> String {
    value.map { String(format: "%.\(decimals)f", $0) } ?? ""
  }
}

extension LegColumns.Column {
  /// Of words or a number without a unit.
  init(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (SessionSummary, SessionSummary.Leg) -> String
  ) { self.init(name, "", meaning, value) }
}
