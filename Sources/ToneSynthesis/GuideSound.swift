import EMGUnits

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
