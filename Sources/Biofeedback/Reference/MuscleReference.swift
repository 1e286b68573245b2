import GaitAnalysis

/// What a muscle's activation is measured against.
public struct MuscleReference: Sendable, Hashable, BitwiseCopyable, Codable {
  /// The muscle's activity window.
  public var window: ActivityWindow
  /// The amplitude in the EMG band that counts as 1, in units of full scale, noise taken off.
  public var amplitude: Float
  /// Power of the noise floor in the EMG band, full scale squared.
  public var noisePower: Float
  /// Power of the signal as it came, constant part not counted: what a stride holds while the electrode is on.
  public var rawPower: Float
  /// Power of movement (below about 20 Hz) in a stride, full scale squared; 0 where it is not known.
  public var movementPower: Float
  /// Amplitude above movement (`WorkFilter`) that counts as activation 1, noise taken off.
  public var workAmplitude: Float
  /// Power of the noise floor above movement.
  public var workNoise: Float

  /// What `WorkFilter` leaves of EMG, as amplitude, for references that were kept before it was measured. Medians of the
  /// recordings of 14 people: glute 0.6 (0.3–1.0), hamstring 0.9 (0.6–1.15).
  static var usualWorkGain: Float { @_noLocks get { 0.75 } }

  /// Joins the values; what a profile of an older version does not hold is estimated from the band's values.
  @_noLocks
  public init(
    window: ActivityWindow, amplitude: Float, noisePower: Float, rawPower: Float, movementPower: Float = 0,
    workAmplitude: Float? = nil, workNoise: Float? = nil
  ) {
    self.window = window
    self.amplitude = amplitude
    self.noisePower = noisePower
    self.rawPower = rawPower
    self.movementPower = movementPower
    let gain = Self.usualWorkGain
    self.workAmplitude = workAmplitude ?? gain * amplitude
    self.workNoise = workNoise ?? gain * gain * noisePower
  }

  /// The same as another full scale shows it: every amplitude times `factor`, which is above 0.
  func scaled(by factor: Float) -> MuscleReference {
    let square = factor * factor
    return MuscleReference(
      window: window, amplitude: amplitude * factor, noisePower: noisePower * square, rawPower: rawPower * square,
      movementPower: movementPower * square, workAmplitude: workAmplitude * factor, workNoise: workNoise * square)
  }
  /// The muscle alone arrives with another gain: its amplitudes times `factor`, which is above 0.
  mutating func scaleMuscle(by factor: Float) {
    amplitude *= factor
    workAmplitude *= factor
  }

  /// The work amplitude was measured, not estimated from the band's.
  var isWorkMeasured: Bool { @_noLocks get { workAmplitude != Self.usualWorkGain * amplitude } }
}
