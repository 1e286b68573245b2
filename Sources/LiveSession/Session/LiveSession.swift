import Biofeedback
import EMGUnits
import Recording
import SessionResults
import SignalProcessing
import SoundCard

/// A session as it happens: input in, cues out in the stride that they belong to, everything recorded.
///
/// The input is a sound card, or a recording that is played in real time or as fast as it goes. The same core, fed the same
/// way, serves all, so that replaying a session's own recording gives the same strides and cues, byte for byte.
public struct LiveSession {
  /// What went wrong.
  public enum Failure: Error, Sendable {
    /// A recording cannot be read or written.
    case recording(RecordingError)
    /// A setting does not fit.
    case configuration(ConfigurationError)
    /// A result cannot be written.
    case output(OutputError)
    /// A sound card cannot be used.
    case soundCard(SoundCardError)
  }

  /// What the session is to do.
  public struct Request: Sendable {
    /// Where the EMG comes from.
    public var input: SessionInput
    /// Where the tones go; nil for nowhere.
    public var tone: SessionTone?
    /// The session ends after so many seconds of input; nil for its end, or never.
    public var durationSeconds: Double?
    /// Points of the envelopes are told, for people to look at. Strides and cues do not depend on it.
    public var showsEnvelope = false
    /// Every sound is played once before the session begins.
    public var playsTestTone = false
    /// The session folder; nil to keep nothing.
    public var folder: String?
    /// Wins over the sidecar.
    public var overrides: MeasurementChoices
    /// Holds where the sidecar is silent.
    public var fallbacks: MeasurementChoices
    /// How strides are judged and what is heard of it.
    public var feedback: FeedbackSettings
    /// What a calibration learned; nil to learn from the first strides.
    public var profile: RunnerProfile?
    /// As a sound card would deliver it, instead of as fast as it goes.
    public var isPaced: Bool
    /// Frames per block; nil for the usual. The results do not depend on it.
    public var blockFrames: Int?
    /// Existing files may be replaced.
    public var overwrite: Bool
    /// Named in the summary.
    public var software: String
    /// What the session records into; nil for tables alone.
    public var recordingFormat: RecordingFormat? = .wav
    /// The text of `settings.yaml`, which makes the same session from the recording; nil for no such file.
    public var settings: String?
    /// What came before the session, in whole sentences: for the summary.
    public var notes: [String] = []
    /// The session of a programme of training that it is: for the summary; nil for none.
    public var programme: SessionSummary.Programme?
    /// The bytes of the profile, kept as `profile.json`; nil without one.
    public var profileFile: [UInt8]?

    /// The files that are read: the recording and its sidecar.
    var inputs: [String] {
      if case .recording(let path) = input { [path, Sidecar.path(beside: path)] } else { [] }
    }

    /// Refuses files that may not be written, before anything else is done.
    public func checkOutputs() throws(Failure) {
      do {
        try OutputCheck.check(outputs, inputs: inputs, overwrites: overwrite)
      } catch { throw .output(error) }
    }

    /// The WAV that the tones go to; nil for none.
    var toneFile: String? {
      if case .file(let path) = tone { path } else { nil }
    }

    /// The files that are written.
    public var outputs: [String] {
      (plan.map { plan in plan.names.map { OutputFolder.join(plan.folder, $0) } } ?? [])
        + (toneFile.map { [$0] } ?? [])
    }

    /// What is kept; nil for nothing.
    var plan: SessionFiles.Plan? {
      folder.map { folder in
        var plan = SessionFiles.Plan(folder: folder, format: recordingFormat, settings: settings)
        plan.profile = profileFile
        plan.inputs = inputs
        plan.overwrite = overwrite
        return plan
      }
    }

    /// Joins the values.
    public init(
      input: SessionInput, tone: SessionTone?, folder: String?, overrides: MeasurementChoices,
      fallbacks: MeasurementChoices = MeasurementChoices(), feedback: FeedbackSettings = FeedbackSettings(),
      profile: RunnerProfile? = nil,
      isPaced: Bool, blockFrames: Int? = nil, overwrite: Bool, software: String
    ) {
      self.input = input
      self.tone = tone
      self.folder = folder
      self.overrides = overrides
      self.fallbacks = fallbacks
      self.feedback = feedback
      self.profile = profile
      self.isPaced = isPaced
      self.blockFrames = blockFrames
      self.overwrite = overwrite
      self.software = software
    }
  }

  private static let pacedBlockSeconds = 0.01

  let request: Request
  let source: SessionSource
  let input: InputFormat
  let setup: MeasurementSetup
  private var warnings: [String]

  /// Opens the input and finds out what its channels carry; writes nothing yet.
  public init(_ request: Request) throws(Failure) {
    self.request = request
    let opened = try SessionOpening(request)
    source = opened.source
    input = opened.input
    setup = opened.setup
    warnings = opened.warnings + request.notes
  }

  /// Millivolts of full scale, when known.
  public var scale: AmplitudeScale { AmplitudeScale(fullScaleMillivolts: setup.fullScaleMillivolts) }

  /// The input as a person knows it: a file's name, or `alsa:hw:1`.
  public var inputName: String { input.name }

  /// The legs in the order of the channel map; without a side when it names none.
  public var legs: [Side?] { BiofeedbackPipeline.sides(of: setup.map) }

  /// What the glute's activation is measured against: the profile's easy run, else the session's own start.
  public var against: Against {
    guard let profile = request.profile, !profile.legs.isEmpty else { return .start }
    return profile.trusted(at: origin.started?.seconds, tuning: request.feedback.tuning.profile).trust == .otherDay
      ? .start : .easyRun
  }

  /// Seconds in the input; nil for a sound card, which does not end.
  public var seconds: Double? {
    if case .recording(let reader) = source { Double(reader.frameCount) / reader.sampleRate.value } else { nil }
  }

  /// Runs until the input's end, the duration asked for, or `shouldStop`.
  ///
  /// - Parameters:
  ///   - controls: asked often what the runner wants.
  public func run(
    _ controls: SessionControls = SessionControls(), onHappening: (Happening) -> Void
  ) throws(Failure) -> SessionSummary {
    let origin = origin
    let profile = request.profile?.trusted(at: origin.started?.seconds, tuning: request.feedback.tuning.profile)
      .scaled(toFullScale: setup.fullScaleMillivolts)
    let core = try core(profile)
    let player = try player(legCount: core.pipeline.legCount)
    defer { player?.close() }
    var run = try Run(
      request: request, input: input, setup: setup, origin: origin, legCount: core.pipeline.legCount,
      player: isDevice ? nil : player)
    run.profile = profile
    if request.showsEnvelope && !isDevice { run.tap = EnvelopeTap(core.pipeline, inputRate: input.rate) }
    switch source {
    case .recording(let reader):
      return try play(reader, &run, core, player, controls, onHappening)
    case .device(let device):
      return try capture(
        device, &run, core, player, controls, onHappening)
    }
  }

  /// Of a recording what its sidecar says; a sound card begins now.
  private var origin: RecordingOrigin {
    switch source {
    case .recording(let reader):
      var origin = RecordingOrigin(
        recording: reader.path, frameCount: reader.frameCount, seconds: seconds ?? 0, sidecar: setup.sidecar)
      origin.device = origin.device ?? input.device
      origin.person = setup.person
      return origin
    case .device:
      var origin = RecordingOrigin(device: input.device, started: .now)
      origin.person = setup.person
      return origin
    }
  }

  private var isDevice: Bool { if case .device = source { true } else { false } }

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

  private func play(
    _ reader: RecordingReader, _ run: inout Run, _ core: consuming FedPipeline, _ player: TonePlayer?,
    _ controls: SessionControls, _ onHappening: (Happening) -> Void
  ) throws(Failure) -> SessionSummary {
    var core = core
    begin(player, controls)
    let feed = RecordingFeed(reader)
    let pacer = Pacer()
    let usual = request.isPaced ? Int(bounded: Self.pacedBlockSeconds * input.rate.value) : FrontEnd.maximumFrames
    let step = max(1, min(request.blockFrames ?? usual, FrontEnd.maximumFrames))
    let last = request.durationSeconds.map { Int(bounded: $0 * input.rate.value) } ?? .max
    var gaps = GapTimeline(setup.gaps)
    var played = 0
    var isStopped = false
    while !isStopped, let block = try next(feed) {
      var offset = 0
      while offset < block.frames {
        isStopped = controls.shouldStop() || played >= last
        if isStopped { break }
        let (count, isLost) = gaps.run(at: played, most: min(step, block.frames - offset, last - played))
        if request.isPaced { pacer.wait(until: core.pipeline.seconds + Double(count) / input.rate.value) }
        // first of all: the tables must never know more than the recording
        run.files?.keep(block.samples, offset: offset, frames: count)
        if isLost {
          core.pushGap(frames: count)
        } else {
          core.push(block.samples, offset: offset, frames: count)
        }
        try run.drain(&core.pipeline, onHappening)
        played += count
        try run.writeTone(until: played)
        run.keepMarkers(before: played)
        if let word = controls.nextMark() { run.mark(word, onHappening) }
        run.tellStorage(onHappening)
        if let player { run.look(at: player, onHappening) }
        onHappening(.time(seconds: core.pipeline.seconds))
        offset += count
      }
    }
    return try end(&run, &core, player, capture: nil, onHappening)
  }

  /// The input has ended: what is still on its way is told, and everything closed.
  func end(
    _ run: inout Run, _ core: inout FedPipeline, _ player: TonePlayer?, capture: SessionSummary.Capture?,
    notes: [String] = [], _ onHappening: (Happening) -> Void
  ) throws(Failure) -> SessionSummary {
    let seconds = core.pipeline.seconds
    run.endInput()
    while core.finish() { try run.drain(&core.pipeline, onHappening) }
    player?.close()
    if let player { run.look(at: player, onHappening) }
    var readerWarnings: [String] = []
    if case .recording(let reader) = source { readerWarnings = reader.warnings.map { "\($0)" } }
    var circumstances = SessionRecorder.Circumstances(
      software: request.software, kind: "live",
      input: SessionSummary.Input(
        name: input.name, sampleRateHz: input.rate.value, channelCount: input.channelCount, seconds: seconds),
      map: setup.map, scale: scale, mains: setup.mains.name, profile: run.profile,
      warnings: warnings + readerWarnings + notes)
    // of the recording in the folder
    circumstances.unit = setup.unit == nil ? nil : SampleUnit.fullScale.rawValue
    circumstances.against = request.feedback.against
    var summary = run.recorder.summary(circumstances, pipeline: core.pipeline)
    summary.take(run.origin, markers: run.marks, frameCount: inputFrames)
    if case .recording(let reader) = source { summary.input.contentHash = try? RecordingIdentity.text(of: reader.path) }
    summary.programme = request.programme
    summary.capture = capture
    summary.playback = player.map { run.statistics.playback($0) }
    try run.closeTone()
    if let end = run.toneEnd {
      summary.toneKeptSeconds = end.seconds
      summary.warnings.append("From \(SummaryText.clock(end.seconds)) on no tone was written. \(end.reason)")
    }
    if case .ended(let reason, let frame) = run.files?.state {
      summary.keptSeconds = Double(frame) / input.rate.value
      summary.warnings.append(
        "From \(SummaryText.clock(Double(frame) / input.rate.value)) on nothing was kept. \(reason)")
    }
    try run.files?.close(&summary)
    return summary
  }

  /// Frames in the input; those so far of a sound card.
  private var inputFrames: Int { if case .recording(let reader) = source { reader.frameCount } else { .max } }

  private func core(_ profile: RunnerProfile?) throws(Failure) -> FedPipeline {
    do {
      return try FedPipeline(
        BiofeedbackPipeline.Settings(
          inputRate: input.rate, channelCount: input.channelCount, map: setup.map, band: setup.band,
          mains: setup.mains.hertzToLookFor, mode: .live, feedback: request.feedback,
          profile: profile))
    } catch { throw .configuration(error) }
  }

  private func next(_ feed: RecordingFeed) throws(Failure) -> (samples: RawSamples, frames: Int)? {
    do { return try feed.next() } catch { throw .recording(error) }
  }
}
