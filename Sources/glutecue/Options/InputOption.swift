import ArgumentParser

/// Where the EMG comes from, in every command that can listen.
struct InputOption: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The same as --input, without the word.", valueName: "input"), completion: .input)
  var place: String?
  @Option(
    help: ArgumentHelp(
      "Where the EMG comes from: the path of a recording, alsa:DEVICE for a sound card, or lsl:NAME for a stream. "
        + "(default: what setup chose)", valueName: "file|alsa:device|lsl:name"), completion: .input)
  var input: String?

  /// What is given; nil for nothing.
  var text: String? { input ?? place }

  func validate() throws {
    if let place, let input {
      throw ValidationError(
        "Two inputs are given, \(ShellCommand([place])) and --input \(ShellCommand([input])). Give only one.")
    }
  }
}
