/// What a trial must keep to.
public enum TrialLimits {
  /// Samples at the end of the range, percent: a clipped maximum reads too low.
  static let mostClippedPercent = 0.2
  /// Raw signal against the EMG in it: on the skin motion adds at most as much again, off it everything is hum and swings.
  static let mostRawFactor = 6.0
  /// Raw level of an electrode that is off, full scale = 1.
  static let mostRaw = 0.08
  /// −120 dB of full scale.
  static let deadBelow = 1e-6
  /// Level before the start tone against the noise floor.
  static let mostQuietFactor = 4.0
  /// Level of the contraction against the noise floor (14 dB).
  static let leastRiseFactor = 5.0
  /// Below this a channel shows no sign of a contraction at all.
  static let leastSign = 1.5
  /// Share of the trial that must be held.
  static let leastHeldShare = 0.6
  /// Share of windows with jolts above which a trial does not count.
  static let mostJoltShare = 0.5
  /// The muscle wanted stayed below this part of its best so far, while the other reached `otherAbove` of its own.
  static let wrongBelow = 0.45
  static let otherAbove = 0.65
  /// The two best trials of a step may differ by so much, percent of the better: over 500 ms EMG scatters by 6 % by itself
  /// (St-Amant et al. 1998), people's maximal efforts by about as much again, and the difference of two such numbers by
  /// 1.4 times that: 20 % is 1.7 standard deviations of honest trials.
  public static let mostDisagreementPercent = 20.0
  /// Trials beyond those wanted before a step is given up.
  static let mostExtraTrials = 3
  /// In a squeeze test, the part of its best that a channel may show in the other muscle's contraction.
  static let mostCrossed = 0.7
  /// Correlation of the two channels above which they share a signal.
  static let mostShared = 0.6
  /// Squeezes of one test may differ by this factor: CV 10 % within a day makes it 3.3 standard deviations of honest pairs.
  static let mostUneven = 1.6
  /// Good strides that make an in-task reference.
  static let leastStrides = 20
  /// Easy running above this part of a maximal contraction: the contraction was not maximal. Of 50 simulated people the honest ones lie at 22–46 %.
  static let mostRunShare = 0.65
}
