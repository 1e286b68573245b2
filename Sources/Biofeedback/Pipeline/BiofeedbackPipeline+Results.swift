import EMGUnits
import GaitAnalysis
import SignalProcessing

/// What can be asked while a pipeline runs, and at its end.
extension BiofeedbackPipeline {
  /// Good strides that make a reference.
  public static var referenceStrides: Int { BaselineLearner.wanted }

  /// Good strides that make a reference of a recording that ends sooner.
  public static var leastReferenceStrides: Int { BaselineLearner.fewest }

  /// The number of legs.
  public var legCount: Int { legs.count }

  /// What activation is measured against on a leg, by gait and muscle; nil while there is no reference or no channel.
  public func reference(leg index: Int, _ gait: Gait, _ muscle: Muscle) -> MuscleReference? {
    legs[index].judge.references.isKnown(gait) && legs[index].channels.row(muscle) >= 0
      ? legs[index].judge.references.muscle(muscle, gait) : nil
  }

  /// What all strides of a leg say together about its electrodes.
  public func evidence(leg index: Int) -> LegEvidence { legs[index].evidence }

  /// The legs that a map speaks of, in order; without a side when it names none.
  public static func sides(of map: ChannelMap) -> [Side?] { LegChannels.legs(of: map).map(\.leg) }

  /// The row of `chain` that carries a muscle of a leg; −1 where nothing is recorded.
  public func envelopeRow(leg index: Int, _ muscle: Muscle) -> Int { legs[index].channels.row(muscle) }

  /// Where the next session with the aim `grow` begins on a leg; nil with another aim, or none.
  public func aimLevelToKeep(leg index: Int) -> Float? { legs[index].judge.aims.levelToKeep }

  /// Which leg is number `index`; nil when the map does not say.
  public func side(leg index: Int) -> Side? { legs[index].channels.leg }

  /// What activation 1 of a gait is beside a profile; nil without one, and while that has not been found out.
  public func basis(leg index: Int, _ gait: Gait) -> LevelBasis? { legs[index].judge.references.basis(gait) }

  /// What this session has learned about a leg's running, for a profile; nil without a reference of its own.
  public func learnedProfile(leg index: Int) -> LegProfile? { legs[index].learnedProfile }

  /// Strides that the reference of a gait was learned from; 0 while there is none.
  public func referenceStrides(leg index: Int, _ gait: Gait) -> Int {
    legs[index].judge.references.gaits[gait.place].strides
  }

  /// Frames from the beginning of a gap to its `fault` cue.
  public static func framesUntilGapFault(rate: Hertz) -> Int { GapWatch.patienceFrames(rate: rate.value) }

  /// Gaps so far.
  public var gapCount: Int { gapWatch.gaps }

  /// Seconds of input lost so far.
  public var lostSeconds: Double { Double(gapWatch.lostFrames) / inputRate }
}
