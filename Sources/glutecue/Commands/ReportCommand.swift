import ArgumentParser
import EMGUnits
import Files
import History
import OfflineAnalysis
import Recording
import SessionResults
import WebPages

/// `glutecue report`: one session as a page to look at.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make report.html: one session with charts, tables and plain words; or two side by side.",
    discussion: """
      Takes a session folder that analyze or live has written, or a recording, which it analyses first. The page is one \
      file that works offline, also on a phone, in light and dark, and can be printed. It starts with the answer, then shows the \
      glute share over the session, the average stride, every stride as a row of a picture, the spread of the ratio, \
      cadence, signs of fatigue, what other muscles did, signal quality and settings, and says what all this can and \
      cannot tell. analyze and live write it into their folder automatically.

      With two session folders it shows them side by side, before and after, in before-after.html in the second folder and \
      in the terminal: what can be compared, what cannot, and the smallest change that two single days can show.

      The charts need Chart.js (Debian: libjs-chart.js); without it the page has tables and text.

      EXAMPLES
        Of a session folder, in place of the page that live or analyze wrote:
          glutecue report session --force
        Of a folder of analyze, which has no recording of its own:
          glutecue report results --recording run.wav --force
        Of a recording with a sidecar, to a file of your choice:
          glutecue report run.wav --output run.html
        Before and after, of the client P07:
          glutecue report march may --person P07

      EXIT CODES
        0 done; 3 a channel that is needed cannot be used; 4 no strides found; 64 wrong options; 65 not a usable
        recording or session; 66 no such file; 73 output exists or cannot be made; 74 reading or writing failed; 77 not
        permitted.
      """)

  @Argument(help: ArgumentHelp("The session folder, or a recording.", valueName: "session"), completion: .recordings)
  var session: String
  @Argument(
    help: ArgumentHelp("Another session folder, to compare the first one with.", valueName: "other"),
    completion: .directory)
  var other: String?
  @Option(
    help: ArgumentHelp(
      "Where the page goes. (default: report.html in the session folder; NAME-report.html beside a recording; "
        + "before-after.html in the second folder)",
      valueName: "file"), completion: .page)
  var output: String?
  @Option(
    help: ArgumentHelp(
      "The recording of a session folder, for the pictures of strides. (default: recording.wav or recording.flac in it)",
      valueName: "file"), completion: .recordings)
  var recording: String?
  @Option(
    help: ArgumentHelp("Chart.js, if it is not where Debian puts it.", valueName: "file"),
    completion: .file(extensions: ["js"])) var chartJs: String?
  @Flag(help: "Overwrite a page that exists.") var force = false
  @OptionGroup(title: "With a recording instead of a session") var source: SignalSourceOptions
  @OptionGroup(title: "With a recording instead of a session") var table: TableOptions
  @OptionGroup var options: SettingsOptions
  @OptionGroup(title: "The decision, with a recording") var decision: DecisionOptions

  func run() throws {
    PrivateFiles.begin()
    if let other { return try comparePair(with: other) }
    let charts = try chartLibrary()
    if DiskEntry(session).isFolder, !RecordingReader.isFolderOfBIDS(session) {
      try reportFolder(charts)
    } else {
      try reportRecording(charts)
    }
  }

  private func reportFolder(_ charts: ChartLibrary?) throws {
    var given = try source.layer()
    given[.person] = nil
    guard given.isEmpty, try decision.layer().isEmpty else {
      throw ConfigurationError(
        "\(session) is a session folder: its channels and settings are fixed. Options such as --map are for recordings."
      )
    }
    let saved = try SavedSession(session)
    let page = output ?? saved.file(ReportFile.name)
    try OutputCheck.check([page], inputs: saved.files + (recording.map { [$0] } ?? []), overwrites: force)
    var found = try saved.reported(recording: recording)
    if let person = try source.layer()[.person] { found.summary.person = "\(person.value)" }
    try ReportFile.write(found, charts: charts, to: page, overwrites: force)
    tellIfWithout(charts)
    print("Written: \(page)")
  }

  private func comparePair(with other: String) throws {
    var given = try source.layer()
    let person = given[.person].map { "\($0.value)" }
    given[.person] = nil
    guard given.isEmpty, try decision.layer().isEmpty, recording == nil, chartJs == nil else {
      throw ConfigurationError(
        "Two session folders are compared with their own settings: only --person, --output and --force apply.")
    }
    let pair = SessionPair(
      before: try SessionSide(session, person: person), after: try SessionSide(other, person: person))
    let page = output ?? OutputFolder.join(other, "before-after.html")
    try OutputCheck.check([page], inputs: pair.before.files + pair.after.files, overwrites: force)
    try TableFile.write(Array(try SessionPairPage(pair).html().utf8), to: page, overwrites: force)
    for paragraph in SessionPairText(pair).paragraphs {
      let text = paragraph.visible(keepsLines: false)
      let isTable = text.hasPrefix("  ")
      print(isTable || text.isEmpty ? text : HistoryParagraphs.wrapped(text).joined(separator: "\n"))
    }
    print("\nWritten: \(page)")
  }

  private func reportRecording(_ charts: ChartLibrary?) throws {
    guard recording == nil else {
      throw ConfigurationError("--recording needs a session folder, and \(session) is not one.")
    }
    let settings = try options.settings(flags: source.layer(), table.layer(), decision.layer())
    let analysis = try OfflineAnalysis(
      OfflineAnalysis.Request(
        path: session, overrides: settings.overrides, fallbacks: settings.fallbacks, feedback: settings.feedback,
        software: GlutecueCommand.software))
    let page = output ?? ReportFile.path(beside: session)
    try OutputCheck.check([page], inputs: analysis.inputs, overwrites: force)
    var collector = ReportCollector(map: analysis.map)
    var progress = ProgressLine("Analysing")
    let summary = try analysis.run {
      progress.update($0)
    } onStride: {
      collector.add($0, $1)
    }
    progress.clear()
    let found = collector.session(summary, recording: session)
    try ReportFile.write(found, charts: charts, to: page, overwrites: force)
    tellIfWithout(charts)
    try SessionEnd(summary, files: [page]).tell(as: .text)
  }

  private func chartLibrary() throws -> ChartLibrary? {
    guard let chartJs else { return ChartLibrary() }
    guard let library = ChartLibrary(paths: [chartJs]) else {
      throw CommandFailure("\(chartJs) is not Chart.js of version 3 or 4. \(ChartLibrary.remedy)", .unusableData)
    }
    return library
  }

  private func tellIfWithout(_ charts: ChartLibrary?) {
    if charts == nil { StandardError.say("The page has no charts. \(ChartLibrary.remedy)") }
  }
}
