/// What was wrong with the raw samples behind one core-rate sample.
public struct SampleMark: OptionSet, Sendable, Hashable, BitwiseCopyable {
  /// The bits.
  public let rawValue: UInt8
  /// Wraps the bits.
  @_noLocks public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// At the end of the converter's range (≥ 99.95 % of full scale).
  public static var clipped: SampleMark { @_noLocks get { SampleMark(rawValue: 1) } }
  /// Not a number, infinite, or beyond 16 times full scale; replaced by 0.
  public static var invalid: SampleMark { @_noLocks get { SampleMark(rawValue: 2) } }
  /// Lost by the device: there was no sample. Says so alone: such a sample is neither clipped nor invalid.
  public static var missing: SampleMark { @_noLocks get { SampleMark(rawValue: 4) } }

  /// The bits that any of `count` marks has.
  @_noLocks
  static func any(_ marks: UnsafePointer<UInt8>, count: Int) -> UInt8 {
    let bytes = UnsafeRawPointer(marks)
    var sixteen = SIMD16<UInt8>(repeating: 0)
    var i = 0
    while i &+ 16 <= count {
      sixteen |= bytes.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
      i &+= 16
    }
    let four = unsafeBitCast(sixteen, to: SIMD4<UInt32>.self)
    let one = four[0] | four[1] | four[2] | four[3]
    var any = UInt8(truncatingIfNeeded: one | one >> 8 | one >> 16 | one >> 24)
    while i < count {
      any |= marks[i]
      i &+= 1
    }
    return any
  }
}
