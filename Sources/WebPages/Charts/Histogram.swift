import Biofeedback
import EMGUnits
import SessionResults

/// How the ratio is distributed, by verdict.
struct Histogram {
  private static let bins = 40
  /// What lies above is counted in the last bin.
  private static let shown = 0.995

  /// Width of a bin; the first begins at 0, the last holds everything above.
  let step: Double
  private var counts: [Verdict: [Int]] = [:]
  let median: Double
  let lowerQuartile: Double
  let upperQuartile: Double

  /// Nil when no stride has a ratio.
  init?(_ strides: [DrawnStride]) {
    let ratios = strides.compactMap { $0.verdict == .unusable ? nil : $0.ratio }.sorted()
    guard let spread = Spread(sorted: ratios) else { return nil }
    let highest = ratios[Int(bounded: Self.shown * Double(ratios.count - 1))]
    let steps = [0.02, 0.025, 0.05, 0.1, 0.2, 0.25, 0.5, 1]
    step = steps.first { Double(Self.bins) * $0 >= highest } ?? 2
    median = spread.median
    lowerQuartile = spread.lowerQuartile
    upperQuartile = spread.upperQuartile
    for verdict in [Verdict.firing, .weak, .silent, .baseline] { counts[verdict] = count(strides, verdict) }
  }

  private func count(_ strides: [DrawnStride], _ verdict: Verdict) -> [Int] {
    var counts = [Int](repeating: 0, count: Self.bins)
    for stride in strides where stride.verdict == verdict {
      guard let ratio = stride.ratio else { continue }
      counts[max(0, min(Self.bins - 1, Int(bounded: min(ratio / step, 1e6))))] += 1
    }
    return counts
  }

  /// As the chart shows it.
  var chart: ChartValue {
    let row = { (verdict: Verdict) in ChartValue.list((counts[verdict] ?? []).map(ChartValue.whole)) }
    return .object([
      ("baseline", row(.baseline)), ("firing", row(.firing)), ("lowerQuartile", .number(lowerQuartile)),
      ("median", .number(median)), ("silent", row(.silent)), ("step", .number(step)),
      ("upperQuartile", .number(upperQuartile)), ("weak", row(.weak)),
    ])
  }
}
