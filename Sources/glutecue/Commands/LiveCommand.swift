import ArgumentParser

/// `glutecue live`: strides and cues as they happen.
struct LiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live",
    abstract: "Beep in the very stride in which the glute stops firing.",
    discussion: help)

  @Option(
    help: ArgumentHelp(
      "Where the EMG comes from: alsa:DEVICE, wav:FILE or lsl:NAME.", valueName: "alsa:device|wav:file|lsl:name"))
  var input: String
  @OptionGroup var options: LiveOptions

  func run() throws { try LiveRun(input: input, options: options).run() }
}
