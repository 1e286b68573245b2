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
