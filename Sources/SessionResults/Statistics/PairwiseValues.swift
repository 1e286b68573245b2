import EMGUnits

/// Order statistics of what every two values make, which are too many to be kept: the slopes between every two points, or the
/// differences between the values of two groups.
package struct PairwiseValues {
  /// What is ranked.
  private enum Source {
    /// Between every two points; `x` rises.
    case slopes(x: [Double], y: [Double])
    /// Of a value of one group from a value of another.
    case differences(before: [Double], after: [Double])
  }

  /// So many at most are kept and sorted.
  private static let most = 16_384
  private static let bins = 1024

  private let source: Source
  /// How many there are.
  package let count: Int
  private let sorted: [Double]
  private let lowest: Double
  private let highest: Double

  /// The slopes between every two points. `x` rises; both are finite and of the same length.
  package init(slopesOf x: [Double], _ y: [Double]) { self.init(.slopes(x: x, y: y)) }

  /// What each value of one group lies above each of another: of 500 and 500 there are 250,000. All are finite.
  package init(differencesFrom before: [Double], to after: [Double]) {
    self.init(.differences(before: before, after: after))
  }

  private init(_ source: Source) {
    self.source = source
    var count = 0
    var (lowest, highest) = (Double.infinity, -Double.infinity)
    Self.forEach(source) { value in
      count += 1
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    self.count = count
    self.lowest = lowest
    self.highest = highest
    sorted = count <= Self.most ? Self.sorted(source, within: lowest, highest, count: count) : []
  }

  /// The one that so many are below, 0 for the lowest. Exact: they are looked at again and again in ever narrower ranges,
  /// until few enough are left to be sorted.
  package subscript(rank: Int) -> Double {
    if !sorted.isEmpty { return sorted[rank] }
    var (low, high, below, inside) = (lowest, highest, 0, count)
    while inside > Self.most, low < high {
      let counts = histogram(low, high)
      var bin = 0
      while below + counts[bin] <= rank {
        below += counts[bin]
        bin += 1
      }
      inside = counts[bin]
      (low, high) = ends(of: bin, low, high)
    }
    return low < high ? Self.sorted(source, within: low, high, count: inside)[rank - below] : low
  }

  /// How many are `limit` or less.
  package func atMost(_ limit: Double) -> Int {
    var sum = 0
    Self.forEach(source) { sum += $0 <= limit ? 1 : 0 }
    return sum
  }

  /// Which of equal parts of the range; never falls with the value.
  private static func bin(_ value: Double, _ low: Double, _ high: Double) -> Int {
    min(bins - 1, Int(bounded: (value - low) / (high - low) * Double(bins)))
  }

  private func histogram(_ low: Double, _ high: Double) -> [Int] {
    var counts = [Int](repeating: 0, count: Self.bins)
    Self.forEach(source) { value in
      if value >= low, value <= high { counts[Self.bin(value, low, high)] += 1 }
    }
    return counts
  }

  /// The lowest and highest value in a bin.
  private func ends(of bin: Int, _ low: Double, _ high: Double) -> (Double, Double) {
    var (lowest, highest) = (Double.infinity, -Double.infinity)
    Self.forEach(source) { value in
      guard value >= low, value <= high, Self.bin(value, low, high) == bin else { return }
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    return (lowest, highest)
  }

  private static func sorted(_ source: Source, within low: Double, _ high: Double, count: Int) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(count)
    forEach(source) { value in
      if value >= low, value <= high { values.append(value) }
    }
    values.sort()
    return values
  }

  private static func forEach(_ source: Source, _ take: (Double) -> Void) {
    switch source {
    case .slopes(let x, let y):
      for later in x.indices {
        for earlier in 0..<later where x[later] > x[earlier] {
          take((y[later] - y[earlier]) / (x[later] - x[earlier]))
        }
      }
    case .differences(let before, let after):
      for early in before {
        for late in after { take(late - early) }
      }
    }
  }
}
