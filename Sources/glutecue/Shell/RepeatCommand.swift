import SessionResults

/// The command that repeats a session's analysis, as far as its summary tells the settings.
enum RepeatCommand {
  /// For the report.
  static func text(_ summary: SessionSummary, recording: String) -> String {
    let settings = summary.settings
    let way =
      summary.kind == "live"
      ? ["live", "--input", "wav:" + recording, "--pace", "none"] : ["analyze", recording]
    let scale = settings.fullScaleMv.map { ["--full-scale-mv", $0.short] } ?? []
    let unit = settings.unit.map { ["--unit", $0] } ?? []
    let band = settings.bandHz.map(\.short).joined(separator: ",")
    return ShellCommand(
      ["glutecue"] + way + ["--map", settings.map] + scale + unit + ["--band-hz", band, "--mains", settings.mains]
    ).description
  }
}

/// A command as it has to be typed in a shell.
struct ShellCommand: CustomStringConvertible {
  let description: String

  /// Joins the words; those with characters that a shell might take for its own are quoted.
  init(_ words: [String]) { description = words.map(Self.quoted).joined(separator: " ") }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "-_./,:=@+%".contains($0) }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
