import EMGUnits
import Files
import Glibc
import SessionResults

/// Two sessions side by side, before and after: what can be compared is, with the smallest change that two single days can
/// show; what cannot is shown and named.
public struct SessionPair: Sendable {
  /// One measure of a leg.
  public struct Row: Sendable, Hashable {
    /// `Glute, % of its maximum`.
    public var name: String
    /// As text; `–` for what is not known.
    public var before: String
    /// As text; `–` for what is not known.
    public var after: String
    /// `×1.8` or `+3.2`; `–` where there is none.
    public var change: String
    /// What the change means.
    public var meaning: String
  }

  /// One leg of both.
  public struct Leg: Sendable, Hashable {
    /// `left`, `right` or empty.
    public var leg: String
    /// In words: what this leg's change amounts to.
    public var answer: String
    /// The measures.
    public var rows: [Row]
    /// Glute and hamstring in percent of their maximum, before and after; empty where that is not known.
    public var maxima: [Double]
  }

  /// The first.
  public let before: SessionSide
  /// The second.
  public let after: SessionSide
  /// Every leg that both have.
  public let legs: [Leg]
  /// What is to be borne in mind, in whole sentences.
  public let cautions: [String]

  /// Of two sessions, in the order in which they are to stand.
  public init(before: SessionSide, after: SessionSide) {
    self.before = before
    self.after = after
    legs = before.points.compactMap { first in
      after.points.first { $0.leg == first.leg }.map { Self.leg(first, $0) }
    }
    cautions = Self.cautions(before, after)
  }

  private static func leg(_ first: TrendPoint, _ second: TrendPoint) -> Leg {
    let rules = PairRules(first, second)
    let scales: [(String, Double?, Double?, TrendMeasure, Int)] = [
      ("Glute against hamstring, dB", first.levelDifferenceDb, second.levelDifferenceDb, .level, 2),
      ("Glute, % of its maximum", decibels(first.gluteOfMaximum), decibels(second.gluteOfMaximum), .maximum, 1),
      (
        "Hamstring, % of its maximum", decibels(first.hamstringOfMaximum), decibels(second.hamstringOfMaximum),
        .maximum, 1
      ),
    ]
    let rows = scales.compactMap { name, one, two, measure, muscles in
      row(name, one, two, measure, SmallestChange(muscles: muscles), rules.levels)
    }
    let shares: [(String, (TrendPoint) -> Double?, String?, String)] = [
      ("Glute share, both of their maximum, %", { percent($0.maximumShare) }, rules.levels, rules.scatter),
      ("Glute share, %", { percent($0.shareMedian) }, rules.shares, ""),
      ("Silent strides per 1,000", { $0.silentPerThousand }, rules.shares, rules.silence),
      ("Strides that met the aim, %", { percent($0.aim?.metShare) }, rules.aims, ""),
      ("Cadence, strides/min", { $0.cadenceStridesPerMin }, nil, rules.cadence),
    ]
    let plain = shares.compactMap { name, value, objection, note in
      plainRow(name, value(first), value(second), objection, note)
    }
    let maxima = [first.gluteOfMaximum, second.gluteOfMaximum, first.hamstringOfMaximum, second.hamstringOfMaximum]
    let known = maxima.compactMap { $0.map { 100 * $0 } }
    return Leg(
      leg: first.leg, answer: answer(rows, rules), rows: rows + plain, maxima: known.count == 4 ? known : [])
  }

  private static func decibels(_ part: Double?) -> Double? { part.flatMap { $0 > 0 ? 20 * log10($0) : nil } }

  private static func percent(_ part: Double?) -> Double? { part.map { 100 * $0 } }

  private static func row(
    _ name: String, _ first: Double?, _ second: Double?, _ measure: TrendMeasure, _ smallest: SmallestChange,
    _ objection: String?
  ) -> Row? {
    guard first != nil || second != nil else { return nil }
    let text = { (value: Double?) in value.map(measure.number) ?? "–" }
    guard let first, let second else {
      return Row(
        name: name, before: text(first), after: text(second), change: "–", meaning: "known of one session only")
    }
    guard objection == nil else {
      return Row(name: name, before: text(first), after: text(second), change: "–", meaning: objection ?? "")
    }
    let limit = smallest.decibels(1, against: 1)
    let isBeyond = abs(second - first) > limit
    return Row(
      name: name, before: text(first), after: text(second), change: WeeksWords.factor(second - first),
      meaning: isBeyond
        ? "more than two single days differ by chance (\(WeeksWords.factor(limit)))"
        : "within what two single days differ by chance (up to \(WeeksWords.factor(limit)))")
  }

  /// - Parameters:
  ///   - objection: why it cannot be compared; nil when it can.
  ///   - note: what is to be known when it is.
  private static func plainRow(
    _ name: String, _ first: Double?, _ second: Double?, _ objection: String?, _ note: String
  ) -> Row? {
    guard first != nil || second != nil else { return nil }
    let text = { (value: Double?) in value.map { $0.decimals(1) } ?? "–" }
    let change = first.flatMap { first in second.map { $0 - first } }
    let shown = objection == nil ? change.map { ($0 > 0 ? "+" : "") + $0.decimals(1) } : nil
    return Row(name: name, before: text(first), after: text(second), change: shown ?? "–", meaning: objection ?? note)
  }

  private static func answer(_ rows: [Row], _ rules: PairRules) -> String {
    if let objection = rules.levels { return "These two cannot be compared: \(objection)." }
    guard let row = rows.first(where: { $0.change != "–" }) else { return "No level is known of both sessions." }
    let best = rows.first { $0.name.hasPrefix("Glute, %") && $0.change != "–" } ?? row
    return "\(best.name): \(best.before) before, \(best.after) after, \(best.change); \(best.meaning)."
  }

  private static func cautions(_ before: SessionSide, _ after: SessionSide) -> [String] {
    var cautions: [String] = []
    if let one = before.person, let two = after.person, one != two {
      cautions.append("These are two people, \(one) and \(two): between people levels say little.")
    }
    if after.start < before.start { cautions.append("The first session named is the later one.") }
    cautions.append(
      before.start.date == after.start.date
        ? "Both are from one day: if the electrodes stayed on, they differ less than two days do."
        : "Electrodes are applied again on another day: levels in µV are not compared, and of glute and hamstring each single "
          + "day varies by CV \(SmallestChange.publishedPercent.decimals(0)) % (Colyer & McGuigan 2018, J Sports Sci Med "
          + "17:101), so that two days differ by up to ×3.0 by chance. Several sessions say more: glutecue history.")
    let missing = Set(before.points.map(\.leg)).symmetricDifference(after.points.map(\.leg)).sorted()
    if !missing.isEmpty {
      let names = missing.map { $0.isEmpty ? "a leg without a name" : "the \($0) leg" }
      cautions.append("Only one of them has \(names.joined(separator: " and ")).")
    }
    for (side, name) in [(before, "before"), (after, "after")] where !side.trouble.isEmpty {
      cautions.append("Not usable \(name): \(side.trouble.joined(separator: "; ")).")
    }
    return cautions
  }
}

/// What keeps two sessions of a leg from being compared, measure by measure.
struct PairRules {
  /// Why levels cannot be compared; nil when they can.
  let levels: String?
  /// Why shares against the reference cannot be compared; nil when they can.
  let shares: String?
  /// What is to be known of counts of silent strides.
  let silence = "counted against each session's reference"
  /// What is to be known of a share of maxima.
  let scatter = "moves with both electrodes"
  /// Why aims cannot be compared; nil when they can.
  let aims: String?
  /// What is to be known of the pace; empty when it is much the same.
  let cadence: String

  /// Of a leg before and after.
  init(_ first: TrendPoint, _ second: TrendPoint) {
    let band = { (point: TrendPoint) in
      "\(point.bandLowHz?.decimals(0) ?? "?")–\(point.bandHighHz?.decimals(0) ?? "?") Hz"
    }
    let few = [first, second].first { $0.judged < Comparability.fewestStrides }
    if band(first) != band(second) {
      levels = "the bands differ, \(band(first)) against \(band(second))"
    } else {
      levels = few.map { "only \($0.judged) strides judged in one, \(Comparability.fewestStrides) are needed" }
    }
    if let levels {
      shares = levels
    } else if first.reference != second.reference {
      shares = "not comparable: “\(first.reference ?? "unknown")” against “\(second.reference ?? "unknown")”"
    } else if first.reference == "session" {
      shares = "not comparable: each against its own beginning"
    } else {
      shares = nil
    }
    let isSameAim = first.aim?.kind == second.aim?.kind && first.aim?.value == second.aim?.value
    aims = isSameAim ? nil : "not comparable: the aims differ"
    let paces = [first, second].compactMap(\.cadenceStridesPerMin)
    let isFar = paces.count == 2 && abs(paces[0] - paces[1]) > Comparability.cadenceTolerance * paces[0]
    cadence = isFar ? "more than 5 % apart: levels change with pace" : ""
  }
}

/// Two sessions side by side for a terminal.
public struct SessionPairText {
  private let pair: SessionPair

  /// Of two sessions.
  public init(_ pair: SessionPair) { self.pair = pair }

  /// Every paragraph; an empty one stands between parts. Tables are lines of their own, at most 80 columns wide.
  public var paragraphs: [String] {
    var lines = ["Before: \(pair.before.facts)", "After:  \(pair.after.facts)"]
    for (side, name) in [(pair.before, "before"), (pair.after, "after")] {
      if let notes = side.notes { lines.append("Notes \(name): \(notes)") }
      if !side.marks.isEmpty { lines.append("Marks \(name): \(side.marks.joined(separator: "; "))") }
    }
    for leg in pair.legs {
      lines += [
        "", (leg.leg.isEmpty ? "" : leg.leg.prefix(1).uppercased() + leg.leg.dropFirst() + " leg. ") + leg.answer, "",
      ]
      lines.append(Self.line("", "before", "after", "change"))
      for row in leg.rows {
        lines.append(Self.line(row.name, row.before, row.after, row.change))
        if !row.meaning.isEmpty { lines.append("    \(row.meaning)") }
      }
    }
    if pair.legs.isEmpty { lines += ["", "The two have no leg in common."] }
    return lines + [""] + pair.cautions + [ComparisonWords.cause]
  }

  private static func line(_ name: String, _ fields: String...) -> String {
    let start = "  " + name + String(repeating: " ", count: max(0, 40 - name.count))
    return start + fields.map { String(repeating: " ", count: max(0, 10 - $0.count)) + $0 }.joined()
  }
}
