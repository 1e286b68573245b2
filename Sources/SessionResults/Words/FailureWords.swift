/// Where and for how long the glute failed, in words.
enum FailureWords {
  /// Below this many failing strides, where they lie is chance.
  private static let leastFailing = 5
  /// Standard deviations above an even spread: 5 % on both sides together, divided among three thirds (Bonferroni).
  private static let leastExcess = 2.39

  /// Sentences; none when the glute never failed.
  static func lines(_ leg: SessionSummary.Leg) -> [String] {
    [
      leg.longestFailingRun.flatMap(longest), leg.thirds.flatMap(whereabouts),
      leg.recovery.flatMap(RecoveryWords.line),
    ].compactMap(\.self)
  }

  /// The same without where they lie, which the answer of a report tells.
  static func findings(_ leg: SessionSummary.Leg) -> [String] {
    [leg.longestFailingRun.flatMap(longest), leg.recovery.flatMap(RecoveryWords.line)].compactMap(\.self)
  }

  private static func longest(_ run: SessionSummary.FailingRun) -> String? {
    guard run.strides > 1 else { return nil }
    return "Longest run of weak or silent strides: \(run.strides) strides, \(SummaryText.number(run.seconds, 1)) s, "
      + "from \(SummaryText.clock(run.fromSeconds))."
  }

  /// Where most failing strides were; nil when they are spread evenly.
  private static func whereabouts(_ thirds: [SessionSummary.Third]) -> String? {
    let failing = thirds.reduce(0) { $0 + $1.failingStrides }
    let judged = thirds.reduce(0) { $0 + $1.judgedStrides }
    guard failing >= leastFailing,
      let index = thirds.indices.first(where: { stands(out: thirds[$0], failing: failing, judged: judged) })
    else { return nil }
    let most = thirds[index]
    let from = clock(most.fromSeconds)
    let to = clock(most.toSeconds)
    let place =
      switch index {
      case 0: "first third of the session, before \(to)"
      case thirds.indices.last: "last third of the session, after \(from)"
      default: "middle third of the session, from \(from) to \(to)"
      }
    let count =
      most.failingStrides == failing
      ? "All \(failing) weak or silent strides came"
      : "Most weak or silent strides, \(most.failingStrides) of \(failing), came"
    return "\(count) in the \(place)."
  }

  /// It holds most failing strides, and more than its judged strides make likely.
  private static func stands(out third: SessionSummary.Third, failing: Int, judged: Int) -> Bool {
    let share = Double(third.judgedStrides) / Double(judged)
    let expected = share * Double(failing)
    let excess = Double(third.failingStrides) - expected
    return 2 * third.failingStrides > failing && excess > leastExcess * (expected * (1 - share)).squareRoot()
  }

  /// `18:20`.
  private static func clock(_ seconds: Double) -> String { String(SummaryText.clock(seconds.rounded()).dropLast(2)) }
}

/// How soon the glute came back after a beep, in words.
enum RecoveryWords {
  /// A sentence; nil when no failing run was heard.
  static func line(_ recovery: SessionSummary.Recovery) -> String? {
    guard recovery.firstCues > 0 else { return nil }
    guard let strides = recovery.strides, let seconds = recovery.seconds else {
      return "The glute did not fire again after a beep" + unrecovered(recovery, lead: ": ") + "."
    }
    let words = recovery.recovered == 1 ? single(strides, seconds) : several(strides, seconds)
    return "From the first beep until the glute fired again: \(words)" + unrecovered(recovery, lead: "; ") + "."
  }

  private static func single(_ strides: Spread, _ seconds: Spread) -> String {
    "\(count(strides)), \(SummaryText.number(seconds.median, 1)) s"
  }

  /// Medians, with their middle halves.
  private static func several(_ strides: Spread, _ seconds: Spread) -> String {
    let decimal = { (value: Double) in SummaryText.number(value, 1) }
    return "\(count(strides)) (middle 50 % \(half(strides, number))), \(decimal(seconds.median)) s "
      + "(\(half(seconds, decimal))), over \(seconds.count) spells"
  }

  private static func count(_ strides: Spread) -> String {
    "\(number(strides.median)) \(strides.median == 1 ? "stride" : "strides")"
  }

  private static func half(_ spread: Spread, _ number: (Double) -> String) -> String {
    number(spread.lowerQuartile) + " … " + number(spread.upperQuartile)
  }

  /// Strides: a decimal only where a median or quartile lies between two.
  private static func number(_ strides: Double) -> String {
    SummaryText.number(strides, strides == strides.rounded() ? 0 : 1)
  }

  private static func unrecovered(_ recovery: SessionSummary.Recovery, lead: String) -> String {
    let lost = recovery.lostBefore
    let parts = [
      lost == 0 ? nil : "\(lost) \(lost == 1 ? "run was" : "runs were") cut off by a pause or a lost signal",
      recovery.endedBefore == 0 ? nil : "the last run lasted to the end of the session",
    ].compactMap(\.self)
    return parts.isEmpty ? "" : lead + parts.joined(separator: "; ")
  }
}
