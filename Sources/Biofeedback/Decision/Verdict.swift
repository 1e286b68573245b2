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

  /// Spelt out, since the comparison of raw values that the compiler would write is not fit for the real-time path.
  @_noLocks
  public static func == (a: Verdict, b: Verdict) -> Bool {
    switch (a, b) {
    case (.firing, .firing), (.weak, .weak), (.silent, .silent), (.unusable, .unusable), (.baseline, .baseline): true
    default: false
    }
  }
}
