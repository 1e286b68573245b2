import Biofeedback
import EMGUnits
import LiveSession
import LiveDisplay
import SessionResults

/// Pictures of sessions that never were.
enum MadePicture {
  /// A stride of 0.75 s.
  static func stride(_ number: Int, _ verdict: Verdict, glute: Float?, leg: Side? = nil) -> StrideRecord {
    var muscles = InlineArray<5, MuscleStride?>(repeating: nil)
    muscles[0] = MuscleStride(rms: 0.01, activation: glute, onset: nil, medianFrequency: nil)
    muscles[1] = MuscleStride(rms: 0.02, activation: 1, onset: nil, medianFrequency: nil)
    return StrideRecord(
      leg: leg, number: number, contact: 0.75 * Double(number), end: 0.75 * Double(number + 1), contactKnown: nil,
      confidence: 1, flags: StrideFlags(), verdict: verdict, muscles: muscles)
  }

  static func cue(_ kind: CueKind, stride: Int, seconds: Double, glute: Float? = nil) -> LiveSession.Happening {
    .cue(Cue(kind: kind, leg: nil, stride: stride, frame: 0), seconds: seconds, glute: glute)
  }

  static func empty(_ legs: [Side?] = [nil], phase: SessionPicture.Phase = .running) -> SessionPicture {
    SessionPicture(
      input: "alsa:hw:1", scale: AmplitudeScale(fullScaleMillivolts: 5), total: 2700, legs: legs, phase: phase)
  }

  /// Ten strides: nine firing, then a silent one with its beep; an overrun, a mark.
  static var busy: SessionPicture {
    var picture = empty()
    for number in 1...9 { picture.take(.stride(stride(number, .firing, glute: 1))) }
    picture.take(.stride(stride(10, .silent, glute: 0.05)))
    picture.take(cue(.silent, stride: 10, seconds: 8.25, glute: 0.05))
    picture.take(.input(.interrupted(.overrun), seconds: 8.5))
    picture.take(.input(.resumed(lostSeconds: 0.24), seconds: 8.75))
    picture.take(.marked(seconds: 9))
    let leg = EnvelopePoint.Leg(glute: 0.01, hamstring: 0.02)
    picture.take(.envelope(EnvelopePoint(seconds: 9, sampledAt: 0, first: leg, second: nil)))
    picture.take(.time(seconds: 9.04))
    return picture
  }
}
