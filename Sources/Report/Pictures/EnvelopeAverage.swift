/// Mean and standard deviation of many strides' envelopes at each point of the stride grid, in constant memory.
package struct EnvelopeAverage: Sendable {
  /// Strides in it.
  package private(set) var count = 0
  private var sums = [Double](repeating: 0, count: StrideGrid.count)
  private var squares = [Double](repeating: 0, count: StrideGrid.count)

  /// Starts with nothing.
  package init() {}

  /// Takes one stride's envelope, as amplitude at the points of the grid.
  package mutating func add(_ profile: [Float]) {
    count += 1
    for point in 0..<StrideGrid.count {
      let value = Double(profile[point])
      sums[point] += value
      squares[point] += value * value
    }
  }

  /// The mean at each point; zeros when there are no strides.
  package var mean: [Double] { sums.map { $0 / Double(max(count, 1)) } }

  /// The standard deviation between strides at each point; zeros for fewer than two.
  package var deviation: [Double] {
    zip(sums, squares).map { sum, square in
      guard count > 1 else { return 0 }
      let n = Double(count)
      return max(0, (square - sum * sum / n) / (n - 1)).squareRoot()
    }
  }
}
