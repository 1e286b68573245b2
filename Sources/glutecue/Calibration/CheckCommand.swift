import ArgumentParser
import CalibrationProtocol
import EMGUnits
import Settings

/// `glutecue check`: what the electrodes and the input give, channel by channel.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "See whether every channel can be used, and what to do when not.",
    discussion: """
      Measures each mapped channel: level, noise between contractions, headroom, hum, how much of the power lies below \
      20 Hz and above 450 Hz, and how the input couples. Says in words whether the channel can be used and what to do \
      when not. Contract the muscles while you check: a muscle that is never seen at work cannot be told from a bad \
      electrode.

      --squeeze adds a test for exchanged channels: one glute squeeze and one heel-to-buttock curl, by tones. For a \
      recording the file NAME.steps.csv beside it says when they are.

      EXAMPLES
        A recording:
          glutecue check --input wav:run.wav --map glute=1,hamstring=2
        What comes from a sound card now:
          glutecue check --input alsa:hw:1 --map glute=1,hamstring=2
        A recording, for a program:
          glutecue check --input wav:run.wav --format json
        Are the channels exchanged?
          glutecue check --input wav:me.wav --squeeze

      EXIT CODES
        0 every channel can be used; 3 one cannot, or the squeeze test found the channels exchanged; 64 wrong options; 65 not \
        a usable recording, or less than 1 s; 66 no such file; 77 not permitted.
      """)

  @Option(
    help: ArgumentHelp("Where the EMG comes from: wav:FILE or alsa:DEVICE.", valueName: "wav:file|alsa:device"))
  var input: String
  @Option(
    help: ArgumentHelp("Seconds to measure. (default: a recording to its end, a device for 10 s)", valueName: "s"))
  var seconds: Double?
  @Flag(help: "Also test with two contractions whether the channels are swapped.") var squeeze = false
  @Option(
    help: ArgumentHelp(
      "Where the tones of --squeeze go: alsa:DEVICE, wav:FILE, or none.", valueName: "alsa:device|wav:file|none"))
  var tone = "none"
  @Option(help: ArgumentHelp("When the contractions of a recording are.", valueName: "file")) var timeline: String?
  @Option(help: "realtime: a recording as a sound card delivers it; none: as fast as it goes.")
  var pace = LiveOptions.Pace.none
  @OptionGroup var source: SignalSourceOptions
  @OptionGroup(title: "The sound card") var device: DeviceOptions
  @OptionGroup var options: SettingsOptions
  @Option(help: "text for people, json for programs.") var format = OutputFormat.text
  @Flag(help: "Overwrite a tone file that exists.") var force = false

  private static let deviceSeconds = 10.0

  func run() throws {
    let settings = try options.settings(flags: source.layer())
    if let seconds, !(0.1...3600).contains(seconds) {
      throw ConfigurationError("--seconds \(seconds.short) is outside 0.1–3600 s.")
    }
    let setup = try CalibrationSetup(input: input, timeline: timeline, settings: settings, device: device)
    let interruption = Interruption()
    Interruption.surviveFailedWrites()
    for warning in setup.warnings { StandardError.say(warning) }
    let limit = seconds ?? (setup.source.isLive ? Self.deviceSeconds : .infinity)
    var meter = CheckMeter(setup, limit: limit, isPaced: pace == .realtime, interruption: interruption)
    let reports = try meter.run()
    let squeezed = try squeeze ? squeezeTest(settings, interruption) : nil
    try CheckEnd(reports, legs: meter.legs, squeeze: squeezed, seconds: meter.seconds, input: setup.input).tell(
      as: format)
  }

  /// The wizard's own step, from the beginning of the input.
  private func squeezeTest(_ settings: EffectiveSettings, _ interruption: Interruption) throws -> [TrialRefusal] {
    let setup = try CalibrationSetup(input: input, timeline: timeline, settings: settings, device: device)
    let steps = CalibrationPlan.standard.steps(for: setup.input).filter { $0.kind == .rest || $0.kind == .squeeze }
    guard steps.contains(where: { $0.kind == .squeeze }) else {
      throw ConfigurationError("--squeeze needs a glute and a hamstring in the map; \(setup.input.map) has not both.")
    }
    let tones = try GuideTones.sink(tone, device: device, inputRate: setup.input.sampleRate, overwrite: force)
    var loop = try CalibrationLoop(
      source: setup.source, tones: tones, keyboard: nil, isPaced: pace == .realtime, progress: nil, input: setup.input,
      wizard: CalibrationWizard(steps: steps, input: setup.input, schedule: setup.schedule), interruption: interruption,
      isQuiet: format == .json)
    if case .refused(let reasons) = try loop.run() { return reasons }
    return loop.session.wizard.isFinished ? [] : [.noMoreTrials]
  }
}
