import Report

/// A row of numbers as text, separated by commas; an unknown one is empty.
enum NumberRow {
  /// With a fixed number of decimals.
  static func text(_ values: some Sequence<Double?>, decimals: Int) -> String {
    var line = TextLine(capacity: 8192)
    for (index, value) in values.enumerated() {
      if index > 0 { line.comma() }
      line.add(value, decimals: decimals)
    }
    return String(decoding: line.bytes, as: UTF8.self)
  }
}
