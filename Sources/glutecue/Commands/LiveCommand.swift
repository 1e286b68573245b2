import ArgumentParser

/// `glutecue live`: strides and cues as they happen.
struct LiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live",
    abstract: "Beep in the very stride in which the glute stops firing.",
    discussion: help)

  @OptionGroup var from: InputOption
  @OptionGroup var options: LiveOptions

  func run() throws { try LiveRun(input: SoundChoice.input(from.text), options: options).run() }
}
