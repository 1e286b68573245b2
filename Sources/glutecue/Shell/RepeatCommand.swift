import Report

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
