import EMGUnits

/// What the electrodes over one muscle see.
public struct MuscleSettings: Sendable, Hashable {
  /// RMS of the EMG at the peak of a burst of amplitude 1, in microvolts.
  public var amplitudeMicrovolts: Double
  /// Coefficient of variation of the bursts' amplitude from stride to stride (log-normal).
  public var amplitudeVariability: Double
  /// Tonic activity between the bursts, as a part of the amplitude.
  public var tonic: Double
  /// Motion artefact as a part of the raw power while running (0 ..< 1).
  public var motionShare: Double
  /// Spectrum of the EMG.
  public var spectrum: EMGSpectrum
  /// What the gain becomes within an hour, as sweat changes the skin: 0.8 loses a fifth. 1: no drift.
  public var gainPerHour: Double
  /// Factor on the EMG as this day's electrodes take it up; noise and movement stay. 1: as measured.
  public var electrodeGain: Double
  /// RMS of this electrode's noise within 30–450 Hz, microvolts; nil: the plan's.
  public var electrodeNoiseMicrovolts: Double?
  /// RMS of the motion artefact over a stride of the course's first gait, microvolts; nil: by `motionShare`.
  public var movementMicrovolts: Double?

  /// Joins the parts; `SimulationPlan.validate()` checks them.
  public init(
    amplitudeMicrovolts: Double, amplitudeVariability: Double, tonic: Double = 0.02, motionShare: Double,
    spectrum: EMGSpectrum = .typical, gainPerHour: Double = 1, electrodeGain: Double = 1,
    electrodeNoiseMicrovolts: Double? = nil, movementMicrovolts: Double? = nil
  ) {
    self.amplitudeMicrovolts = amplitudeMicrovolts
    self.amplitudeVariability = amplitudeVariability
    self.tonic = tonic
    self.motionShare = motionShare
    self.spectrum = spectrum
    self.gainPerHour = gainPerHour
    self.electrodeGain = electrodeGain
    self.electrodeNoiseMicrovolts = electrodeNoiseMicrovolts
    self.movementMicrovolts = movementMicrovolts
  }

  /// Amplitude: peak of the mean RMS profile, 30–450 Hz, of the running recording of Santuz et al. 2018 (62, 240, 990
  /// and 292 µV). Motion: its power below 20 Hz (49, 21, 30 and 6 %; the second hamstring 40 %). Variability: set with
  /// `SimulationPlan.muscleCoupling` so that the ratio of two muscles varies as measured. Lower back: assumed.
  public static func typical(_ muscle: Muscle) -> MuscleSettings {
    switch muscle {
    case .gluteusMaximus:
      MuscleSettings(amplitudeMicrovolts: 62, amplitudeVariability: 0.18, tonic: 0.04, motionShare: 0.5)
    case .hamstrings:
      MuscleSettings(amplitudeMicrovolts: 245, amplitudeVariability: 0.18, motionShare: 0.22)
    case .quadriceps:
      MuscleSettings(amplitudeMicrovolts: 900, amplitudeVariability: 0.15, motionShare: 0.3)
    case .calf:
      MuscleSettings(amplitudeMicrovolts: 300, amplitudeVariability: 0.09, motionShare: 0.06, spectrum: .thinSkin)
    case .lowerBack:
      MuscleSettings(amplitudeMicrovolts: 120, amplitudeVariability: 0.15, motionShare: 0.3)
    }
  }
}
