import EMGUnits

/// One sine of a pulse.
public struct Partial: Sendable, Hashable {
  /// Its frequency.
  public let frequency: Hertz
  /// Its amplitude, where 1 is full scale.
  public let amplitude: Double

  /// Joins a frequency and an amplitude (1 is full scale).
  public init(_ frequency: Hertz, amplitude: Double) {
    self.frequency = frequency
    self.amplitude = amplitude
  }
}

/// An uninterrupted piece of a cue: its partials, faded in and out over `CueSound.rampSeconds`.
public struct Pulse: Sendable, Hashable {
  /// The sines that sound together.
  public let partials: [Partial]
  /// The length, both ramps included.
  public let durationSeconds: Double

  /// Joins partials and a length.
  public init(seconds durationSeconds: Double, _ partials: [Partial]) {
    self.partials = partials
    self.durationSeconds = durationSeconds
  }
}

/// How one kind of cue sounds: pulses of pure sines with silence between them.
///
/// Verdicts sound between 1 and 4 kHz, above the bulk of breathing, footfall and traffic noise. A fault must not be
/// taken for a verdict, so it is a low buzz: three partials 70 Hz apart, where beating sounds roughest.
/// Pulses less than 80–90 ms apart are heard as one; every gap here is longer than 100 ms.
public struct CueSound: Sendable, Hashable {
  /// The pulses, in order.
  public let pulses: [Pulse]
  /// Where the energy lies: less than −60 dB of it is outside this band.
  public let band: FrequencyBand

  /// The silence between two pulses.
  public static let gapSeconds = 0.12
  /// The raised-cosine ramp at both ends of a pulse, and the cross-fade between cues: twice as long as it takes
  /// not to click, so that it does not spread energy out of the band either.
  public static let rampSeconds = 0.01
  /// No sample of any cue exceeds this: −6 dBFS.
  public static let peakAmplitude = 0.5

  /// The sound of a kind of cue. This is the one place that defines it.
  public init(_ kind: CueKind) {
    switch kind {
    case .silent:
      // One clear beep; the quieter fifth above lets it through when wind covers one of the two.
      pulses = [Pulse(seconds: 0.15, [Partial(2000, amplitude: 0.38), Partial(3000, amplitude: 0.12)])]
    case .weak:
      let pulse = Pulse(seconds: 0.09, [Partial(1250, amplitude: 0.25)])
      pulses = [pulse, pulse]
    case .recovered:
      pulses = [
        Pulse(seconds: 0.1, [Partial(1600, amplitude: 0.35)]), Pulse(seconds: 0.14, [Partial(2400, amplitude: 0.35)]),
      ]
    case .fault:
      let buzz = [600, 670, 740].map { Partial($0, amplitude: 0.16) }
      pulses = Array(repeating: Pulse(seconds: 0.16, buzz), count: 3)
    case .reward:
      // A major chord, note by note: soft, and with three notes upwards no beep of trouble.
      pulses = [1500, 1875, 2250].map { Pulse(seconds: 0.07, [Partial($0, amplitude: 0.25)]) }
    case .below:
      // One short soft note, lower than the beep of silence: it comes often, and asks for more without alarm.
      pulses = [Pulse(seconds: 0.08, [Partial(1300, amplitude: 0.28)])]
    case .heartbeat:
      // −26 dBFS, 20 dB below every verdict but the softest: there for whoever listens for it.
      pulses = [Pulse(seconds: 0.03, [Partial(2500, amplitude: 0.05)])]
    }
    band = kind == .fault ? FrequencyBand(low: 400, high: 1000) : FrequencyBand(low: 1000, high: 4000)
  }

  /// From the first sample that is not zero to the last.
  public var durationSeconds: Double {
    pulses.reduce(Self.gapSeconds * Double(pulses.count - 1)) { $0 + $1.durationSeconds }
  }
}

/// What a person hears who is guided through contractions with hands and eyes free.
///
/// None is one of the cues of a run: those are beeps of 150 ms and less at 1.2 kHz and above, or a low buzz.
public enum GuideSound: String, Sendable, Hashable, CaseIterable {
  /// Three, two, one: short and low.
  case countdown
  /// Contract now: an octave higher, and long.
  case start
  /// Let go: falling.
  case stop
  /// The step is done: rising.
  case done
  /// The trial does not count, there is another: low, twice.
  case repeated

  /// Its pulses, in order; the gap between them is that of the cues.
  public var pulses: [Pulse] {
    switch self {
    case .countdown: [Pulse(seconds: 0.12, [Partial(440, amplitude: 0.35)])]
    case .start: [Pulse(seconds: 0.5, [Partial(880, amplitude: 0.4)])]
    case .stop:
      [Pulse(seconds: 0.18, [Partial(880, amplitude: 0.4)]), Pulse(seconds: 0.3, [Partial(440, amplitude: 0.4)])]
    case .done: [440, 554, 659].map { Pulse(seconds: 0.15, [Partial($0, amplitude: 0.35)]) }
    case .repeated: Array(repeating: Pulse(seconds: 0.25, [Partial(330, amplitude: 0.4)]), count: 2)
    }
  }

  /// The whole sound, mono, 1 is full scale.
  public func samples(at sampleRate: Hertz) -> [Float] { pulses.samples(at: sampleRate).copied }
}
