import ArgumentParser
import EMGUnits
import HTMLReport
import OfflineAnalysis
import Report

/// `glutecue analyze`: every stride of a recording.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Find and measure every stride of a recording.",
    discussion: """
      Finds the strides from the EMG alone, measures glute and hamstring in each, and tells in which strides the glute \
      was silent. Reads WAV (16, 24, 32 bit, float), W64, RF64 and FLAC with 1 to 16 channels at 500 Hz to 192 kHz. \
      What the channels carry comes from --map, from the sidecar NAME.json beside NAME.wav or from a settings file; \
      `glutecue config` shows the settings.

      With --output the results are written to a folder: strides.csv, one line a stride, summary.json, and report.html, \
      a page with charts for people.

      EXAMPLES
        A recording with a sidecar:
          glutecue analyze run.wav
        Glute on channel 1, hamstring on channel 2, 5 mV full scale, results in the folder run:
          glutecue analyze run.wav --map glute=1,hamstring=2 --full-scale-mv 5 --output run
        Against the profile of a calibration, with the muscles' levels in percent of their maxima:
          glutecue analyze run.wav --profile calibration/profile.json
        Both legs, for a program to read:
          glutecue analyze run.flac --format json \\
            --map left-glute=1,left-hamstring=2,right-glute=3,right-hamstring=4

      EXIT CODES
        0 done; 3 a channel that is needed cannot be used; 4 no strides found; 64 wrong options; 65 not a usable
        recording; 66 no such file; 73 output exists or cannot be made; 74 reading or writing failed; 77 not permitted.
      """)

  /// What goes into the folder.
  private static let files = ["strides.csv", "summary.json", ReportFile.name]

  @Argument(help: ArgumentHelp("The recording.", valueName: "recording")) var recording: String
  @OptionGroup var source: SignalSourceOptions
  @OptionGroup var options: SettingsOptions
  @OptionGroup(title: "The decision") var decision: DecisionOptions
  @Option(
    help: ArgumentHelp("Folder for strides.csv, summary.json and report.html; made if missing.", valueName: "dir"))
  var output: String?
  @Option(help: "text for people, json for programs.") var format = OutputFormat.text
  @Flag(help: "Overwrite results that exist.") var force = false

  func run() throws {
    let settings = try options.settings(flags: source.layer(), decision.layer())
    let profile = try ChosenProfile(settings)
    let request = OfflineAnalysis.Request(
      path: recording, overrides: settings.overrides, fallbacks: profile.fallbacks, feedback: settings.feedback,
      profile: profile.runner, software: GlutecueCommand.software)
    let analysis = try OfflineAnalysis(request)
    let folder = try output.map {
      try OutputFolder(path: $0, names: Self.files, inputs: analysis.inputs, overwrites: force)
    }
    let table = try folder?.table("strides.csv", header: StrideTable.header)
    var lines = StrideTable(scale: analysis.scale)
    var collector = folder == nil ? nil : ReportCollector(map: analysis.map)
    var progress = ProgressLine("Analysing")
    let summary = try analysis.run {
      progress.update($0)
    } onStride: { (stride, chain) throws(OutputError) in
      if let table { try table.write(lines.line(stride)) }
      collector?.add(stride, chain)
    }
    progress.clear()
    try table?.close()
    try folder?.write("summary.json", try summary.json())
    if let folder, let collector {
      try ReportFile.write(
        collector.session(summary, recording: recording), charts: ChartLibrary(), to: folder.file(ReportFile.name),
        overwrites: force)
    }
    try SessionEnd(summary, files: folder.map { Self.files.map($0.file) } ?? [])
      .tell(as: format)
  }
}
