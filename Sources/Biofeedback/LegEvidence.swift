import GaitAnalysis
import RealtimeSupport

/// What all strides of a leg say together about its electrodes.
public struct LegEvidence: Sendable, Hashable {
  /// Amplitude of the hamstring at the glute's electrode, against what it is at its own; nil before it was measured.
  public var crosstalk: Float?
  /// How well both muscles' average strides fit people's, as mapped and exchanged; nil before a rhythm was found.
  public var patternFit: PatternFit?
}

/// The mean crosstalk over the strides, the first few left out: they make the first fit.
struct CrosstalkTally: BitwiseCopyable {
  private static var passed: Int { @_noLocks get { 3 } }
  private var strides = 0
  private var sum: Float = 0

  init() {}

  @_noLocks
  mutating func add(_ part: Float) {
    strides += 1
    if strides > Self.passed { sum += part }
  }

  /// nil before it is known.
  var mean: Float? { strides > Self.passed ? sum / Float(strides - Self.passed) : nil }
}
