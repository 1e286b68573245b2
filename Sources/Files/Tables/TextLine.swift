/// Numbers as text with a fixed number of decimals, appended to a line of bytes: no locale, no allocation per number.
package struct TextLine {
  /// The text, as UTF-8.
  package private(set) var bytes: [UInt8] = []

  /// Empty, with room for so many bytes.
  package init(capacity: Int = 512) { bytes.reserveCapacity(capacity) }

  /// Forgets the text, keeps the memory.
  package mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// Text as it is.
  package mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Bytes as they are.
  package mutating func add(_ more: ArraySlice<UInt8>) { bytes.append(contentsOf: more) }

  /// A byte as it is.
  package mutating func add(byte: UInt8) { bytes.append(byte) }

  /// The next field of a row; nothing before the first.
  package mutating func comma() { bytes.append(UInt8(ascii: ",")) }

  /// Ends the row.
  package mutating func newline() { bytes.append(UInt8(ascii: "\n")) }

  /// A whole number.
  package mutating func add(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    addDigits(value.magnitude, least: 1)
  }

  /// Rounds half away from zero; an unknown, infinite or not-a-number value stays empty.
  package mutating func add(_ value: Double?, decimals: Int) {
    guard let value, value.isFinite else { return }
    var scale: UInt = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value.magnitude * Double(scale)).rounded()
    guard scaled < 1e18 else { return }
    let whole = UInt(scaled)
    if value < 0 && whole > 0 { bytes.append(UInt8(ascii: "-")) }
    addDigits(whole / scale, least: 1)
    guard decimals > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    addDigits(whole % scale, least: decimals)
  }

  /// A number alone, for text that is put together otherwise.
  package static func number(_ value: Double?, decimals: Int) -> String {
    var line = TextLine(capacity: 24)
    line.add(value, decimals: decimals)
    return String(decoding: line.bytes, as: UTF8.self)
  }

  /// The same for single precision.
  package mutating func add(_ value: Float?, decimals: Int) { add(value.map(Double.init), decimals: decimals) }

  private mutating func addDigits(_ value: UInt, least: Int) {
    var digits = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
    var rest = value
    var place = 20
    while rest > 0 || 20 - place < least {
      place -= 1
      digits[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    for index in place..<20 { bytes.append(digits[index]) }
  }
}
