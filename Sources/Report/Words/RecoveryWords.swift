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
      + "(\(half(seconds, decimal))), over \(seconds.count) failing runs"
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
