/// The type of a sample in memory; tells which `read` and which `write` to call.
public enum SampleKind: Sendable, Hashable, CaseIterable {
  /// `Int16`: 16-bit files.
  case int16
  /// `Int32`, left-justified (full scale is 2³¹ whatever the file's depth): 24- and 32-bit files.
  case int32
  /// `Float`, full scale ±1: float files.
  case float

  /// Whether samples of this kind, read from a file with `encoding`, are the file's own values:
  /// integers never come from floats, and an integer is never narrowed. Any file may be read as `Float`,
  /// which is exact up to 24 bits and rounds beyond.
  package func canRead(_ encoding: SampleEncoding) -> Bool {
    switch self {
    case .int16: encoding == .int16
    case .int32: encoding.nativeKind != .float
    case .float: true
    }
  }

  /// Whether samples of this kind fit into a file with `encoding`.
  package func canWrite(_ encoding: SampleEncoding) -> Bool {
    switch self {
    case .int16: encoding.nativeKind != .float
    case .int32: encoding == .int24 || encoding == .int32
    case .float: encoding.nativeKind == .float
    }
  }
}

extension SampleKind: CustomStringConvertible {
  /// `16-bit integers`, `32-bit integers`, `floats`.
  public var description: String {
    switch self {
    case .int16: "16-bit integers"
    case .int32: "32-bit integers"
    case .float: "floats"
    }
  }
}
