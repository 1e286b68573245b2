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
      let question = NearestName(among: Kind.allCases.map(\.rawValue)).question(parts[0])
      throw ConfigurationError("“\(text.visible())” is not an aim.\(question) Aims: \(allowed).")
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

extension Aim {
  /// Checks that everything is there that the aim needs.
  ///
  /// - Throws: `ConfigurationError` with what is missing and the command that makes it.
  func check(profile: RunnerProfile?, legs: [Side?]) throws(ConfigurationError) {
    switch self {
    case .share:
      return
    case .otherLeg:
      guard legs.count == 2 else {
        throw ConfigurationError(
          "The aim \(self) needs two legs, but one is recorded. Put electrodes on both and name them: --map "
            + "left-glute=1,left-hamstring=2,right-glute=3,right-hamstring=4.")
      }
    case .maximum, .drill, .grow:
      guard let profile else { throw ConfigurationError("The aim \(self) needs a profile. \(Self.makeOne)") }
      for leg in legs { try check(profile, leg) }
    }
  }

  private static let makeOne =
    "`glutecue calibrate` makes one; then give it with --profile calibration/profile.json."

  private func check(_ profile: RunnerProfile, _ leg: Side?) throws(ConfigurationError) {
    let name = leg.map { " of the \($0.rawValue) leg" } ?? ""
    if case .maximum = self {
      guard profile.maxima(of: leg)[.gluteusMaximus] == nil else { return }
      throw ConfigurationError(
        "The aim \(self) needs a maximal contraction of the glute\(name); \(profile.name) holds none. \(Self.makeOne)")
    }
    guard let run = profile.legs.first(where: { $0.leg == leg }), let scale = AimScale(run) else {
      throw ConfigurationError(
        "The aim \(self) needs a profile with an easy run\(name); \(profile.name) holds none. \(Self.makeOne)")
    }
    guard case .drill = self else { return }
    guard let drill = run.drill?.amplitudes[.gluteusMaximus] else {
      throw ConfigurationError(
        "The aim \(self) needs the drill\(name), half a minute of running with the pelvis tucked and the glute squeezed; "
          + "\(profile.name) holds none. \(Self.makeOne)")
    }
    guard scale.drillExceedsRun else {
      let percent = run.muscles[.gluteusMaximus].map { Int(bounded: Double(100 * drill / $0.amplitude)) } ?? 0
      throw ConfigurationError(
        "In \(profile.name) the drill\(name) reached \(percent) % of the easy run, so there is no way from one to the other. "
          + "Calibrate again with more squeeze in the drill, or use --aim grow.")
    }
  }
}

extension RunnerProfile {
  /// The maxima of glute and hamstring of a leg, with or without an easy run.
  package func maxima(of leg: Side?) -> [Muscle: Float] {
    var found = legs.first { $0.leg == leg }?.maxima ?? [:]
    for muscle in [Muscle.gluteusMaximus, .hamstrings] where found[muscle] == nil {
      found[muscle] = maxima[ChannelRole(.muscle(muscle), side: leg)] ?? maxima[ChannelRole(.muscle(muscle))]
    }
    return found
  }

  /// The glute's maximum is known on each of the legs.
  func hasGluteMaxima(_ legs: [Side?]) -> Bool { legs.allSatisfy { maxima(of: $0)[.gluteusMaximus] != nil } }
}
