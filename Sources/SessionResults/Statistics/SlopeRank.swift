import EMGUnits

/// Order statistics of the slopes between every two points, which are too many to be kept: half the square of the points.
package struct SlopeRank {
  /// So many slopes at most are kept and sorted.
  private static let most = 16_384
  private static let bins = 1024

  private let x: [Double]
  private let y: [Double]
  /// How many slopes there are.
  package let count: Int
  private let sorted: [Double]
  private let lowest: Double
  private let highest: Double

  /// `x` rises; both are finite and of the same length.
  package init(_ x: [Double], _ y: [Double]) {
    self.x = x
    self.y = y
    var count = 0
    var (lowest, highest) = (Double.infinity, -Double.infinity)
    Self.forEach(x, y) { slope in
      count += 1
      lowest = min(lowest, slope)
      highest = max(highest, slope)
    }
    self.count = count
    self.lowest = lowest
    self.highest = highest
    sorted = count <= Self.most ? Self.sorted(x, y, within: lowest, highest, count: count) : []
  }

  /// The slope that so many are below, 0 for the lowest. Exact: the slopes are looked at again and again in ever narrower
  /// ranges, until few enough are left to be sorted.
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
    return low < high ? Self.sorted(x, y, within: low, high, count: inside)[rank - below] : low
  }

  /// Which of equal parts of the range; never falls with the slope.
  private static func bin(_ slope: Double, _ low: Double, _ high: Double) -> Int {
    min(bins - 1, Int(bounded: (slope - low) / (high - low) * Double(bins)))
  }

  private func histogram(_ low: Double, _ high: Double) -> [Int] {
    var counts = [Int](repeating: 0, count: Self.bins)
    Self.forEach(x, y) { slope in
      if slope >= low, slope <= high { counts[Self.bin(slope, low, high)] += 1 }
    }
    return counts
  }

  /// The lowest and highest slope in a bin.
  private func ends(of bin: Int, _ low: Double, _ high: Double) -> (Double, Double) {
    var (lowest, highest) = (Double.infinity, -Double.infinity)
    Self.forEach(x, y) { slope in
      guard slope >= low, slope <= high, Self.bin(slope, low, high) == bin else { return }
      lowest = min(lowest, slope)
      highest = max(highest, slope)
    }
    return (lowest, highest)
  }

  private static func sorted(
    _ x: [Double], _ y: [Double], within low: Double, _ high: Double, count: Int
  ) -> [Double] {
    var slopes: [Double] = []
    slopes.reserveCapacity(count)
    forEach(x, y) { slope in
      if slope >= low, slope <= high { slopes.append(slope) }
    }
    slopes.sort()
    return slopes
  }

  private static func forEach(_ x: [Double], _ y: [Double], _ take: (Double) -> Void) {
    for later in x.indices {
      for earlier in 0..<later where x[later] > x[earlier] {
        take((y[later] - y[earlier]) / (x[later] - x[earlier]))
      }
    }
  }
}
