/// Root mean square.
package func rms(_ values: some Collection<Float>) -> Double {
  (values.reduce(0) { $0 + Double($1) * Double($1) } / Double(values.count)).squareRoot()
}

/// The middle value.
package func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// Pearson's correlation.
package func correlation(_ a: [Double], _ b: [Double]) -> Double {
  let (meanA, meanB) = (a.reduce(0, +) / Double(a.count), b.reduce(0, +) / Double(b.count))
  var (product, squaresA, squaresB) = (0.0, 0.0, 0.0)
  for (x, y) in zip(a, b) {
    product += (x - meanA) * (y - meanB)
    squaresA += (x - meanA) * (x - meanA)
    squaresB += (y - meanB) * (y - meanB)
  }
  return product / (squaresA * squaresB).squareRoot()
}
