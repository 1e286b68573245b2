/// A frequency or a sample rate, in hertz.
public struct Hertz: Sendable, Hashable, Comparable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// The number of cycles (or samples) per second.
  public var value: Double

  /// Wraps a number of cycles per second; nothing is checked here.
  @inlinable @_noLocks public init(_ value: Double) { self.value = value }

  /// A literal such as `30.5`.
  public init(floatLiteral value: Double) { self.value = value }

  /// A literal such as `48_000`.
  public init(integerLiteral value: Int) { self.value = Double(value) }

  /// Orders by frequency.
  public static func < (a: Hertz, b: Hertz) -> Bool { a.value < b.value }
}

extension Hertz: CustomStringConvertible {
  /// Whole numbers without a fraction: `30 Hz`, `2004.5 Hz`.
  public var description: String {
    if let whole = Int(exactly: value) { return "\(whole) Hz" }
    return "\(value) Hz"
  }
}
