/// The one way from a floating-point number to a whole one where the number may be anything, such as one read from a file
/// or an option: it never traps.
extension Int {
  /// The largest magnitude that `init(bounded:)` gives, 2⁵³: up to there every whole number is a `Double` too, and the sum
  /// of two, or a product with up to a thousand, is still far within `Int`.
  public static let largestBounded = 1 << 53

  /// `value` without its fraction, as `Int(value)` gives it; ±2⁵³ for what lies beyond, infinity included, and 0 for NaN.
  @inlinable @inline(__always)
  public init(bounded value: Double) {
    // NaN is neither above nor below anything
    if value > -0x1p53 && value < 0x1p53 {
      self = Int(value)
    } else if value >= 0x1p53 {
      self = 1 << 53
    } else {
      self = value <= -0x1p53 ? -(1 << 53) : 0
    }
  }

  /// The same for single precision.
  @inlinable @inline(__always)
  public init(bounded value: Float) { self.init(bounded: Double(value)) }
}

/// A number in a JSON text that is beyond anything measured or counted. Sums of a few numbers within ±10¹⁵ are safe in every
/// type that they are read into.
public struct ImmenseNumber: CustomStringConvertible {
  private static let most = 1e15

  /// As it is written.
  public let description: String

  /// The first in a text; nil when every number is sane, or the text is no JSON.
  public init?(inJSON bytes: [UInt8]) {
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""): place = Self.end(ofString: place, bytes)
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        let end = bytes[place...].firstIndex { !Self.isOfNumber($0) } ?? bytes.count
        let text = String(decoding: bytes[place..<end], as: UTF8.self)
        if let number = Double(text), !(number.magnitude < Self.most) {
          description = text
          return
        }
        place = end
      default: place += 1
      }
    }
    return nil
  }

  /// The place behind the closing quotation mark.
  private static func end(ofString start: Int, _ bytes: [UInt8]) -> Int {
    var place = start + 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return place + 1
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
