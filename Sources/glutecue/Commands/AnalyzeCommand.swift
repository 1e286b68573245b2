import ArgumentParser
import EMGUnits
import Files
import SessionResults

/// `glutecue analyze`: every stride of a recording.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Find and measure every stride of a recording, or of many.",
    discussion: help)

  @Argument(
    help: ArgumentHelp("One or more recordings, or folders of them.", valueName: "recording"), completion: .recordings)
  var recordings: [String]
  @OptionGroup var source: SignalSourceOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var options: SettingsOptions
  @OptionGroup(title: "The decision") var decision: DecisionOptions
  @OptionGroup(title: "The aim") var aims: AimOptions
  @Option(
    help: ArgumentHelp("Folder for strides.csv, summary.json and report.html; made if missing.", valueName: "dir"),
    completion: .directory)
  var output: String?
  @Option(
    help: ArgumentHelp(
      "A folder with a profile for each person, NAME/profile.json or NAME.json; NAME is `person` in the sidecar, or --person. "
        + "Whoever has none is judged by --profile, or without.", valueName: "dir"), completion: .directory)
  var profileDir: String?
  @Option(help: "text for people, json for programs.") var format = OutputFormat.text
  @Flag(help: "Overwrite results that exist.") var force = false

  func run() throws {
    PrivateFiles.begin()
    let recordings = try recordings.map(Endpoint.recording)
    let settings = try options.settings(flags: source.layer(), table.layer(), decision.layer(), aims.layer())
    let plan = try AnalysisPlan(
      settings, try decision.applying(to: settings.feedback), profiles: try profileDir.map(ProfileFolder.init))
    let plans = KeptPlans.ofUser()
    defer { plans?.keep() }
    if recordings.count > 1 || DiskEntry(recordings[0]).isFolder { return try analyseAll(recordings, plan) }
    let analysis = RecordingAnalysis(request: try plan.request(recordings[0]), output: output, force: force)
    var progress = ProgressLine("Analysing")
    let (summary, files) = try analysis.run { progress.update($0) }
    progress.clear()
    if let remark = plan.remark([summary]) { StandardError.say(remark) }
    try SessionEnd(summary, files: files).tell(as: format)
  }

  private func analyseAll(_ recordings: [String], _ plan: AnalysisPlan) throws {
    let items = try RecordingList(recordings).items
    let outcomes = try BatchAnalysis(items: items, output: output, force: force) { try plan.request($0) }.run()
    let table = output.map { OutputFolder.join($0, BatchAnalysis.tableName) }
    try BatchEnd(outcomes, table: table, remark: plan.remark(outcomes.compactMap(\.summary))).tell(as: format)
  }
}
