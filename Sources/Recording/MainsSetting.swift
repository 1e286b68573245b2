import EMGUnits

/// What to do about mains hum.
public enum MainsSetting: Sendable, Hashable {
  /// Find 50 or 60 Hz in the signal.
  case automatic
  /// Remove nothing.
  case off
  /// Remove 50 Hz and its harmonics.
  case hertz50
  /// Remove 60 Hz and its harmonics.
  case hertz60

  /// The fundamental to remove; nil for `automatic` and `off`.
  public var frequency: Hertz? {
    switch self {
    case .automatic, .off: nil
    case .hertz50: 50
    case .hertz60: 60
    }
  }
}
