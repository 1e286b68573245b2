import GaitAnalysis
import RealtimeSupport

/// What all strides of a leg say together about its electrodes.
public struct LegEvidence: Sendable, Hashable {
  /// Amplitude of the hamstring at the glute's electrode, against what it is at its own; nil before it was measured.
  public var crosstalk: Float?
  /// Level of the glute against the hamstring in dB, geometric mean over strides; nil without both.
  public var level: Float?
  /// How well both muscles' average strides fit people's, as mapped and exchanged; nil before a rhythm was found.
  public var patternFit: PatternFit?
  /// Silent strides in which nothing proved that the glute's electrode is alive.
  public var unprovenStrides = 0
  /// Strides that were silent before there was a reference: the glute did not rise above its own rest.
  public var restingStrides = 0
  /// More than half of the strides were silent, with or without a reference.
  public var isMostlySilent = false
  let tuning: CoreTuning

  package init(
    crosstalk: Float?, level: Float?, patternFit: PatternFit?, unprovenStrides: Int = 0, restingStrides: Int = 0,
    isMostlySilent: Bool = false, tuning: CoreTuning
  ) {
    self.crosstalk = crosstalk
    self.level = level
    self.patternFit = patternFit
    self.unprovenStrides = unprovenStrides
    self.restingStrides = restingStrides
    self.isMostlySilent = isMostlySilent
    self.tuning = tuning
  }

  /// Which channel carries which muscle, as far as the signals show it.
  public enum Order: String, Sendable, Hashable {
    /// As mapped.
    case mapped
    /// The signals do not show it.
    case unclear
    /// The other way round.
    case exchanged
  }

  /// Nil while there is too little to tell by.
  public var order: Order? {
    guard let level, let patternFit else { return nil }
    let score = tuning.evidence.orderWeight * Float(patternFit.own - patternFit.crossed) - level
    if score < -tuning.evidence.orderSure { return .exchanged }
    return score > tuning.evidence.orderSure ? .mapped : .unclear
  }

  /// Crosstalk is worth telling.
  public var hasCrosstalk: Bool { (crosstalk ?? 0) >= tuning.activity.crosstalkTold }

  /// The glute's level is far below people's.
  public var isFaint: Bool { (level ?? 0) < tuning.evidence.faintLevel }
}

/// Sums over a leg's strides.
package struct LegTally: BitwiseCopyable {
  /// The first few strides make the first fit of the crosstalk.
  private static var passed: Int { @_noLocks get { 3 } }
  private var strides = 0
  private var crosstalk: Float = 0
  private var levels = 0
  private var logLevel: Float = 0
  package private(set) var unproven = 0
  package private(set) var resting = 0
  private var silent = 0
  private var complete = 0

  package init() {}

  /// Takes one stride's crosstalk.
  @_noLocks
  package mutating func add(crosstalk part: Float) {
    strides += 1
    if strides > Self.passed { crosstalk += part }
  }

  /// Takes a complete stride: its level, unless something is wrong with it, and what silence it has.
  @_noLocks
  package mutating func add(_ stride: StrideFlags, glute: Float?, hamstring: Float?) {
    if stride.unproven { unproven += 1 }
    guard stride.glute.rawValue == 0, stride.hamstring.rawValue == 0, !stride.gap, !stride.inferred, let glute,
      let hamstring,
      glute > 0, hamstring > 0
    else { return }
    levels += 1
    logLevel += realtimeLog(glute / hamstring)
  }

  /// Counts a complete stride's verdict.
  @_noLocks
  package mutating func add(isSilent: Bool) {
    complete += 1
    if isSilent { silent += 1 }
  }

  /// More than half of the complete strides were silent.
  package var isMostlySilent: Bool { 2 * silent > complete }

  /// A stride was silent before there was a reference.
  @_noLocks
  package mutating func addResting() { resting += 1 }

  /// nil before it is known.
  package var meanCrosstalk: Float? { strides > Self.passed ? crosstalk / Float(strides - Self.passed) : nil }

  /// In dB; nil without a stride.
  package var meanLevel: Float? { levels > 0 ? 8.686 * logLevel / Float(levels) : nil }
}
