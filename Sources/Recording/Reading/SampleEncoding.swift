/// How each sample is stored in a recording.
public enum SampleEncoding: String, Sendable, Hashable, CaseIterable {
  /// 16-bit integers.
  case int16
  /// 24-bit integers.
  case int24
  /// 32-bit integers.
  case int32
  /// 32-bit floats, full scale ±1.
  case float32
  /// 64-bit floats, full scale ±1. Read only: rounded to 32 bits.
  case float64

  /// Bytes per sample in an uncompressed file.
  public var byteCount: Int {
    switch self {
    case .int16: 2
    case .int24: 3
    case .int32, .float32: 4
    case .float64: 8
    }
  }

  /// The type that holds a sample without loss (for `.float64`: the closest there is).
  public var nativeKind: SampleKind {
    switch self {
    case .int16: .int16
    case .int24, .int32: .int32
    case .float32, .float64: .float
    }
  }
}

extension SampleEncoding: CustomStringConvertible {
  /// `16-bit integer`, `32-bit float`, …
  public var description: String {
    switch self {
    case .int16: "16-bit integer"
    case .int24: "24-bit integer"
    case .int32: "32-bit integer"
    case .float32: "32-bit float"
    case .float64: "64-bit float"
    }
  }
}
