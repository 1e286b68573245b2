/// All differences between a value of one group and a value of another, in rising order, without holding them: of 500 and
/// 500 sessions there are 250,000. The k-th is found by bisection over the doubles, counting along the sorted groups.
package struct PairwiseDifferences {
  private let before: [Double]
  private let after: [Double]

  /// How many there are.
  package let count: Int

  /// Of finite values.
  package init(before: [Double], after: [Double]) {
    self.before = before.sorted()
    self.after = after.sorted()
    count = before.count * after.count
  }

  /// The one at `place`, from 0: the least double that more than `place` differences do not exceed.
  package subscript(place: Int) -> Double {
    guard let first = before.first, let last = before.last, let low = after.first, let high = after.last else {
      return .nan
    }
    var from = Self.order(low - last)
    var to = Self.order(high - first)
    while from < to {
      // rounded down, without overflow
      let middle = (from & to) + ((from ^ to) >> 1)
      if atMost(Self.double(middle)) > place { to = middle } else { from = middle + 1 }
    }
    return Self.double(from)
  }

  /// How many are `limit` or less.
  package func atMost(_ limit: Double) -> Int {
    var sum = 0
    var reach = 0
    // the later a value of `before`, the more of `after` is close enough
    for early in before {
      while reach < after.count, after[reach] - early <= limit { reach += 1 }
      sum += reach
    }
    return sum
  }

  /// Doubles as integers in the same order.
  private static func order(_ value: Double) -> Int64 {
    let bits = Int64(bitPattern: value.bitPattern)
    return bits >= 0 ? bits : Int64.min - bits
  }

  private static func double(_ order: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: order >= 0 ? order : Int64.min - order))
  }
}
