import Biofeedback
import Report

/// How the ratio is distributed, by verdict.
struct Histogram: Encodable {
  private static let bins = 40
  /// What lies above is counted in the last bin.
  private static let shown = 0.995

  /// Width of a bin; the first begins at 0, the last holds everything above.
  let step: Double
  let firing: [Int]
  let weak: [Int]
  let silent: [Int]
  let baseline: [Int]
  let median: Double
  let lowerQuartile: Double
  let upperQuartile: Double

  /// Nil when no stride has a ratio.
  init?(_ strides: [StrideRecord]) {
    let usable = strides.filter { $0.verdict != .unusable }
    let ratios = usable.compactMap { $0.ratio.map(Double.init) }.sorted()
    guard let spread = Spread(ratios) else { return nil }
    let highest = ratios[Int(Self.shown * Double(ratios.count - 1))]
    let steps = [0.02, 0.025, 0.05, 0.1, 0.2, 0.25, 0.5, 1]
    let step = steps.first { Double(Self.bins) * $0 >= highest } ?? 2
    let counts = { (verdict: Verdict) in
      var counts = [Int](repeating: 0, count: Self.bins)
      for stride in usable where stride.verdict == verdict {
        guard let ratio = stride.ratio else { continue }
        counts[max(0, min(Self.bins - 1, Int(min(Double(ratio) / step, 1e6))))] += 1
      }
      return counts
    }
    self.step = step
    firing = counts(.firing)
    weak = counts(.weak)
    silent = counts(.silent)
    baseline = counts(.baseline)
    median = spread.median
    lowerQuartile = spread.lowerQuartile
    upperQuartile = spread.upperQuartile
  }
}
