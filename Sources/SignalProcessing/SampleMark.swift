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
}
