import EMGUnits

extension Double {
  /// With so many digits after the point, rounded half away from zero; a minus that is one.
  func decimals(_ count: Int) -> String {
    var scale = 1.0
    for _ in 0..<count { scale *= 10 }
    let scaled = (magnitude * scale).rounded()
    guard scaled < 1e15 else { return "\(self)" }
    let whole = Int(bounded: scaled)
    let sign = self < 0 && whole > 0 ? "−" : ""
    guard count > 0 else { return sign + whole.grouped }
    let digits = String(whole % Int(bounded: scale))
    let fraction = String(repeating: "0", count: count - digits.count) + digits
    return sign + (whole / Int(bounded: scale)).grouped + "." + fraction
  }
}

extension Int {
  /// `12,345`; for numbers from 0.
  var grouped: String {
    var text = ""
    for (index, digit) in String(self).reversed().enumerated() {
      if index > 0 && index.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
