import EMGUnits
import Files
import Foundation

/// A session's summary as a person reads it in a terminal.
public struct SummaryText {
  private let summary: SessionSummary
  private static let mostRuns = 8
  /// From so many seconds on, strides are expected to be found.
  private static let searchableSeconds = 15.0

  private let timing: Bool

  /// For one summary. With `timing`, how soon the computer woke up for the samples of a sound card.
  public init(_ summary: SessionSummary, timing: Bool = false) {
    self.summary = summary
    self.timing = timing
  }

  /// Paragraphs, without a line end behind the last.
  public var text: String {
    var parts = [heading + lost]
    parts += summary.legs.map(paragraph)
    if let symmetry = summary.symmetry { parts.append(words(symmetry)) }
    if let cues = summary.cues { parts.append(words(cues)) }
    let devices = DeviceSummaryWords.lines(summary, timing: timing)
    if !devices.isEmpty { parts.append(devices.joined(separator: "\n")) }
    if !summary.warnings.isEmpty { parts.append(summary.warnings.map { "Note: \($0)" }.joined(separator: "\n")) }
    return parts.joined(separator: "\n\n")
  }

  /// The answer to the question that the runner came with, a sentence a leg.
  public var answer: String {
    summary.legs.map { leg in
      let name = leg.leg.map { "\($0.capitalized) leg: " } ?? ""
      let channels = LegChannelStates(summary, leg)
      guard leg.strides > 0 else { return name + "No strides were found." }
      guard channels.isAnyUsable else { return name + "Its channels cannot be used." }
      return name + AnswerWords.judgement(leg, channels, .counts)
    }.joined(separator: " ")
  }

  private var heading: String {
    let settings = summary.settings
    let band = settings.bandHz.map { Self.number($0, 0) }.joined(separator: "–")
    let scale =
      settings.fullScaleMv.map { "full scale \(Self.number($0, 3)) mV" }
      ?? "full scale unknown, so levels are in dBFS only (--full-scale-mv gives microvolts)"
    let seconds = summary.input.seconds
    return "\(summary.input.name.visible(keepsLines: false)): \(Self.number(seconds, seconds < 1 ? 4 : 1)) s at "
      + "\(Self.number(summary.input.sampleRateHz, 0)) Hz, \(settings.map), band \(band) Hz, \(scale)"
  }

  /// What the device lost; nothing when that was nothing.
  private var lost: String {
    guard let gaps = summary.input.gaps, let seconds = summary.input.lostSeconds else { return "" }
    return
      "\nThe input lost \(Self.number(seconds, seconds < 1 ? 3 : 1)) s in \(gaps == 1 ? "1 gap" : "\(gaps) gaps"); strides "
      + "that they touch are not judged."
  }

  private func paragraph(_ leg: SessionSummary.Leg) -> String {
    let name = leg.leg.map { "\($0.capitalized) leg: " } ?? ""
    guard leg.strides > 0 else {
      let hint =
        "If the person walked or ran, check the map: with glute and hamstring swapped, strides may not be found."
      return name + "No strides found." + (summary.input.seconds >= Self.searchableSeconds ? " " + hint : "")
    }
    let strides = leg.strides == 1 ? "1 stride" : "\(leg.strides) strides"
    let channels = LegChannelStates(summary, leg)
    guard channels.isAnyUsable else {
      return
        "\(name)\(strides), but found on channels that cannot be used: do not rely on \(leg.strides == 1 ? "it" : "them")."
    }
    guard let stride = leg.strideSeconds else { return "\(name)\(strides), none usable." }
    var lines = [
      "\(name)\(strides), cadence \(Self.number(60 / stride.median, 1)) "
        + "strides/min, stride time \(Self.number(stride.median, 3)) s"
        + (stride.variationPercent.map { " (varies by \(Self.number($0, 1)) %)" } ?? "")
    ]
    lines.append(AnswerWords.judgement(leg, channels, .counts))
    lines += AnswerWords.against(leg, programme: summary.programme)
    lines += silent(leg)
    lines += FailureWords.lines(leg) + FatigueWords.lines(leg)
    lines += FlagWords.lines(leg.flags)
    let rows = table(leg)
    if !rows.isEmpty { lines += [""] + rows }
    if !leg.references.isEmpty {
      lines += [""] + leg.references.map { ReferenceWords($0, profile: summary.settings.profile).text }
    }
    return lines.joined(separator: "\n")
  }

  private func silent(_ leg: SessionSummary.Leg) -> [String] {
    guard !leg.silentRuns.isEmpty else { return [] }
    let runs = leg.silentRuns.prefix(Self.mostRuns).map { run in
      let strides = run.fromStride == run.toStride ? "\(run.fromStride)" : "\(run.fromStride)–\(run.toStride)"
      return "\(strides) (\(Self.clock(run.fromSeconds))–\(Self.clock(run.toSeconds)))"
    }
    let more = leg.silentRuns.count - runs.count
    return ["Silent in strides " + runs.joined(separator: ", ") + (more > 0 ? ", and \(more) more runs." : ".")]
  }

  private func table(_ leg: SessionSummary.Leg) -> [String] {
    let micro = leg.gluteRmsUv != nil || leg.hamstringRmsUv != nil
    let rows: [(String, Spread?, Int, String)] = [
      ("ratio glute : hamstring", leg.ratio, 2, ""),
      ("glute share", leg.gluteShare.map { $0.scaled(by: 100) }, 1, " %"),
      ("glute RMS", micro ? leg.gluteRmsUv : leg.gluteRmsDbfs, 1, micro ? " µV" : " dBFS"),
      ("hamstring RMS", micro ? leg.hamstringRmsUv : leg.hamstringRmsDbfs, 1, micro ? " µV" : " dBFS"),
      ("glute onset", leg.gluteOnsetPct, 1, " % of stride"),
      ("hamstring onset", leg.hamstringOnsetPct, 1, " % of stride"),
    ]
    let known = rows.compactMap { label, spread, decimals, unit in spread.map { (label, $0, decimals, unit) } }
    guard !known.isEmpty else { return [] }
    return [Self.columns("", "median", "middle 50 %")]
      + known.map { label, spread, decimals, unit in
        let range = Self.number(spread.lowerQuartile, decimals) + " … " + Self.number(spread.upperQuartile, decimals)
        return Self.columns(label, Self.number(spread.median, decimals), range + unit)
      }
  }

  private func words(_ symmetry: SessionSummary.Symmetry) -> String {
    let part = { (name: String, value: Double?) -> String? in
      value.map { "\(name) \($0 < 0 ? "−" : "+")\(Self.number(abs($0), 0)) %" }
    }
    let parts = [part("glute", symmetry.gluteRmsPercent), part("hamstring", symmetry.hamstringRmsPercent)]
    return "Right against left: " + parts.compactMap(\.self).joined(separator: ", ")
      + " RMS. Electrode placement alone can make such differences."
  }

  private func words(_ cues: [String: Int]) -> String {
    let parts = cues.sorted { $0.key < $1.key }.filter { $0.value > 0 }.map { "\($0.value) \($0.key)" }
    return parts.isEmpty ? "No cues." : "Cues: " + parts.joined(separator: ", ") + "."
  }

  /// `12:34.5`.
  public static func clock(_ seconds: Double) -> String {
    let tenths = Int(bounded: (seconds * 10).rounded())
    let seconds = tenths / 10 % 60
    return "\(tenths / 600):\((0..<10).contains(seconds) ? "0" : "")\(seconds).\(tenths % 10)"
  }

  private static func columns(_ label: String, _ value: String, _ range: String) -> String {
    "  " + label.padding(toLength: 26, withPad: " ", startingAt: 0)
      + String(repeating: " ", count: max(0, 8 - value.count)) + value + "   " + range
  }

  /// Rounded, with a true minus sign.
  public static func number(_ value: Double, _ decimals: Int) -> String {
    var text = value.fixed(decimals)
    if text.contains(".") && decimals != 2 {
      while text.hasSuffix("0") && decimals > 1 { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }
}

extension Spread {
  /// The same values in another unit.
  func scaled(by factor: Double) -> Spread {
    Spread(
      median: median * factor, lowerQuartile: lowerQuartile * factor, upperQuartile: upperQuartile * factor,
      variationPercent: variationPercent, count: count)
  }
}

/// The flags of the stride table in words.
enum FlagWords {
  private static let words: [(ending: String, words: String)] = [
    ("-off", "electrode off the skin"), ("-dead", "no signal"), ("-clipped", "clipped"),
    ("-noisy", "too noisy between bursts"), ("-invalid", "samples that are not usable numbers"),
    ("-copied", "the signal of another channel"),
    ("unproven", "a muscle at rest or a loose cable: squeeze to find out"),
    ("quiet", "neither muscle worked"), ("gap", "frames lost by the input"),
    ("inferred", "foot contact estimated"),
    ("unlike", "unlike the session's other strides"),
  ]

  /// A line a flag: `Hamstring: electrode off the skin in 15 strides (0:24.7–0:35.8).`
  static func lines(_ flags: [SessionSummary.FlaggedStrides]) -> [String] {
    flags.map { flag in
      let known = words.first { flag.flag.hasSuffix($0.ending) }
      let what = known?.words ?? flag.flag
      let muscle = known.map { flag.flag.dropLast($0.ending.count) } ?? ""
      let start = muscle.isEmpty ? what.prefix(1).uppercased() + what.dropFirst() : "\(muscle.capitalized): \(what)"
      let strides = flag.strides == 1 ? "1 stride" : "\(flag.strides) strides"
      return "\(start) in \(strides) (\(SummaryText.clock(flag.fromSeconds))–\(SummaryText.clock(flag.toSeconds)))."
    }
  }
}

/// What changed in the muscles over a session, in words; nothing where it may be chance.
enum FatigueWords {
  /// A trend over less is not worth a sentence.
  private static let leastMinutes = 10

  /// A sentence a significant trend.
  static func lines(_ leg: SessionSummary.Leg) -> [String] {
    let against = AgainstWords.name(AgainstWords.verdictsAgainst(leg))
    return leg.fatigue.flatMap { fatigue in
      let muscle = "The \(possessive(fatigue.muscle))"
      let frequency = fatigue.medianFrequencyHz.flatMap { trend in
        words("\(muscle) median frequency", trend, "Hz").map {
          $0 + (trend.perTenMinutes < 0 ? ", as it does when a muscle tires." : ".")
        }
      }
      let activation = fatigue.activationPercent.flatMap { trend in
        words("\(muscle) activation", trend, "% of \(against)").map { $0 + "." }
      }
      return [frequency, activation].compactMap(\.self)
    }
  }

  /// `The glute's median frequency fell by 4.1 Hz per 10 minutes (95 % interval 1.9 to 6.3)`.
  private static func words(_ what: String, _ trend: SessionSummary.Trend, _ unit: String) -> String? {
    guard trend.isSignificant, trend.minutes >= leastMinutes else { return nil }
    let isFall = trend.perTenMinutes < 0
    let ends = isFall ? (-trend.upper, -trend.lower) : (trend.lower, trend.upper)
    let number = { (value: Double) in SummaryText.number(value, 1) }
    return "\(what) \(isFall ? "fell" : "rose") by \(number(abs(trend.perTenMinutes))) \(unit) per 10 minutes "
      + "(95 % interval \(number(ends.0)) to \(number(ends.1)))"
  }

  private static func possessive(_ muscle: String) -> String {
    let name = muscle.split(separator: "-").joined(separator: " ")
    return name + (name.hasSuffix("s") ? "'" : "'s")
  }
}
