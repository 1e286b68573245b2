import ArgumentParser

/// `glutecue live`: strides and cues as they happen.
struct LiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live",
    abstract: "Beep in the very stride in which the glute stops firing.",
    discussion: help)

  @Option(
    help: ArgumentHelp(
      "Where the EMG comes from: alsa:DEVICE, file:FILE or lsl:NAME. (default: what setup chose)",
      valueName: "alsa:device|file:file|lsl:name"), completion: .input)
  var input: String?
  @OptionGroup var options: LiveOptions

  func run() throws { try LiveRun(input: SoundChoice.input(input), options: options).run() }
}
