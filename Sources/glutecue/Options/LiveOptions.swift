import ArgumentParser
import ConfigurationFiles
import EMGUnits
import LiveDisplay
import LiveSession

/// What a session on a sound card or of a recording can be told, but for its input: the options of `live` and `train`.
struct LiveOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where the tone goes: alsa:DEVICE, a WAV to write, or none. (default: for a sound card what setup chose, else "
        + "alsa:default; for a recording none)",
      valueName: "alsa:device|file|none"), completion: .tone)
  var tone: String?
  @OptionGroup var source: SignalSourceOptions
  @OptionGroup var files: SettingsOptions
  @OptionGroup(title: "The decision") var decision: DecisionOptions
  @OptionGroup(title: "The aim") var aims: AimOptions
  @OptionGroup(title: "The cues") var cues: CueOptions
  @OptionGroup(title: "The history") var history: HistoryOptions
  @OptionGroup var store: StoreOption
  @OptionGroup(title: "The sound card") var device: DeviceOptions
  @Flag(help: "Play every sound once before the session begins.") var testTone = false
  @OptionGroup(title: "The view") var view: ViewOptions
  @OptionGroup(title: "Other programs") var streams: StreamOptions
  @Option(help: ArgumentHelp("End after this many seconds of input.", valueName: "s")) var duration: Double?
  @Option(
    help: ArgumentHelp(
      "End when a sound card or stream that has stopped does not come back for this long.", valueName: "s"))
  var inputWait = 600.0
  @Option(help: "realtime: as a sound card delivers it; none: as fast as possible.") var pace = Pace.realtime
  @Option(
    help: ArgumentHelp("Folder to keep the session in; made if missing.", valueName: "dir"), completion: .directory)
  var output: String?
  @Option(
    help: ArgumentHelp(
      "What the session records into: wav, or flac (about half the size; 16 or 24 bits, up to 8 channels). (default: wav)",
      valueName: "wav|flac"))
  var recordingFormat: RecordingFormat?
  @Option(name: .customLong("recording"), help: .hidden) var formerRecordingFormat: RecordingFormat?
  @Option(help: "text for people, json for programs.") var format = OutputFormat.text
  @Flag(
    name: .customLong("no-squeeze"),
    help: "Start at once, without the fifteen seconds of squeezes that scale a profile to new electrodes.")
  var noSqueeze = false
  @Flag(help: "Overwrite files that exist.") var force = false
  @Option(help: .hidden) var blockFrames: Int?

  /// How fast a recording is played.
  enum Pace: String, CaseIterable, ExpressibleByArgument {
    case realtime, none
  }

  /// What the flags say; `first` is what they win over.
  func settings(over first: SettingsLayer = [:], input: String? = nil) throws -> EffectiveSettings {
    try files.settings(
      flags: first, source.layer(),
      input.map { (input) throws(ConfigurationError) in try device.layer(input: input) } ?? [:], decision.layer(),
      aims.layer(), cues.layer(),
      history.layer())
  }

  /// What the session records into.
  var recording: RecordingFormat { recordingFormat ?? formerRecordingFormat ?? .wav }

  /// Nothing is shown while the session runs.
  var isSilent: Bool { format == .json || view.quiet }

  /// Where the EMG comes from.
  func input(_ input: String) throws(ConfigurationError) -> SessionInput {
    switch try Endpoint("--input", input) {
    case .file(let path):
      try device.refuseCaptureDemands(of: input)
      return .recording(path: path)
    case .device(let name):
      return .device(name, try device.capture())
    case .stream(let name):
      try device.refuseCaptureDemands(of: input, "a stream")
      return .stream(name)
    }
  }

  /// Where the tones go; nil for nowhere.
  func tone(input: String) throws -> SessionTone? {
    let usual = try usualTone(input)
    let tone = tone ?? usual
    guard tone != "none" else {
      if testTone {
        throw ConfigurationError("--test-tone needs headphones to play on. Example: --tone alsa:default.")
      }
      return nil
    }
    switch try Endpoint("--tone", tone) {
    case .stream: throw Endpoint.unknown("--tone", tone)
    case .file(let path): return .file(path: path)
    case .device(let name):
      guard pace == .realtime else {
        throw ConfigurationError("--pace none is too fast to listen to: leave out --pace with --tone alsa:DEVICE.")
      }
      return .device(try device.output(name))
    }
  }

  /// Headphones for a runner, nothing for a recording.
  func usualTone(_ input: String) throws -> String {
    try Endpoint("--input", input).isLive ? SoundChoice.ofUser().tone ?? "alsa:default" : "none"
  }

  /// That nobody hears anything, where nobody has asked for that; nil otherwise.
  func muteWords(_ request: LiveSession.Request) -> String? {
    guard tone == nil, request.tone == nil else { return nil }
    return "Mute: --tone was not given, so no tone is played. Examples: --tone alsa:default, --tone tone.wav."
  }

  /// When the session ends by itself; nil for not before its input.
  func checkedDuration() throws(ConfigurationError) -> Double? {
    guard let duration else { return nil }
    guard duration > 0, duration <= 1e6 else {
      throw ConfigurationError("--duration \(duration.short) is not above 0 and at most 1000000 s.")
    }
    return duration
  }

  /// How long an input that has stopped is waited for.
  func checkedInputWait() throws(ConfigurationError) -> Double {
    guard inputWait >= 1, inputWait <= 86_400 else {
      throw ConfigurationError("--input-wait \(inputWait.short) is not between 1 and 86400 s.")
    }
    return inputWait
  }

  /// Frames per block; nil for the usual.
  func checkedBlockFrames() throws(ConfigurationError) -> Int? {
    guard let blockFrames else { return nil }
    guard (1...4096).contains(blockFrames) else {
      throw ConfigurationError("--block-frames \(blockFrames) is not between 1 and 4096.")
    }
    return blockFrames
  }
}

extension RecordingFormat: ExpressibleByArgument {}

/// What each stride is to reach, and what the first words compare with.
struct AimOptions: ParsableArguments {
  @Option(name: SettingKey.aim.option, help: SettingKey.aim.help, completion: SettingKey.aim.completion)
  var aim: String?
  @Option(name: SettingKey.against.option, help: SettingKey.against.help, completion: SettingKey.against.completion)
  var against: String?
  @Option(name: SettingKey.feedbackShare.option, parsing: .unconditional, help: SettingKey.feedbackShare.help)
  var feedbackShare: String?

  /// What is given.
  func layer() throws(ConfigurationError) -> SettingsLayer {
    try SettingFlags([.aim: aim, .against: against, .feedbackShare: feedbackShare]).layer()
  }
}

/// What is heard, and when.
struct CueOptions: ParsableArguments {
  @Option(name: SettingKey.policy.option, help: SettingKey.policy.help, completion: SettingKey.policy.completion)
  var policy: String?
  @Option(name: SettingKey.limitSeconds.option, parsing: .unconditional, help: SettingKey.limitSeconds.help)
  var limitSeconds: String?
  @Option(name: SettingKey.cuesWeak.option, help: SettingKey.cuesWeak.help, completion: SettingKey.cuesWeak.completion)
  var weak: String?
  @Option(name: SettingKey.heartbeatSeconds.option, parsing: .unconditional, help: SettingKey.heartbeatSeconds.help)
  var heartbeatSeconds: String?
  @Option(name: SettingKey.faultRepeatSeconds.option, parsing: .unconditional, help: SettingKey.faultRepeatSeconds.help)
  var faultRepeatSeconds: String?

  /// What is given.
  func layer() throws(ConfigurationError) -> SettingsLayer {
    try SettingFlags([
      .policy: policy, .limitSeconds: limitSeconds, .cuesWeak: weak, .heartbeatSeconds: heartbeatSeconds,
      .faultRepeatSeconds: faultRepeatSeconds,
    ]).layer()
  }
}

/// Where a session is looked at while it runs.
struct ViewOptions: ParsableArguments {
  @Option(
    name: .long, defaultAsFlag: DashboardAddress.usual, parsing: .next,
    help: ArgumentHelp(
      "Serve a live page, for example for a phone, at this address. (default: 127.0.0.1:8080, this computer only)",
      discussion: """
        0.0.0.0:8080 serves it to every network the computer is in; then only those who know the printed address with \
        its token see it. Port 0 chooses any free port.
        """, valueName: "address:port"), completion: .words(["127.0.0.1:8080", "0.0.0.0:8080"]))
  var dashboard: String?
  @Flag(help: "Wait for Start on the live page, or for the space bar, before the session begins.") var wait = false
  @Flag(help: "Show nothing while the session runs; only the summary at its end.") var quiet = false
  @Flag(help: "At the end also show how soon the computer read the samples of the sound card.") var verbose = false

  /// The address of the live page; nil for none.
  func address() throws(ConfigurationError) -> DashboardAddress? {
    guard let dashboard else { return nil }
    return try DashboardAddress(parsing: dashboard)
  }

  /// Refuses to wait for someone who cannot be heard.
  func checkWait(hasKeys: Bool) throws(ConfigurationError) {
    guard wait, dashboard == nil, !hasKeys else { return }
    throw ConfigurationError(
      "--wait needs a terminal with keys, or a live page with its Start button. Example: --wait --dashboard.")
  }
}
