import Biofeedback
import Files
import Foundation

/// The answer to the question that the user came with, in one sentence a leg.
package enum AnswerWords {
  /// `The glute fired in 93 % of 1,204 strides; it was silent in 41, most of them after minute 18.`
  package static func sentence(_ leg: SessionSummary.Leg, of session: ReportedSession) -> String {
    let channels = LegChannelStates(session.summary, leg)
    guard leg.strides > 0 else { return "No strides were found." }
    guard channels.isAnyUsable else {
      return "The strides were found on channels that cannot be used: do not rely on them."
    }
    return judgement(leg, channels, .share(places: StridePlaces(session.strides(of: leg).strides).words))
  }

  /// How much the sentence says.
  enum Detail {
    /// For a page, which shows the rest: which part of the strides fired, and where the silent ones are.
    case share(places: String?)
    /// For a terminal: how many strides of each verdict.
    case counts
  }

  /// The sentence about a leg that has strides on usable channels.
  static func judgement(_ leg: SessionSummary.Leg, _ channels: LegChannelStates, _ detail: Detail) -> String {
    let count = { (verdict: Verdict) in leg.verdicts[verdict.rawValue] ?? 0 }
    let judged = count(.firing) + count(.weak) + count(.silent)
    guard judged > 0 else { return "The glute could not be judged: \(channels.reasonAgainstVerdicts)" }
    let number = { (count: Int) in if case .counts = detail { "\(count)" } else { count.grouped } }
    let strides = judged == 1 ? "1 stride" : "\(number(judged)) strides"
    if count(.firing) + count(.weak) == 0 && leg.references.isEmpty { return allSilent(strides) }
    var (fired, places, more) = ("\(count(.firing))", "", "")
    switch detail {
    case .share(let silent):
      fired = percent(count(.firing), of: judged)
      places = silent.map { ", " + $0 } ?? ""
    case .counts:
      if count(.baseline) > 0 { more += "; \(count(.baseline)) more came before the reference was known" }
      if count(.unusable) > 0 { more += "; \(count(.unusable)) more could not be used" }
    }
    var text = (AgainstWords.lead(leg).map { $0 + " " } ?? "") + "\(AgainstWords.opening(leg)) \(fired) of \(strides)"
    if count(.silent) > 0 { text += "; it was silent in \(number(count(.silent)))" + places }
    if count(.weak) > 0 { text += "; it was weak in \(number(count(.weak)))" }
    return text + more + "." + (AgainstWords.doubt(leg).map { " " + $0 } ?? "")
  }

  /// A glute that does not work needs no reference to be told.
  private static func allSilent(_ strides: String) -> String {
    "The glute was silent in all \(strides): it did not rise above its resting level while the hamstring worked. Whether the electrode "
      + "is the reason, two squeezes show in 15 seconds: glutecue calibrate --quick."
  }

  /// What else is worth a sentence, most important first; `programme` is the one that the session belongs to.
  package static func findings(_ leg: SessionSummary.Leg, programme: SessionSummary.Programme? = nil) -> [String] {
    let count = { (verdict: Verdict) in leg.verdicts[verdict.rawValue] ?? 0 }
    let unjudged = [
      count(.baseline) > 0 ? "\(strides(count(.baseline))) came before the reference was known" : nil,
      count(.unusable) > 0 ? "\(strides(count(.unusable))) could not be used" : nil,
    ].compactMap(\.self)
    return against(leg, programme: programme) + FailureWords.findings(leg) + FatigueWords.lines(leg)
      + FlagWords.lines(leg.flags)
      + (unjudged.isEmpty ? [] : ["Not judged: " + unjudged.joined(separator: "; ") + "."])
  }

  /// Other measures, the aim, what the calibration found, and the next step.
  package static func against(_ leg: SessionSummary.Leg, programme: SessionSummary.Programme? = nil) -> [String] {
    AgainstWords.others(leg) + [AimWords.line(leg)].compactMap(\.self)
      // in a programme the aim is not the runner's to choose
      + (programme == nil ? next(leg) : ["Next: glutecue train continues the programme."])
  }

  /// One step, where the first sentence has not named it.
  private static func next(_ leg: SessionSummary.Leg) -> [String] {
    if let next = AimWords.next(leg) { return [next] }
    let chronic = chronic(leg)
    guard chronic.isEmpty, leg.gluteOfMaximum != nil, leg.aim == nil else { return chronic }
    return ["Next: glutecue history shows it beside your other sessions."]
  }

  private static func chronic(_ leg: SessionSummary.Leg) -> [String] {
    guard let words = ChronicWords(leg), words.standsOut, leg.aim == nil else { return [] }
    return ["\(words.measured) \(words.proof)", ChronicWords.published, "Next: run with --aim \(words.aim)."]
  }

  /// A share in whole percent; 100 % and 0 % only where it is all or none.
  package static func percent(_ part: Int, of whole: Int) -> String {
    let share = 100 * Double(part) / Double(max(whole, 1))
    let isAllOrNone = part == 0 || part == whole
    let rounded = isAllOrNone ? share : min(max(share, 0.1), 99.9)
    return SummaryText.number(rounded, (1...99).contains(rounded) || isAllOrNone ? 0 : 1) + " %"
  }

  /// `1,204`.
  package static func grouped(_ number: Int) -> String { number.grouped }

  private static func strides(_ count: Int) -> String { count == 1 ? "1 stride" : "\(count.grouped) strides" }
}

/// What strides were held against, in words.
package enum AimWords {
  /// `15 % of your maximum`; `unit` as in `SessionSummary.AimSummary`.
  package static func level(_ level: Double, unit: String) -> String {
    let percent = AgainstWords.percent(level)
    return switch unit {
    case "maximum": "\(percent) of your maximum"
    case "easy-run": "\(percent) of your easy run"
    case "other-leg": "\(percent) of your other leg"
    case "maximum-share": "a glute share of \(percent), each muscle in parts of its maximum"
    default: "a glute share of \(percent), each muscle against its reference"
    }
  }

  /// `The aim drill:50%, 9.4 % of your maximum, was met in 90 of 160 strides (56 %).`
  package static func line(_ leg: SessionSummary.Leg) -> String? {
    guard let aim = leg.aim else { return nil }
    let name = "The aim " + word(aim)
    guard aim.judgedStrides > 0, let first = aim.firstLevel, let last = aim.lastLevel else {
      return name + " was compared with no stride\(why(aim))."
    }
    let strides = aim.judgedStrides == 1 ? "stride" : "strides"
    let met =
      "met in \(aim.metStrides.grouped) of \(aim.judgedStrides.grouped) \(strides) "
      + "(\(AnswerWords.percent(aim.metStrides, of: aim.judgedStrides)))"
    let way =
      first == last
      ? level(first, unit: aim.unit)
      : "which grew from \(AgainstWords.number(first)) to \(level(last, unit: aim.unit))"
    return "\(name), \(way), was \(met)."
  }

  /// The next step: the same aim until four of five strides meet it, then one that grows.
  package static func next(_ leg: SessionSummary.Leg) -> String? {
    guard let aim = leg.aim, aim.judgedStrides > 0 else { return nil }
    let isMet = 5 * aim.metStrides >= 4 * aim.judgedStrides
    return isMet && aim.kind != Aim.Kind.grow.rawValue
      ? "Next: most strides met it, so let the aim grow: --aim grow." : "Next: the same aim again: --aim \(word(aim))."
  }

  /// `drill:50%`.
  private static func word(_ aim: SessionSummary.AimSummary) -> String {
    guard let value = aim.value else { return aim.kind }
    let tenths = (1000 * value).rounded() / 10
    return "\(aim.kind):\(SummaryText.number(tenths, tenths == tenths.rounded() ? 0 : 1))%"
  }

  private static func why(_ aim: SessionSummary.AimSummary) -> String {
    switch aim.kind {
    case Aim.Kind.grow.rawValue: ": its level comes from your first 30 strides in which the glute works"
    case Aim.Kind.otherLeg.rawValue: ": the other leg's level was not known"
    default: ": no stride of running could be judged"
    }
  }
}

/// The easy run beside the maximum: what a glute does against what it can, beside published figures. Measurement, never a
/// diagnosis; the next step is one command.
public struct ChronicWords {
  private let glute: Double
  private let hamstring: Double?
  private let drill: Double?

  /// A glute whose part of its maximum is below this part of the hamstring's stands out (chosen). Of twelve simulated healthy
  /// people the lowest is at 0.6.
  private static let standsOutBelow = 0.5

  /// Amplitudes in the easy run against the maximum; `drill` against the easy run.
  public init(glute: Double, hamstring: Double?, drill: Double?) {
    self.glute = glute
    self.hamstring = hamstring
    self.drill = drill
  }

  /// What a profile says of a leg; nil where it holds no maximum of the glute, or no easy run.
  init?(_ leg: SessionSummary.Leg) {
    guard let calibrated = leg.calibrated, let glute = calibrated.gluteOfMaximum else { return nil }
    self.init(glute: glute, hamstring: calibrated.hamstringOfMaximum, drill: calibrated.drillOfEasyRun)
  }

  /// The glute does much less of what it can than the hamstring.
  public var standsOut: Bool { hamstring.map { glute < Self.standsOutBelow * $0 } ?? false }

  /// `In your easy run your glute works at 6.0 % of what it can, your hamstring at 28 %.`
  public var measured: String {
    let other = hamstring.map { ", your hamstring at \(AgainstWords.percent($0))" } ?? ""
    return "In your easy run your glute works at \(AgainstWords.percent(glute)) of what it can\(other)."
  }

  /// That the electrode is not the reason.
  public var proof: String {
    "The same electrode measured the squeeze that counts as 100 %, so the electrode is not the reason."
  }

  /// What the drill reached.
  public var drillWords: String? {
    guard let drill else { return nil }
    let percent = SummaryText.number(100 * drill, 0)
    return drill > 1
      ? "With the pelvis tucked and the glute squeezed at push-off it reached \(percent) % of the easy run: you can reach "
        + "that now."
      : "In the drill it reached \(percent) % of the easy run, no more than without: do the drill again with more squeeze."
  }

  /// Published figures with spread and source.
  public static let published =
    "Published: in three strength exercises the glute measured 40–66 % and the hamstring 24–40 % of their maxima (McCurdy et al. "
    + "2018); at high running speed both exceed 100 % (17 elite runners, Kyröläinen et al. 2005); for easy running no "
    + "figure is known to us. From day to day one person's level varies by a CV of 41 % (Colyer & McGuigan 2018). That "
    + "is what was measured; it shows no cause."

  /// The aim that follows: what the drill allows, else one that grows.
  public var aim: String { (drill ?? 0) > 1.05 ? "drill:50%" : "grow" }
}
