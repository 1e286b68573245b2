/// How a table separates its fields and writes its numbers.
struct TableGrammar: Hashable {
  /// Between two fields; a space stands for any number of spaces.
  let separator: UInt8
  /// In front of the decimals: a point or a comma.
  var decimal: UInt8

  static let space = UInt8(ascii: " ")
  static let comma = UInt8(ascii: ",")
  static let point = UInt8(ascii: ".")
  static let tab = UInt8(ascii: "\t")
  static let semicolon = UInt8(ascii: ";")
  private static let quote = UInt8(ascii: "\"")

  /// As people name it: `tabs`, `semicolons, decimal commas`.
  var words: String {
    let separators: [UInt8: String] = [
      Self.tab: "tabs", Self.semicolon: "semicolons", Self.comma: "commas", Self.space: "spaces",
    ]
    return (separators[separator] ?? "") + (decimal == Self.comma ? ", decimal commas" : "")
  }

  /// Calls `body` with the place of each field, without quotes and the spaces around it; returns how many there are.
  @inline(__always)
  func forEachField(
    _ bytes: UnsafeBufferPointer<UInt8>, _ row: Range<Int>, _ body: (_ field: Int, _ from: Int, _ to: Int) -> Void
  ) -> Int {
    var place = row.lowerBound
    let end = row.upperBound
    var count = 0
    if separator == Self.space {
      while true {
        while place < end, bytes[place] == Self.space || bytes[place] == Self.tab { place += 1 }
        guard place < end else { return count }
        let start = place
        while place < end, bytes[place] != Self.space, bytes[place] != Self.tab { place += 1 }
        body(count, start, place)
        count += 1
      }
    }
    while true {
      while place < end, bytes[place] == Self.space { place += 1 }
      var start = place
      var stop: Int
      if place < end, bytes[place] == Self.quote {
        place += 1
        start = place
        while place < end, bytes[place] != Self.quote { place += 1 }
        stop = place
        while place < end, bytes[place] != separator { place += 1 }
      } else {
        while place < end, bytes[place] != separator { place += 1 }
        stop = place
        while stop > start, bytes[stop - 1] == Self.space { stop -= 1 }
      }
      body(count, start, stop)
      count += 1
      guard place < end else { return count }
      place += 1
    }
  }

  /// A row as texts.
  func texts(_ bytes: [UInt8], _ row: Range<Int>) -> [String] {
    var texts: [String] = []
    bytes.withUnsafeBufferPointer { bytes in
      _ = forEachField(bytes, row) { texts.append(LenientText.decoded(bytes[$1..<$2])) }
    }
    return texts
  }

  /// What a field holds.
  enum Value: Equatable {
    case number(Double)
    /// Nothing, or a word for nothing: `NaN`, `n/a`.
    case missing
    case text
  }

  private static let words: Set<String> = [
    "nan", "na", "n/a", "null", "none", "-", "--", "inf", "-inf", "+inf", "infinity", "-infinity", "#n/a", "-nan",
    "nan(ind)",
  ]

  /// Reads a field. Up to 19 digits count; the value is the closest there is for up to 15.
  @inline(__always)
  func value(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) -> Value {
    guard from < to else { return .missing }
    var place = from
    let isNegative = bytes[place] == UInt8(ascii: "-")
    if isNegative || bytes[place] == UInt8(ascii: "+") { place += 1 }
    var mantissa: UInt64 = 0
    var digits = 0
    var kept = 0
    var scale = 0
    var isFraction = false
    while place < to {
      let byte = bytes[place]
      if byte &- UInt8(ascii: "0") <= 9 {
        digits += 1
        if kept < 19 {
          mantissa = mantissa &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
          if mantissa > 0 { kept += 1 }
          if isFraction { scale -= 1 }
        } else if !isFraction {
          scale += 1
        }
      } else if byte == decimal, !isFraction {
        isFraction = true
      } else {
        break
      }
      place += 1
    }
    guard digits > 0 else { return Self.isMissing(bytes, from, to) ? .missing : .text }
    if place < to {
      guard let exponent = Self.exponent(bytes, place, to) else { return .text }
      scale += exponent
    }
    let value = Self.scaled(Double(mantissa), scale)
    return .number(isNegative ? -value : value)
  }

  private static func exponent(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) -> Int? {
    guard bytes[from] | 0x20 == UInt8(ascii: "e"), from + 1 < to else { return nil }
    var place = from + 1
    let isNegative = bytes[place] == UInt8(ascii: "-")
    if isNegative || bytes[place] == UInt8(ascii: "+") { place += 1 }
    guard place < to, to - place <= 3 else { return nil }
    var exponent = 0
    while place < to {
      guard bytes[place] &- UInt8(ascii: "0") <= 9 else { return nil }
      exponent = exponent * 10 + Int(bytes[place] - UInt8(ascii: "0"))
      place += 1
    }
    return isNegative ? -exponent : exponent
  }

  private static let powers: [Double] = (0...22).map { power in
    var value = 1.0
    for _ in 0..<power { value *= 10 }
    return value
  }

  private static func scaled(_ value: Double, _ scale: Int) -> Double {
    if scale == 0 || value == 0 { return value }
    var (value, rest) = (value, scale)
    while rest < 0, value != 0 {
      let step = min(-rest, 22)
      value /= powers[step]
      rest += step
    }
    while rest > 0, value.isFinite {
      let step = min(rest, 22)
      value *= powers[step]
      rest -= step
    }
    return value
  }

  private static func isMissing(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) -> Bool {
    guard to - from <= 10 else { return false }
    return words.contains(String(decoding: bytes[from..<to], as: UTF8.self).lowercased())
  }
}
