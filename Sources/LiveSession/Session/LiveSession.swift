import Biofeedback
import EMGUnits
import Recording
import SessionResults

/// A session as it happens: input in, cues out in the stride that they belong to, everything recorded.
///
/// The input is a sound card, or a recording that is played in real time or as fast as it goes. The same core, fed the same
/// way, serves all, so that replaying a session's own recording gives the same strides and cues, byte for byte.
public struct LiveSession {
  let request: Request
  let source: SessionSource
  let input: InputFormat
  let setup: MeasurementSetup
  /// What came up while the input was opened, in whole sentences.
  let warnings: [String]

  /// Opens the input and finds out what its channels carry; writes nothing yet.
  public init(_ request: Request) throws(Failure) {
    self.request = request
    let opened = try SessionOpening(request)
    source = opened.source
    input = opened.input
    setup = opened.setup
    warnings = opened.warnings + request.notes
  }

  /// Runs until the input's end, the duration asked for, or until the runner wants to stop.
  ///
  /// - Parameters:
  ///   - controls: asked often what the runner wants.
  ///   - onHappening: told everything that there is to show, on the caller's thread.
  public func run(
    _ controls: SessionControls = SessionControls(), onHappening: (Happening) -> Void
  ) throws(Failure) -> SessionSummary {
    try withoutActuallyEscaping(onHappening) { (tell) throws(Failure) in try run(controls, telling: tell) }
  }

  private func run(
    _ controls: SessionControls, telling tell: @escaping (Happening) -> Void
  ) throws(Failure) -> SessionSummary {
    let profile = profileThatHolds
    let core = try core(profile)
    let player = try player(legCount: core.pipeline.legCount)
    defer { player?.close() }
    var outputs = try SessionOutputs(self, legCount: core.pipeline.legCount, player: player, telling: tell)
    outputs.profile = profile
    switch source {
    case .recording(let reader): return try play(reader, core, controls, &outputs)
    case .device(let device): return try capture(device, core, controls, &outputs)
    case .stream(let stream): return try capture(stream, core, controls, &outputs)
    }
  }

  /// The core with its front end, in memory of its own.
  private func core(_ profile: RunnerProfile?) throws(Failure) -> FedPipeline {
    do {
      return try FedPipeline(
        BiofeedbackPipeline.Settings(
          inputRate: input.rate, channelCount: input.channelCount, map: setup.map, band: setup.band,
          mains: setup.mains.hertzToLookFor, mode: .live, feedback: request.feedback,
          profile: profile))
    } catch { throw .configuration(error) }
  }

  /// The headphones, open but silent; nil when the tones go elsewhere or nowhere.
  private func player(legCount: Int) throws(Failure) -> TonePlayer? {
    guard case .device(let output) = request.tone else { return nil }
    return try TonePlayer(output, legCount: legCount)
  }

  /// Lets the headphones play: silence, and every sound once if that is wanted.
  func begin(_ player: TonePlayer?, _ controls: SessionControls) {
    guard let player else { return }
    player.start()
    if request.playsTestTone { TestTone.play(on: player, shouldStop: controls.shouldStop) }
  }

  /// The runner's profile, as far as its levels hold in this session.
  private var profileThatHolds: RunnerProfile? {
    request.profile?.trusted(at: origin.started?.seconds, tuning: request.feedback.tuning.profile)
      .scaled(toFullScale: setup.fullScaleMillivolts)
  }
}

/// What is known of a session before it runs.
extension LiveSession {
  /// Millivolts of full scale, when known.
  public var scale: AmplitudeScale { AmplitudeScale(fullScaleMillivolts: setup.fullScaleMillivolts) }

  /// The input as a person knows it: a file's name, or `alsa:hw:1`.
  public var inputName: String { input.name }

  /// The legs in the order of the channel map; without a side when it names none.
  public var legs: [Side?] { BiofeedbackPipeline.sides(of: setup.map) }

  /// Points of the envelopes a second, when `Request.showsEnvelope`.
  public var envelopeRate: Hertz { EnvelopeTap.rate(inputRate: input.rate) }

  /// What the glute's activation is measured against: the profile's easy run, else the session's own start.
  public var against: Against {
    guard let profile = request.profile, !profile.legs.isEmpty else { return .start }
    return profile.trusted(at: origin.started?.seconds, tuning: request.feedback.tuning.profile).trust == .otherDay
      ? .start : .easyRun
  }

  /// Whether a muscle of a leg is recorded.
  public func records(_ muscle: Muscle, leg: Side?) -> Bool { setup.map.place(of: .muscle(muscle), leg: leg) != nil }

  /// Seconds in the input; nil for a sound card, which does not end.
  public var seconds: Double? {
    if case .recording(let reader) = source { Double(reader.frameCount) / reader.sampleRate.value } else { nil }
  }

  /// Of a recording what its sidecar says; a sound card begins now.
  var origin: RecordingOrigin {
    switch source {
    case .recording(let reader):
      var origin = RecordingOrigin(
        recording: reader.path, frameCount: reader.frameCount, seconds: seconds ?? 0, sidecar: setup.sidecar)
      origin.device = origin.device ?? input.device
      origin.person = setup.person
      return origin
    case .device, .stream:
      var origin = RecordingOrigin(device: input.device, started: .now)
      origin.person = setup.person
      return origin
    }
  }
}
