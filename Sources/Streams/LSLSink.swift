import Biofeedback
import EMGUnits
import LabStreams
import LiveSession
import SessionResults

/// Offers four streams of LSL: strides and cues and states as events, and the envelopes at a regular rate. Labels, units and codes
/// are in the streams' descriptions, and in docs/streams.md.
final class LSLSink: StreamSink {
  let name: String
  private let strides: LabStreamOutlet
  private let cues: LabStreamOutlet
  private let states: LabStreamOutlet
  private let envelope: LabStreamOutlet
  private let channels: [EnvelopeChannel]
  private let scale: AmplitudeScale
  private let clock: LabStreamClock

  /// One envelope: of which muscle, of which leg of the session.
  struct EnvelopeChannel: Sendable, Hashable {
    let leg: Int
    let side: Side?
    let muscle: Muscle

    /// `left-glute`.
    var label: String { ChannelRole(.muscle(muscle), side: side).description }
  }

  /// Offers them; their names begin with `name`.
  init(
    _ streams: LabStreams, name: String, host: String, channels: [EnvelopeChannel], envelopeRate: Hertz,
    scale: AmplitudeScale, about: [(name: String, text: String)]
  ) throws(LabStreamError) {
    self.name = "LSL as “\(name) …”"
    self.channels = channels
    self.scale = scale
    clock = streams.clock
    let info = {
      (kind: String, type: String, rate: Double, format: LabStreamInfo.Format, channels: [LabStreamInfo.Channel]) in
      LabStreamInfo(
        name: "\(name) \(kind)", type: type, sourceID: "\(name)-\(kind)-\(host)", channelCount: channels.count,
        rate: rate,
        format: format, channels: channels)
    }
    strides = try LabStreamOutlet(
      streams, info("strides", "Strides", 0, .float64, Self.strideChannels(scale)), description: about + Self.codes)
    cues = try LabStreamOutlet(
      streams, info("cues", "Markers", 0, .text, Self.words("kind", "leg", "stride")), description: about)
    states = try LabStreamOutlet(
      streams, info("states", "Markers", 0, .text, Self.words("state", "words")), description: about)
    let unit = scale.microvolts(1) == nil ? "full scale" : "microvolts"
    envelope = try LabStreamOutlet(
      streams,
      info(
        "envelope", "EMG envelope", envelopeRate.value, .float32,
        channels.map { LabStreamInfo.Channel(label: $0.label, unit: unit) }), description: about)
  }

  func send(_ event: StreamEvent) -> Bool? {
    switch event {
    case .stride(let stride, let moment): strides.send(values(stride, moment), at: time(moment.monotonic))
    case .cue(let cue, _, _, let moment):
      cues.send([cue.kind.rawValue, cue.leg?.rawValue ?? "", "\(cue.stride)"], at: time(moment.monotonic))
    case .state(let state, let words, let moment): states.send([state.rawValue, words], at: time(moment.monotonic))
    case .envelope(let point): envelope.send(channels.map { level($0, point) }, at: time(point.sampledAt))
    }
  }

  private func time(_ monotonic: Int) -> Double { clock.seconds(atMonotonic: monotonic) }

  private func level(_ channel: EnvelopeChannel, _ point: EnvelopePoint) -> Float {
    let leg = channel.leg == 0 ? point.first : point.second
    let level = channel.muscle == .gluteusMaximus ? leg?.glute : leg?.hamstring
    guard let level else { return .nan }
    return scale.microvolts(Double(level)).map { Float($0) } ?? level
  }

  private func values(_ stride: StrideRecord, _ moment: StreamMoment) -> [Double] {
    let numbers = StrideNumbers(stride, scale)
    let leg = stride.leg.map { $0 == .left ? 1.0 : 2 } ?? 0
    return [Double(stride.number), leg, Self.code(stride.verdict)] + numbers.all + [
      stride.isAimMet.map { $0 ? 1 : 0 } ?? .nan, time(moment.monotonic(atInput: stride.contact)),
      time(moment.monotonic(atInput: stride.end)),
    ]
  }

  private static func strideChannels(_ scale: AmplitudeScale) -> [LabStreamInfo.Channel] {
    [
      ("number", ""), ("leg", "code"), ("verdict", "code"), ("contact", "seconds"), ("end", "seconds"),
      ("cadence", "strides/min"), ("glute_activation", ""), ("hamstring_activation", ""), ("glute_share", ""),
      ("glute_rms", "microvolts"), ("hamstring_rms", "microvolts"), ("aim_met", "code"), ("contact_lsl", "seconds"),
      ("end_lsl", "seconds"),
    ].map { LabStreamInfo.Channel(label: $0.0, unit: $0.1) }
  }

  private static func words(_ labels: String...) -> [LabStreamInfo.Channel] {
    labels.map { LabStreamInfo.Channel(label: $0) }
  }

  private static func code(_ verdict: Verdict) -> Double {
    switch verdict {
    case .baseline: 0
    case .firing: 1
    case .weak: 2
    case .silent: 3
    case .unusable: 4
    }
  }

  /// What the codes mean, for the description.
  private static let codes: [(name: String, text: String)] = [
    ("leg_codes", "0 not named, 1 left, 2 right"),
    (
      "verdict_codes",
      Verdict.allCases.sorted { code($0) < code($1) }.map { "\(Int(code($0))) \($0.rawValue)" }.joined(separator: ", ")
    ),
    ("aim_met_codes", "0 no, 1 yes, NaN not known"),
  ]
}
