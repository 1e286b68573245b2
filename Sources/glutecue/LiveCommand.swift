import ArgumentParser
import EMGUnits
import LiveSession
import Report

/// `glutecue live`: strides and cues as they happen.
struct LiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live",
    abstract: "Beep in the very stride in which the glute stops firing.",
    discussion: """
      Plays a recording as if it came from the electrodes now, and writes the tone that the runner would hear. The tone \
      file is as long as the input and runs on its clock. The first ten good strides are the reference; cues come after.

      With --output everything is kept in a folder: recording.wav (raw input) with recording.json, strides.csv, cues.csv \
      and summary.json. Replaying recording.wav gives the same strides and cues, byte for byte.

      EXAMPLES
        Watch a recording as it would have been on the run:
          glutecue live --input wav:Samples/glute-stops.wav --tone wav:tone.wav
        The same as fast as the computer can, with everything kept in the folder session:
          glutecue live --input wav:run.wav --tone wav:tone.wav --pace none --output session
        A cue at most every 15 s, and no word of weakness:
          glutecue live --input wav:run.wav --tone wav:tone.wav --cue-policy limit \\
            --cue-limit-seconds 15 --cue-weak false

      Settings come from files too: `glutecue config` shows them, `glutecue config --write FILE` makes such a file.
      Ctrl-C ends the session with its summary. Neither the input nor its sidecar is ever overwritten, --force or not.

      EXIT CODES
        0 done, also after Ctrl-C; 3 a channel that is needed cannot be used; 4 no strides found; 64 wrong options; 65 not
        a usable recording; 66 no such file; 73 output exists or cannot be made; 74 reading or writing failed; 77 not
        permitted.
      """)

  @Option(help: ArgumentHelp("Where the EMG comes from: wav:FILE.", valueName: "wav:file")) var input: String
  @Option(help: ArgumentHelp("Where the tone goes: wav:FILE, or none.", valueName: "wav:file|none")) var tone = "none"
  @OptionGroup var source: SignalSourceOptions
  @OptionGroup var options: SettingsOptions
  @OptionGroup(title: "The decision") var decision: DecisionOptions
  @OptionGroup(title: "The cues") var cues: CueOptions
  @Option(help: "realtime: as a sound card delivers it; none: as fast as it goes.") var pace = Pace.realtime
  @Option(help: ArgumentHelp("Folder to keep the session in; made if missing.", valueName: "dir")) var output: String?
  @Option(help: "text for people, json for programs.") var format = OutputFormat.text
  @Flag(help: "Overwrite files that exist.") var force = false
  @Option(help: .hidden) var blockFrames: Int?

  /// How fast a recording is played.
  enum Pace: String, CaseIterable, ExpressibleByArgument {
    case realtime, none
  }

  func run() throws {
    let settings = try options.settings(flags: source.layer(), decision.layer(), cues.layer())
    let request = LiveSession.Request(
      input: try Endpoint("--input", input).file, tone: tone == "none" ? nil : try Endpoint("--tone", tone).file,
      folder: output, overrides: settings.overrides, fallbacks: settings.fallbacks, feedback: settings.feedback,
      isPaced: pace == .realtime, blockFrames: try checkedBlockFrames(), overwrite: force,
      software: GlutecueCommand.software)
    let interruption = Interruption()
    Interruption.surviveClosedPipes()
    let session = try LiveSession(request)
    var screen = LiveScreen(isSilent: format == .json, seconds: session.seconds)
    let summary = try session.run(shouldStop: { interruption.isAsked }, onHappening: { screen.show($0) })
    screen.clear()
    try SessionEnd(summary, files: request.outputs).tell(as: format)
  }

  private func checkedBlockFrames() throws(ConfigurationError) -> Int? {
    guard let blockFrames else { return nil }
    guard (1...4096).contains(blockFrames) else {
      throw ConfigurationError("--block-frames \(blockFrames) is not between 1 and 4096.")
    }
    return blockFrames
  }
}
