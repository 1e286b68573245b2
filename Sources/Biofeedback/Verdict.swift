/// What a stride's glute did, as measured; not a diagnosis.
public enum Verdict: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  /// The glute worked about as much as in its reference.
  case firing
  /// The glute has worked clearly less than in its reference for several strides.
  case weak
  /// The glute worked far less than in its reference in this stride.
  case silent
  /// Something was wrong with the signal; `StrideFlags` say what.
  case unusable
  /// There is no reference to judge by yet.
  case baseline
}
