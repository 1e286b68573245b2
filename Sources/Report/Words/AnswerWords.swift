import Biofeedback

/// The answer to the question that the user came with, in one sentence a leg.
package enum AnswerWords {
  /// `The glute fired in 93 % of 1,204 strides; it was silent in 41, most of them after minute 18.`
  package static func sentence(_ leg: SessionSummary.Leg, of session: ReportedSession) -> String {
    let channels = LegChannelStates(session.summary, leg)
    guard leg.strides > 0 else { return "No strides were found." }
    guard channels.isAnyUsable else {
      return "The strides were found on channels that cannot be used: do not rely on them."
    }
    let count = { (verdict: Verdict) in leg.verdicts[verdict.rawValue] ?? 0 }
    let judged = count(.firing) + count(.weak) + count(.silent)
    guard judged > 0 else { return "The glute could not be judged: \(channels.reasonAgainstVerdicts)" }
    if count(.firing) + count(.weak) == 0 && leg.references.isEmpty {
      return allSilent(strides(judged))
    }
    var text = (AgainstWords.lead(leg).map { $0 + " " } ?? "")
    text += "\(AgainstWords.opening(leg)) \(percent(count(.firing), of: judged)) of \(strides(judged))"
    if count(.silent) > 0 {
      let places = StridePlaces(session.strides(of: leg).strides)
      text += "; it was silent in \(grouped(count(.silent)))" + (places.words.map { ", " + $0 } ?? "")
    }
    if count(.weak) > 0 { text += "; it was weak in \(grouped(count(.weak)))" }
    return text + "." + (AgainstWords.doubt(leg).map { " " + $0 } ?? "")
  }

  /// A glute that does not work needs no reference to be told.
  package static func allSilent(_ strides: String) -> String {
    "The glute was silent in all \(strides): it did not rise above its own rest while the hamstring worked. Whether the electrode "
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
      + (programme == nil ? next(leg) : ["Next: glutecue train goes on with the programme."])
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
  package static func grouped(_ number: Int) -> String {
    let digits = String(number)
    return digits.enumerated().map { index, digit in
      (digits.count - index) % 3 == 0 && index > 0 ? ",\(digit)" : "\(digit)"
    }.joined()
  }

  private static func strides(_ count: Int) -> String { count == 1 ? "1 stride" : "\(grouped(count)) strides" }
}
