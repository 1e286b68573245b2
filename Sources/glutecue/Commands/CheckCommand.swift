import ArgumentParser
import CalibrationProtocol
import ConfigurationFiles
import EMGUnits
import Glibc
import LiveSession
import Recording

/// `glutecue check`: what the electrodes and the input give, channel by channel.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "See whether every channel can be used, and if not, what to do.",
    discussion: """
      Measures each mapped channel: level, noise between contractions, headroom, hum, how much of the power lies below \
      20 Hz and above 450 Hz, and how the input is coupled. Says whether the channel can be used and, if not, what to do. \
      Contract the muscles while you check: a muscle that never works cannot be told from a bad \
      electrode.

      --squeeze adds a test for swapped channels: one glute squeeze and one heel-to-buttock curl, by tones. For a \
      recording the file NAME.steps.csv beside it says when they are.

      EXAMPLES
        The signal of the sound card that `glutecue setup` chose:
          glutecue check
        A recording:
          glutecue check run.wav --map glute=1,hamstring=2
        Without setup:
          glutecue check alsa:hw:1 --map glute=1,hamstring=2
        A recording, for a program:
          glutecue check run.wav --format json
        Are the channels swapped?
          glutecue check me.wav --squeeze

      EXIT CODES
        0 every channel can be used; 3 one cannot, or the squeeze test found the channels swapped; 64 wrong options; 65 not \
        a usable recording, or less than 1 s; 66 no such file; 77 not permitted.
      """)

  @OptionGroup var from: InputOption
  @Option(
    help: ArgumentHelp("Seconds to measure. (default: a recording to its end, a device for 10 s)", valueName: "s"))
  var duration: Double?
  @Option(name: .customLong("seconds"), help: .hidden) var formerDuration: Double?
  @Flag(help: "Also test with two contractions whether the channels are swapped.") var squeeze = false
  @Option(
    help: ArgumentHelp(
      "Where the tones of --squeeze go: alsa:DEVICE, a WAV to write, or none. (default: what setup chose with a sound card as "
        + "input, else none)", valueName: "alsa:device|file|none"), completion: .tone)
  var tone: String?
  @Option(help: ArgumentHelp("When the contractions of a recording are.", valueName: "file"), completion: .table)
  var timeline: String?
  @Option(help: "realtime: a recording as a sound card delivers it; none: as fast as possible.")
  var pace = LiveOptions.Pace.none
  @OptionGroup var source: SignalSourceOptions
  @OptionGroup(title: "The sound card") var device: DeviceOptions
  @OptionGroup var options: SettingsOptions
  @Option(help: "text for people, json for programs.") var format = OutputFormat.text
  @Flag(help: "Overwrite a tone file that exists.") var force = false

  private static let deviceSeconds = 10.0

  func run() throws {
    let input = try SoundChoice.input(from.text)
    let settings = try options.settings(flags: source.layer(), device.layer(input: input))
    let seconds = duration ?? formerDuration
    if let seconds, !(0.1...3600).contains(seconds) {
      throw ConfigurationError("--duration \(seconds.short) is outside 0.1–3600 s.")
    }
    let setup = try CalibrationSetup(input: input, timeline: timeline, settings: settings, device: device)
    let interruption = Interruption()
    Interruption.surviveFailedWrites()
    for warning in setup.warnings { StandardError.say(warning) }
    let limit = seconds ?? (setup.source.isLive ? Self.deviceSeconds : .infinity)
    var meter = CheckMeter(setup, limit: limit, isPaced: pace == .realtime, interruption: interruption)
    let reports = try meter.run()
    let squeezed = try squeeze ? squeezeTest(input, settings, interruption) : nil
    try CheckEnd(reports, legs: meter.legs, squeeze: squeezed, seconds: meter.seconds, input: setup.input).tell(
      as: format)
  }

  /// The wizard's own step, from the beginning of the input.
  private func squeezeTest(
    _ input: String, _ settings: EffectiveSettings, _ interruption: Interruption
  ) throws -> [TrialRefusal] {
    let setup = try CalibrationSetup(input: input, timeline: timeline, settings: settings, device: device)
    let steps = CalibrationPlan.standard.steps(for: setup.input).filter { $0.kind == .rest || $0.kind == .squeeze }
    guard steps.contains(where: { $0.kind == .squeeze }) else {
      throw ConfigurationError("--squeeze needs a glute and a hamstring in the map; \(setup.input.map) has not both.")
    }
    let tones = try GuideTones.sink(
      try tone ?? SoundChoice.guide(input: input), device: device, inputRate: setup.input.sampleRate, overwrite: force)
    var loop = try CalibrationLoop(
      source: setup.source, tones: tones, keyboard: nil, isPaced: pace == .realtime, progress: nil, input: setup.input,
      wizard: CalibrationWizard(steps: steps, input: setup.input, schedule: setup.schedule), interruption: interruption,
      isQuiet: format == .json)
    if case .refused(let reasons) = try loop.run() { return reasons }
    return loop.session.wizard.isFinished ? [] : [.noMoreTrials]
  }
}

/// Reads an input for a while and measures its channels, with live bars on a terminal.
struct CheckMeter: ~Copyable {
  private static let blockSeconds = 0.02

  private let setup: CalibrationSetup
  private let limit: Double
  private let isPaced: Bool
  private let interruption: Interruption
  private let isWatched = StandardError.isTerminal
  /// Looks on with every block.
  var onLook: ((borrowing InputCheck) -> Void)?
  private(set) var seconds = 0.0
  /// What the strides say, of each leg on which there were enough.
  private(set) var legs: [StrideCheck.Leg] = []
  private var shownLines = 0

  init(_ setup: CalibrationSetup, limit: Double, isPaced: Bool, interruption: Interruption) {
    self.setup = setup
    self.limit = limit
    self.isPaced = isPaced
    self.interruption = interruption
  }

  /// What each channel was like.
  mutating func run() throws -> [ChannelReport] {
    let isLive = isPaced || setup.source.isLive
    var check = try InputCheck(setup.input, isLive: isLive)
    var strides = StrideCheck(setup.input)
    let pacer = Pacer()
    let usual = isLive ? max(1, Int(bounded: Self.blockSeconds * setup.input.sampleRate.value)) : Int.max
    var shown = ContinuousClock.now
    var progress = ProgressLine("Checking")
    let total = (setup.source as? RecordingFeed)?.reader.frameCount ?? 0
    while check.seconds < limit, !interruption.isAsked, let block = try setup.source.next() {
      var offset = 0
      while offset < block.frames, check.seconds < limit, !interruption.isAsked {
        let left = (limit - check.seconds) * setup.input.sampleRate.value
        let count = min(usual, block.frames - offset, left < 1e9 ? max(1, Int(bounded: left.rounded(.up))) : Int.max)
        if isPaced { pacer.wait(until: check.seconds + Double(count) / setup.input.sampleRate.value) }
        check.take(block.samples, offset: offset, frames: count)
        strides.take(block.samples, offset: offset, frames: count)
        offset += count
        onLook?(check)
        if !isLive && total > 0 {
          progress.update(check.seconds * setup.input.sampleRate.value / Double(total))
        }
        guard isWatched, isLive, ContinuousClock.now - shown > .milliseconds(100) else { continue }
        shown = .now
        show(check)
      }
    }
    clear()
    progress.clear()
    seconds = check.seconds
    check.finish()
    legs = strides.finish()
    return check.reports
  }

  /// Meters, a line a channel, over those of before.
  private mutating func show(_ check: borrowing InputCheck) {
    let lines = zip(check.reports, check.levels).map { MeterLine(report: $0, level: $1).text }
    let up = shownLines > 0 ? "\u{1B}[\(shownLines)A" : ""
    StandardError.write(up + lines.map { "\r\u{1B}[K\($0)\n" }.joined())
    shownLines = lines.count
  }

  private mutating func clear() {
    guard shownLines > 0 else { return }
    StandardError.write("\u{1B}[\(shownLines)A\u{1B}[J")
    shownLines = 0
  }
}

/// One channel's meters: level now, and what has been measured so far.
private struct MeterLine {
  let report: ChannelReport
  let level: Double

  var text: String {
    let noise =
      report.microvolts(report.assessment.noiseFloor).map { "\(Int(bounded: $0.rounded())) µV" }
      ?? decibels(report.assessment.noiseFloor)
    return LevelBars.line([(role: report.assessment.role, level: level)])
      + "  noise \(noise)  headroom \(Int(bounded: (-20 * log10(max(report.peak, 1e-6))).rounded())) dB"
      + "  hum \(percent(report.humShare))  <20 Hz \(percent(report.lowShare))  >450 Hz \(percent(report.highShare))"
      + "  \(report.verdict.rawValue)"
  }

  private func percent(_ share: Double) -> String { "\(Int(bounded: (100 * share).rounded())) %" }

  private func decibels(_ amplitude: Double) -> String {
    "\(Int(bounded: (20 * log10(max(amplitude, 1e-9))).rounded())) dBFS"
  }
}
