import EMGUnits
import RealtimeSupport

/// What came of holding a stride against the aim.
package struct AimOutcome: BitwiseCopyable {
  /// What it was held against, in the aim's own unit; nil when it was not.
  package var level: Float?
  /// Whether it was reached; nil when that cannot be told.
  package var isMet: Bool?

  @_noLocks
  package init(level: Float? = nil, isMet: Bool? = nil) {
    self.level = level
    self.isMet = isMet
  }
}

/// Holds the strides of one leg against the aim.
///
/// The unit of `maximum`, `drill` and `grow` is the glute's maximal contraction, or its easy run where no maximum is known;
/// of `share` a share; of `other-leg` the other leg's glute. A silent stride meets no aim. `maximum`, `drill` and `grow` are
/// about running: strides in walking are not held against them.
package struct AimJudge: ~Copyable {
  private let aim: Aim?
  private let tuning: AimTuning
  /// What makes a level of the glute 1; nil when neither a maximum nor an easy run is known.
  private let unit: Float?
  private let maxima: (glute: Float?, hamstring: Float?)
  private let drillLevel: Float?
  private var growing: GrowingAim
  /// Levels of this leg's latest strides in which the glute worked, for the other leg to be held against.
  private let latest: FixedBuffer<Float>
  private let scratch: FixedBuffer<Float>
  private var seen = 0
  /// The same of the other leg, as a median; nil while it is not known.
  package var otherLevel: Float?
  /// Both legs' maxima are known, so that each counts in parts of its own.
  package var comparesMaxima = false

  /// `known` are the maxima of the leg, which may be known without an easy run.
  package init(_ aim: Aim?, _ profile: LegProfile?, maxima known: [Muscle: Float], tuning: AimTuning) {
    self.aim = aim
    self.tuning = tuning
    maxima = (known[.gluteusMaximus], known[.hamstrings])
    unit = known[.gluteusMaximus] ?? profile.flatMap(AimScale.unit)
    let scale = profile.flatMap { AimScale($0) }
    drillLevel = if case .drill(let part)? = aim { scale?.level(ofDrill: part) } else { nil }
    growing = GrowingAim(
      start: profile?.aimLevel.map { Float($0) }, ceiling: scale?.ceiling(unbounded: tuning.unboundedCeiling) ?? 1,
      tuning: tuning)
    latest = FixedBuffer(repeating: 0, count: max(1, Int(tuning.otherStrides)))
    scratch = FixedBuffer(repeating: 0, count: max(1, Int(tuning.otherStrides)))
  }

  /// The level against the maximal contraction; nil where either is not known.
  @_noLocks
  package func ofMaximum(_ levels: StrideLevels) -> (glute: Float?, hamstring: Float?) {
    (Self.part(levels.glute, of: maxima.glute), Self.part(levels.hamstring, of: maxima.hamstring))
  }

  /// Where the next session with `grow` begins; nil with another aim or none.
  package var levelToKeep: Float? {
    if case .grow? = aim { growing.levelToKeep } else { nil }
  }

  /// The median of this leg's latest strides, for the other; nil while there are too few.
  @_noLocks
  package func ownLevel() -> Float? {
    let count = min(seen, latest.count)
    guard count >= Int(tuning.otherLeast) else { return nil }
    var i = 0
    while i < count {
      scratch[i] = latest[i]
      i += 1
    }
    return realtimeQuantile(scratch.pointer, count: count, fraction: 0.5)
  }

  /// Holds the next stride against the aim.
  @_noLocks
  package mutating func judge(_ decision: Decision, isRunning: Bool) -> AimOutcome {
    guard let aim, !(decision.verdict == .unusable) else { return AimOutcome() }
    let isSilent = decision.verdict == .silent
    noteOwn(decision, isSilent: isSilent)
    switch aim {
    case .maximum(let level):
      return isRunning ? outcome(ofMaximum(decision.levels).glute, level, isSilent) : AimOutcome()
    case .share(let level):
      return outcome(share(decision), level, isSilent)
    case .otherLeg(let level):
      guard let otherLevel, otherLevel > 0 else { return AimOutcome() }
      return outcome(Self.part(compared(decision.levels), of: otherLevel), level, isSilent)
    case .drill:
      guard isRunning, let drillLevel else { return AimOutcome() }
      return outcome(Self.part(decision.levels.glute, of: unit), drillLevel, isSilent)
    case .grow:
      return isRunning ? grow(decision, isSilent) : AimOutcome()
    }
  }

  @_noLocks
  private mutating func grow(_ decision: Decision, _ isSilent: Bool) -> AimOutcome {
    let value = Self.part(decision.levels.glute, of: unit)
    guard isSilent || value != nil else { return AimOutcome() }
    let level = growing.level
    return AimOutcome(level: level, isMet: growing.add(isSilent ? nil : value))
  }

  @_noLocks
  private func outcome(_ value: Float?, _ level: Float, _ isSilent: Bool) -> AimOutcome {
    if isSilent { return AimOutcome(level: level, isMet: false) }
    guard let value else { return AimOutcome() }
    return AimOutcome(level: level, isMet: value >= level)
  }

  @_noLocks
  private mutating func noteOwn(_ decision: Decision, isSilent: Bool) {
    guard !isSilent, let level = compared(decision.levels) else { return }
    latest[seen % latest.count] = level
    seen += 1
  }

  /// What is compared between legs.
  @_noLocks
  private func compared(_ levels: StrideLevels) -> Float? {
    comparesMaxima ? ofMaximum(levels).glute : levels.glute
  }

  /// The glute's part of both: of their maxima where both are known, else of their references.
  @_noLocks
  private func share(_ decision: Decision) -> Float? {
    if maxima.glute != nil && maxima.hamstring != nil {
      let parts = ofMaximum(decision.levels)
      return Self.share(parts.glute, parts.hamstring)
    }
    return Self.share(decision.glute, decision.hamstring)
  }

  @_noLocks
  private static func share(_ glute: Float?, _ hamstring: Float?) -> Float? {
    guard let glute, let hamstring, glute + hamstring > 0 else { return nil }
    return glute / (glute + hamstring)
  }

  @_noLocks
  private static func part(_ value: Float?, of whole: Float?) -> Float? {
    guard let value, let whole, whole > 0 else { return nil }
    return value / whole
  }
}

/// The levels of a leg's profile in the unit of aims.
struct AimScale {
  private let unit: Float
  private let easyRun: Float
  private let drill: Float?
  private let hasMaximum: Bool

  /// Nil where neither a maximum nor an easy run of the glute is known.
  init?(_ profile: LegProfile) {
    guard let unit = Self.unit(profile), let easyRun = profile.muscles[.gluteusMaximus]?.amplitude else { return nil }
    self.unit = unit
    self.easyRun = easyRun
    drill = profile.drill?.amplitudes[.gluteusMaximus]
    hasMaximum = profile.maxima[.gluteusMaximus] != nil
  }

  /// The amplitude that counts as 1.
  static func unit(_ profile: LegProfile) -> Float? {
    profile.maxima[.gluteusMaximus] ?? profile.muscles[.gluteusMaximus]?.amplitude
  }

  /// The drill reached more than the easy run.
  var drillExceedsRun: Bool { (drill ?? 0) > easyRun }

  /// A part of the way from the easy run to the drill; nil without a drill that reached more.
  func level(ofDrill part: Float) -> Float? {
    guard let drill, drillExceedsRun else { return nil }
    return (easyRun + part * (drill - easyRun)) / unit
  }

  /// What `grow` stops at: the drill, else the maximum, else `unbounded`.
  func ceiling(unbounded: Float) -> Float {
    if let drill, drillExceedsRun { return drill / unit }
    return hasMaximum ? 1 : unbounded
  }
}
