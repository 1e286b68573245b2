import EMGUnits

/// What a runner holds each stride against: more than the verdicts, which only tell whether the glute works as it did.
///
/// Written `KIND:PERCENT`, as `maximum:15%`; `grow` has no number. All values are fractions.
public enum Aim: Sendable, Hashable, BitwiseCopyable {
  /// The glute's level in its window reaches this part of its own maximal contraction.
  case maximum(Float)
  /// The glute's part of glute and hamstring, each in parts of its maximal contraction where both are known.
  case share(Float)
  /// The glute reaches this part of the other leg's, by the running median.
  case otherLeg(Float)
  /// This part of the way from the easy run to what the drill of the calibration reached.
  case drill(Float)
  /// What most of the runner's own strides reach, a little more whenever that is met often enough.
  case grow

  /// What comes before the number.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case maximum, share
    case otherLeg = "other-leg"
    case drill, grow

    /// Percent that make sense; nil for a kind without a number.
    var percent: ClosedRange<Double>? {
      switch self {
      case .maximum: 1...150
      case .share: 1...95
      case .otherLeg: 10...150
      case .drill: 5...150
      case .grow: nil
      }
    }

    /// As it is written: `maximum:15%`.
    var example: String {
      switch self {
      case .maximum: "maximum:15%"
      case .share: "share:45%"
      case .otherLeg: "other-leg:80%"
      case .drill: "drill:50%"
      case .grow: "grow"
      }
    }
  }

  /// What may be written.
  public static let allowed = Kind.allCases.map(\.example).joined(separator: ", ") + " or none"

  /// What comes before the number.
  public var kind: Kind {
    switch self {
    case .maximum: .maximum
    case .share: .share
    case .otherLeg: .otherLeg
    case .drill: .drill
    case .grow: .grow
    }
  }

  /// The number, as a fraction; nil for `grow`.
  public var value: Float? {
    switch self {
    case .maximum(let value), .share(let value), .otherLeg(let value), .drill(let value): value
    case .grow: nil
    }
  }

  /// Reads an aim as it is written; nil for `none`.
  ///
  /// - Throws: `ConfigurationError` for an unknown kind, a number that is missing, out of range or none.
  public static func parsing(_ text: String) throws(ConfigurationError) -> Aim? {
    guard text != "none" else { return nil }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let kind = Kind(rawValue: parts[0]) else {
      throw ConfigurationError("“\(text.visible())” is no aim. Aims: \(allowed).")
    }
    guard let range = kind.percent else {
      guard parts.count == 1 else {
        throw ConfigurationError("The aim \(kind.rawValue) finds its level by itself and takes no number.")
      }
      return .grow
    }
    let number = parts.count == 2 ? parts[1] : ""
    let digits = number.hasSuffix("%") ? String(number.dropLast()) : number
    guard digits.allSatisfy({ "0123456789.".contains($0) }), let percent = Double(digits), range.contains(percent)
    else {
      let found = number.isEmpty ? "no number" : "“\(number.visible())”"
      throw ConfigurationError(
        "The aim \(kind.rawValue) has \(found). Expected: a percentage from \(Int(range.lowerBound))% to "
          + "\(Int(range.upperBound))%, such as \(kind.example).")
    }
    let value = Float(percent / 100)
    switch kind {
    case .maximum: return .maximum(value)
    case .share: return .share(value)
    case .otherLeg: return .otherLeg(value)
    case .drill: return .drill(value)
    case .grow: return .grow
    }
  }
}

extension Aim: CustomStringConvertible {
  /// As it is written: `maximum:15%`.
  public var description: String {
    guard let value else { return kind.rawValue }
    let tenths = (Double(value) * 1000).rounded() / 10
    return "\(kind.rawValue):\(Int(exactly: tenths).map { "\($0)" } ?? "\(tenths)")%"
  }
}
