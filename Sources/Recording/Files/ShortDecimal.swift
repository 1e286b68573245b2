extension Double {
  /// Up to four significant digits: `4.066`, `1000`, `0.001`.
  var short: String {
    guard isFinite, self != 0 else { return "\(self)" }
    var scale = 1.0
    while magnitude * scale < 1000, scale < 1e12 { scale *= 10 }
    let value = (self * scale).rounded() / scale
    return Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}
