import Foundation

/// Numbers as people read them.
extension Int {
  /// Digits in groups of three: `1,048,576`.
  package var grouped: String {
    let digits = String(magnitude)
    var text = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }

  /// `1 frame`, `76,288 frames`.
  package var frames: String { self == 1 ? "1 frame" : "\(grouped) frames" }
}

extension Double {
  /// Up to four significant digits: `4.066`, `1000`, `0.001`.
  package var significant: String {
    guard isFinite, self != 0 else { return "\(self)" }
    var scale = 1.0
    while magnitude * scale < 1000, scale < 1e12 { scale *= 10 }
    return ((self * scale).rounded() / scale).plain
  }

  /// Whole numbers without a fraction, others as exact as they are: `5`, `0.1`.
  package var plain: String { Int(exactly: self).map { "\($0)" } ?? "\(self)" }

  /// With so many digits after the point, as C prints it; Foundation's `String(format:)` needs forty thousand instructions.
  package func fixed(_ decimals: Int) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { text in
      let length = withVaList([CInt(decimals), self]) { vsnprintf(text.baseAddress, text.count, "%.*f", $0) }
      return String(decoding: UnsafeRawBufferPointer(text).prefix(max(0, Int(length))), as: UTF8.self)
    }
  }

  /// With so many digits after the point, in groups of three before it, rounded half away from zero; a minus that is one.
  package func decimals(_ count: Int) -> String {
    var scale = 1.0
    for _ in 0..<count { scale *= 10 }
    let scaled = (magnitude * scale).rounded()
    guard scaled < 1e15 else { return "\(self)" }
    let whole = Int(scaled)
    let sign = self < 0 && whole > 0 ? "−" : ""
    guard count > 0 else { return sign + whole.grouped }
    let digits = String(whole % Int(scale))
    let fraction = String(repeating: "0", count: count - digits.count) + digits
    return sign + (whole / Int(scale)).grouped + "." + fraction
  }
}
