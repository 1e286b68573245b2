import ArgumentParser
import EMGUnits
import Files
import OfflineAnalysis
import SessionResults

/// `glutecue analyze`: every stride of a recording.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Find and measure every stride of a recording, or of many.",
    discussion: """
      Finds the strides from the EMG alone, measures glute and hamstring in each, and tells in which strides the glute \
      was silent. Reads WAV (16, 24, 32 bit, float), W64, RF64 and FLAC with 1 to 16 channels at 500 Hz to 192 kHz. \
      What the channels carry comes from --map, from the sidecar NAME.json beside NAME.wav or from a settings file; \
      `glutecue config` shows the settings.

      With --output the results are written to a folder: strides.csv, one line a stride, summary.json, and report.html, \
      a page with charts for people.

      Several recordings, or a folder with all recordings below it, are analysed side by side, one on each processor; \
      the result is one table. With --output each recording gets a folder of its own in there, and recordings.csv holds \
      the table. A recording that cannot be used stops nothing: the command goes on, names it at the end, and ends with \
      the exit code of the first such one.

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
        Every recording of a month:
          glutecue analyze ~/.local/share/glutecue/sessions --output month

      EXIT CODES
        0 done; 3 a channel that is needed cannot be used; 4 no strides found; 64 wrong options; 65 not a usable
        recording; 66 no such file; 73 output exists or cannot be made; 74 reading or writing failed; 77 not permitted.
      """)

  @Argument(help: ArgumentHelp("The recording; several of them, or folders of them.", valueName: "recording"))
  var recordings: [String]
  @OptionGroup var source: SignalSourceOptions
  @OptionGroup var options: SettingsOptions
  @OptionGroup(title: "The decision") var decision: DecisionOptions
  @OptionGroup(title: "The aim") var aims: AimOptions
  @Option(
    help: ArgumentHelp("Folder for strides.csv, summary.json and report.html; made if missing.", valueName: "dir"))
  var output: String?
  @Option(help: "text for people, json for programs.") var format = OutputFormat.text
  @Flag(help: "Overwrite results that exist.") var force = false

  func run() throws {
    PrivateFiles.begin()
    let settings = try options.settings(flags: source.layer(), decision.layer(), aims.layer())
    let profile = try ChosenProfile(settings)
    let feedback = try decision.applying(to: settings.feedback)
    let request = { @Sendable (path: String) in
      OfflineAnalysis.Request(
        path: path, overrides: settings.overrides, fallbacks: profile.fallbacks, feedback: feedback,
        profile: profile.runner, software: GlutecueCommand.software)
    }
    let plans = KeptPlans.ofUser()
    defer { plans?.keep() }
    if recordings.count > 1 || DiskEntry(recordings[0]).isFolder { return try analyseAll(request) }
    let analysis = RecordingAnalysis(request: request(recordings[0]), output: output, force: force)
    var progress = ProgressLine("Analysing")
    let (summary, files) = try analysis.run { progress.update($0) }
    progress.clear()
    try SessionEnd(summary, files: files).tell(as: format)
  }

  private func analyseAll(_ request: @escaping @Sendable (String) -> OfflineAnalysis.Request) throws {
    let items = try RecordingList(recordings).items
    let outcomes = try BatchAnalysis(items: items, output: output, force: force, request: request).run()
    try BatchEnd(outcomes, table: output.map { OutputFolder.join($0, BatchAnalysis.tableName) }).tell(as: format)
  }
}
