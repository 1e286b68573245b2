import Glibc

/// What a trend over weeks is of: scales that mean the same on every day but for the place of the electrodes.
public enum TrendMeasure: String, Sendable, Hashable, CaseIterable {
  /// Level of the glute against the hamstring's.
  case level
  /// The glute as part of its own maximum.
  case maximum

  /// In dB; nil where the session does not know it.
  public func decibels(_ point: TrendPoint) -> Double? {
    switch self {
    case .level: point.levelDifferenceDb
    case .maximum: point.gluteOfMaximum.flatMap { $0 > 0 ? 20 * log10($0) : nil }
    }
  }

  /// `level of the glute against the hamstring`.
  public var name: String {
    switch self {
    case .level: "level of the glute against the hamstring"
    case .maximum: "glute in % of its maximum"
    }
  }

  /// A level as people read it: `−12.3 dB`, `8.1 %`.
  public func text(_ decibels: Double) -> String {
    switch self {
    case .level: "\(number(decibels)) dB"
    case .maximum: "\(number(decibels)) %"
    }
  }

  /// The same without its unit.
  func number(_ decibels: Double) -> String {
    switch self {
    case .level: decibels.decimals(1)
    case .maximum: (100 * pow(10, decibels / 20)).decimals(decibels < -20 ? 1 : 0)
    }
  }

  /// How many muscles' electrodes enter, which are put on anew every day.
  var muscles: Int {
    switch self {
    case .level: 2
    case .maximum: 1
    }
  }
}
