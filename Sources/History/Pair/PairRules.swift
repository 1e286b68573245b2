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
