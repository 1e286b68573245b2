import Biofeedback

/// What a glute is measured against, in the same words everywhere.
package enum AgainstWords {
  /// `your easy run`.
  package static func name(_ against: Against) -> String {
    switch against {
    case .start: "today's start"
    case .easyRun: "your easy run"
    case .maximum: "your maximum"
    case .otherLeg: "your other leg"
    case .best: "your best"
    }
  }

  /// When a leg's 100 % was taken: `at today's start`, `in your easy run`.
  package static func during(_ leg: SessionSummary.Leg) -> String {
    let against = verdictsAgainst(leg)
    return (against == .easyRun ? "in " : "at ") + name(against)
  }

  /// In front of what the verdicts say: `Against today's start, the glute fired in`.
  package static func opening(_ leg: SessionSummary.Leg) -> String {
    guard leg.against != nil else { return "The glute fired in" }
    return "Against \(name(verdictsAgainst(leg))), the glute fired in"
  }

  /// What the verdicts rest on: the easy run of a profile, or the session's own first strides.
  package static func verdictsAgainst(_ leg: SessionSummary.Leg) -> Against {
    leg.references.contains { $0.kind == SessionSummary.Reference.easyRun } ? .easyRun : .start
  }

  /// The sentence before what the verdicts say; nil where they say it all.
  package static func lead(_ leg: SessionSummary.Leg) -> String? {
    switch leg.against.flatMap(Against.init) {
    case .maximum: maximum(leg)
    case .otherLeg: otherLeg(leg)
    case .best: "Against your best: `glutecue history` shows it beside this session."
    case .start, .easyRun, nil: nil
    }
  }

  /// The sentence behind: what cannot be known, and the command by which it can; nil where there is no such doubt.
  package static func doubt(_ leg: SessionSummary.Leg) -> String? {
    guard leg.against != nil, verdictsAgainst(leg) == .start, leg.gluteOfMaximum == nil else { return nil }
    return
      "A glute that was off from the start would look the same; a calibration finds out: glutecue calibrate."
  }

  /// The other measures that are known, each a sentence.
  package static func others(_ leg: SessionSummary.Leg) -> [String] {
    let shown = leg.against.flatMap(Against.init)
    return [shown == .maximum ? nil : maximum(leg), shown == .otherLeg ? nil : otherLeg(leg)].compactMap(\.self)
  }

  /// `Against your maximum, the glute worked at 6 % and the hamstring at 28 %.`
  private static func maximum(_ leg: SessionSummary.Leg) -> String? {
    guard let glute = leg.gluteOfMaximum else { return nil }
    let hamstring = leg.hamstringOfMaximum.map { " and the hamstring at \(percent($0))" } ?? ""
    let share = leg.maximumShare.map { "; the glute's share of both is \(percent($0))" } ?? ""
    let isOfToday = leg.references.contains { $0.basis == LevelBasis.today.rawValue }
    let doubt =
      isOfToday
      ? " The electrodes are not those of the calibration, and between days levels differ by a CV of 41 % (Colyer & McGuigan "
        + "2018): glutecue calibrate --quick scales it to today." : ""
    return "Against your maximum, the glute worked at \(percent(glute))\(hamstring)\(share).\(doubt)"
  }

  private static func otherLeg(_ leg: SessionSummary.Leg) -> String? {
    guard let other = leg.otherLeg else { return nil }
    guard let ratio = other.ratio, ratio < mostRatio else {
      return "Against your other leg, nothing can be said: the other leg's glute hardly works."
    }
    let doubt =
      other.by == "maximum"
      ? "each in parts of its own maximum"
      : "by level alone, in which electrodes can differ threefold (between days, Colyer & McGuigan 2018)"
    return "Against your other leg, the glute worked at \(percent(ratio)): \(doubt)."
  }

  /// Beyond it the other leg is what stands out.
  private static let mostRatio = 5.0

  /// `6.2 %`, `28 %`.
  package static func percent(_ part: Double) -> String { number(part) + " %" }

  /// The same without its sign: `6`, `6.2`, `28`.
  static func number(_ part: Double) -> String {
    let tenths = (1000 * part).rounded() / 10
    // rounded once: 27.46 is 27
    return SummaryText.number(100 * part, tenths >= 10 || tenths == tenths.rounded() ? 0 : 1)
  }
}
