import EMGUnits

/// What to do about mains hum.
public enum MainsSetting: Sendable, Hashable, CaseIterable {
  /// Find 50 or 60 Hz in the signal.
  case automatic
  /// Remove 50 Hz and its harmonics.
  case hertz50
  /// Remove 60 Hz and its harmonics.
  case hertz60
  /// Remove nothing.
  case off

  /// The fundamental to remove; nil for `automatic` and `off`.
  public var frequency: Hertz? {
    switch self {
    case .automatic, .off: nil
    case .hertz50: 50
    case .hertz60: 60
    }
  }
}

extension MainsSetting {
  /// 50 or 60 to look only there, 0 to find it, nil to leave it in.
  public var hertzToLookFor: Int? {
    switch self {
    case .automatic: 0
    case .off: nil
    case .hertz50: 50
    case .hertz60: 60
    }
  }

  /// Reads the name; nil for any other word.
  public init?(name: String) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// As settings and results name it.
  public var name: String {
    switch self {
    case .automatic: "auto"
    case .off: "off"
    case .hertz50: "50"
    case .hertz60: "60"
    }
  }
}
