import Biofeedback
import EMGUnits

/// Strides of 0.7 s, one after the other, with values as wanted.
enum MadeStride {
  static let seconds = 0.7

  /// The stride of that number, from 1, which begins at (number − 1) × 0.7 s + `delay`.
  static func stride(
    _ number: Int, _ verdict: Verdict, delay: Double = 0, glute: MuscleStride? = nil, hamstring: MuscleStride? = nil,
    flags: StrideFlags = StrideFlags(), leg: Side? = nil
  ) -> StrideRecord {
    var muscles = InlineArray<5, MuscleStride?>(repeating: nil)
    muscles[0] = glute
    muscles[1] = hamstring
    let contact = Double(number - 1) * seconds + delay
    return StrideRecord(
      leg: leg, number: number, contact: contact, end: Double(number) * seconds + delay, contactKnown: nil,
      confidence: 0.9, flags: flags, verdict: verdict, muscles: muscles)
  }

  /// Strides 1, 2, … by their verdicts' first letters: firing, weak, silent, unusable, baseline.
  static func strides(_ letters: String) -> [StrideRecord] {
    letters.enumerated().compactMap { index, letter in
      Verdict.allCases.first { $0.rawValue.first == letter }.map { stride(index + 1, $0) }
    }
  }

  /// A muscle at an activation, and with a median frequency.
  static func muscle(_ activation: Float?, frequency: Float? = nil) -> MuscleStride {
    MuscleStride(rms: 0.01, activation: activation, onset: nil, medianFrequency: frequency)
  }
}
