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
  /// What is to be known of an aim.
  let aims: String?
  /// What is to be known of the pace; nil when it is much the same.
  let cadence: String?

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
    aims = first.aim?.kind == second.aim?.kind && first.aim?.value == second.aim?.value ? "" : "the aims differ"
    if let one = first.cadenceStridesPerMin, let two = second.cadenceStridesPerMin,
      abs(one - two) > Comparability.cadenceTolerance * one
    {
      cadence = "more than 5 % apart: levels change with pace"
    } else {
      cadence = nil
    }
  }
}
