extension Double {
  /// For messages: whole numbers without a fraction, others to at most two digits after the point.
  var short: String {
    guard isFinite, magnitude < 1e12 else { return "\(self)" }
    let hundredths = (self * 100).rounded() / 100
    return Int(exactly: hundredths).map { "\($0)" } ?? "\(hundredths)"
  }
}
