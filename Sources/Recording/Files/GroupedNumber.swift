extension Int {
  /// Digits in groups of three: `1 048 576`. Up to four digits stay together: `1000`.
  var grouped: String {
    let digits = String(magnitude)
    guard digits.count > 4 else { return String(self) }
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += " " }
      text.append(digit)
    }
    return self < 0 ? "-" + text : text
  }

  /// `1 frame`, `76 288 frames`.
  var frames: String { self == 1 ? "1 frame" : "\(grouped) frames" }
}
