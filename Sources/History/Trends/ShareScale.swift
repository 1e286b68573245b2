import EMGUnits

/// The axis of glute share beside the trend: 20 columns over the range that the sessions need, in steps of 10 %.
struct ShareScale {
  private let low: Double
  private let high: Double

  static let width = 20
  /// A narrower axis would make noise look like change.
  private static let narrowest = 20.0

  /// Holds the middle 50 % of every session.
  init(_ points: [TrendPoint]) {
    let ends = points.flatMap { [$0.shareLowerQuartile ?? $0.shareMedian, $0.shareUpperQuartile ?? $0.shareMedian] }
    let values = ends.compactMap { $0.map { 100 * $0 } }.filter { (0...100).contains($0) }
    var low = ((values.min() ?? 40) / 10).rounded(.down) * 10
    var high = ((values.max() ?? 60) / 10).rounded(.up) * 10
    while high - low < Self.narrowest {
      if low > 0 { low -= 10 } else { high += 10 }
      if high - low < Self.narrowest, high < 100 { high += 10 }
    }
    self.low = low
    self.high = high
  }

  /// `30 % ·············· 60 %`.
  var ruler: String {
    let ends = ("\(low.decimals(0)) %", "\(high.decimals(0)) %")
    let dots = Self.width - ends.0.count - ends.1.count - 2
    return "\(ends.0) \(String(repeating: "·", count: max(0, dots))) \(ends.1)"
  }

  /// `─` over the middle 50 %, `●` at the middle; empty when nothing is known.
  func bar(_ point: TrendPoint) -> String {
    guard let middle = point.shareMedian else { return "" }
    var cells = [Character](repeating: " ", count: Self.width)
    let from = column(point.shareLowerQuartile ?? middle)
    let to = column(point.shareUpperQuartile ?? middle)
    for index in min(from, to)...max(from, to) { cells[index] = "─" }
    cells[column(middle)] = "●"
    return String(cells)
  }

  private func column(_ share: Double) -> Int {
    let part = (100 * share - low) / (high - low)
    return min(max(Int(bounded: (part * Double(Self.width - 1)).rounded()), 0), Self.width - 1)
  }
}
