import EMGUnits

/// The power spectrum of surface EMG: f² / ((f² + low²)(f² + high²)²).
///
/// Source: Shwedyk, Balasubramanian & Scott 1977, IEEE Trans Biomed Eng 24:417; corners of 60 and 120 Hz as in
/// Farina & Merletti 2000, J Electromyogr Kinesiol 10:337. As made here, up to 920 Hz, its
/// median frequency is 94 Hz at 60 and 120 Hz, and scales with the corners; 94 % of its power lies in 30–450 Hz.
public struct EMGSpectrum: Sendable, Hashable {
  /// Corner of the rise.
  public var low: Hertz
  /// Corner of the fall (40 dB per decade beyond it).
  public var high: Hertz

  /// Joins two corners; `SimulationPlan.validate()` checks them.
  public init(low: Hertz, high: Hertz) {
    self.low = low
    self.high = high
  }

  /// 60 and 120 Hz: median frequency 94 Hz, peak at 65 Hz.
  public static let typical = EMGSpectrum(low: 60, high: 120)
  /// 70 and 140 Hz: median frequency 109 Hz, for thin skin over the muscle.
  public static let thinSkin = EMGSpectrum(low: 70, high: 140)
  /// 40 and 80 Hz: median frequency 63 Hz, for fat over the muscle, which passes high frequencies badly. The glutes of
  /// the Santuz running and walking recordings have median frequencies of 47 and 59 Hz within 30–450 Hz.
  public static let underFat = EMGSpectrum(low: 40, high: 80)
}
