import Biofeedback
import EMGUnits
import LiveSession
import Streams

/// Strides and cues of sessions that never were.
enum MadeEvents {
  static let moment = StreamMoment(monotonic: 5_000_000_000, seconds: 12)

  /// A stride of 0.75 s.
  static func stride(_ number: Int, _ verdict: Verdict, glute: Float? = 0.5, leg: Side? = nil) -> StrideRecord {
    var muscles = InlineArray<5, MuscleStride?>(repeating: nil)
    muscles[0] = MuscleStride(rms: 0.25, activation: glute, onset: nil, medianFrequency: nil)
    muscles[1] = MuscleStride(rms: 0.5, activation: 1, onset: nil, medianFrequency: nil)
    return StrideRecord(
      leg: leg, number: number, contact: 0.75 * Double(number), end: 0.75 * Double(number + 1), contactKnown: nil,
      confidence: 1, flags: StrideFlags(), verdict: verdict, muscles: muscles)
  }

  static let cue = Cue(kind: .silent, leg: .left, stride: 26, frame: 24_000)
}
