import ArgumentParser
import EMGUnits
import Interchange
import Recording
import SessionResults

/// `glutecue export`: a session for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a session as EDF+/BDF+, as a BIDS folder or as tables, for other programs.",
    discussion: """
      edf: one EDF+ file with the raw samples, and contacts, cues, gaps and weak or silent strides as annotations; BDF+ (24 bits) \
      where 16 bits are too few, so that no precision is lost. EDFbrowser, MNE and MATLAB read both.
      bids: a folder after the Brain Imaging Data Structure for EMG.
      csv: a folder with samples.csv and events.csv.

      EXAMPLES
        A session of live, into session/recording.edf or .bdf:
          glutecue export session --to edf
        A BIDS folder in which the runner is sub-07; others join it with the same command:
          glutecue export session --to bids --subject 07 --output study
        With the laboratory's own details of amplifier and electrodes, and the visit:
          glutecue export session --to bids --subject 07 --ses before --metadata laboratory.json --output study
        A folder of analyze holds no samples, so name them:
          glutecue export analysis --recording run.wav --to edf --output run.edf

      EXIT CODES
        0 done; 64 wrong options; 65 not a usable session or recording; 66 no such file; 73 output exists or cannot be
        made; 74 reading or writing failed; 77 not permitted.
      """)

  /// What a session can become.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case edf, bids, csv
  }

  @Argument(
    help: ArgumentHelp("The folder given to live or analyze with --output.", valueName: "session"),
    completion: .directory)
  var session: String
  @Option(help: "What to write.") var to: Form
  @Option(
    help: ArgumentHelp("The session's input, if the folder does not hold it.", valueName: "file"),
    completion: .recordings)
  var recording: String?
  @Option(
    help: ArgumentHelp(
      "Where to write. (default: recording.edf or .bdf, or the folder bids or csv, in the session)",
      valueName: "file|dir"), completion: .directory)
  var output: String?
  @Option(help: ArgumentHelp("bids: who it is, letters and digits.", valueName: "label")) var subject = "01"
  @Option(help: ArgumentHelp("bids: what was done, letters and digits.", valueName: "label")) var task = "running"
  @Option(
    help: ArgumentHelp(
      "bids: which visit it was, letters and digits, in a study with several.", valueName: "label"))
  var ses: String?
  @Option(
    help: ArgumentHelp(
      "bids: a JSON file with what is the same for all recordings of a laboratory, under the keys of BIDS: Manufacturer, "
        + "InterelectrodeDistance, Authors … “bids” in the profile and in the sidecar win over it.", valueName: "file"),
    completion: .profile)
  var metadata: String?
  @Flag(help: "Overwrite files that exist.") var force = false

  func run() throws {
    var progress = ProgressLine("Exporting")
    let result = try export { progress.update($0) }
    progress.clear()
    print("Written: \(result.path)")
    result.remarks.forEach { print($0) }
  }

  /// Writes it.
  func export(onProgress: (Double) -> Void) throws -> EDFExport.Result {
    let source = try ExportSource(session: session, recording: recording)
    let usual = { (name: String) in OutputFolder.join(source.session.path, name) }
    switch to {
    case .edf:
      let export = try EDFExport(source)
      let path = output ?? usual("recording.\(export.ending)")
      try checkEnding(path, export.ending)
      try OutputCheck.check([path], inputs: source.inputs, overwrites: force)
      return try export.write(to: path, software: GlutecueCommand.software, onProgress: onProgress)
    case .bids:
      let words = try metadata.map { (path) throws(RecordingError) in try BIDSWords(file: path) } ?? BIDSWords()
      return try BIDSExport(
        source, subject: subject, task: task, visit: ses, software: GlutecueCommand.software, words: words
      )
      .write(to: output ?? usual("bids"), overwrites: force, onProgress: onProgress)
    case .csv:
      return try CSVExport(source).write(to: output ?? usual("csv"), overwrites: force, onProgress: onProgress)
    }
  }

  /// Other programs go by the ending.
  private func checkEnding(_ path: String, _ ending: String) throws(ConfigurationError) {
    guard !path.lowercased().hasSuffix(".\(ending)") else { return }
    let reason = ending == "bdf" ? "16 bits are too few for this recording, so it becomes BDF+" : "it becomes EDF+"
    throw ConfigurationError("--output \(path): \(reason). Choose a name that ends in .\(ending).")
  }
}
