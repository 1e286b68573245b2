extension String {
  /// The text with every character that a terminal would obey made visible instead: control characters as the pictures that
  /// Unicode has for them (`␛` for escape), and those that it has none for, and marks that turn the direction of what
  /// follows, as `�`. Names, options and cells of tables come from anywhere; what is printed may not move the cursor, rename
  /// the window or hide what stands before it.
  ///
  /// - Parameter keepsLines: whether line ends and tabs stay as they are, as for text that consists of lines.
  public func visible(keepsLines: Bool = true) -> String {
    guard unicodeScalars.contains(where: { Self.isObeyed($0, keepsLines: keepsLines) }) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      text.unicodeScalars.append(Self.isObeyed(scalar, keepsLines: keepsLines) ? Self.picture(of: scalar) : scalar)
    }
    return text
  }

  private static func isObeyed(_ scalar: Unicode.Scalar, keepsLines: Bool) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: !keepsLines
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }
}
