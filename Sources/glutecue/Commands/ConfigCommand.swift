import ArgumentParser
import ConfigurationFiles
import EMGUnits
import Foundation
import Recording

/// `glutecue config`: the settings in effect, or a file to start from.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show the settings in effect and where each comes from, or write a settings file.",
    discussion: """
      Prints every setting as YAML, followed by its origin. Later wins: default; your own file \
      $XDG_CONFIG_HOME/glutecue/config.yaml (or ~/.config/glutecue/config.yaml), if it exists; --config FILE; the \
      sidecar of the recording, for what is below input; environment variables GLUTECUE_…; flags. A sidecar belongs to \
      one recording and is not shown here.

      EXAMPLES
        What is in effect:
          glutecue config
        What would be in effect on a run:
          glutecue config --config run.yaml --cue-policy limit
        Every threshold of the core, and why it has that value:
          glutecue config --tuning
        A file with every setting explained, to edit and use with --config:
          glutecue config --write run.yaml

      EXIT CODES
        0 done; 64 a setting that cannot be used; 66 no such file; 73 the file exists or cannot be made; 74 reading or \
        writing failed; 77 not permitted.
      """)

  @OptionGroup var options: SettingsOptions
  @OptionGroup(title: "The input") var source: SignalSourceOptions
  @OptionGroup var table: TableOptions
  @OptionGroup(title: "The decision") var decision: DecisionOptions
  @OptionGroup(title: "The aim") var aims: AimOptions
  @OptionGroup(title: "The cues") var cues: CueOptions
  @OptionGroup(title: "The history") var history: HistoryOptions
  @Option(
    help: ArgumentHelp(
      "Instead of printing, write a file that explains all settings. Values that differ from the default are filled in.",
      valueName: "file"), completion: .yaml)
  var write: String?
  @Flag(help: "Instead of settings, show every threshold of the core with its unit, range, reason and source.")
  var tuning = false
  @Option(help: "text: YAML; json: for programs.") var format = OutputFormat.text
  @Flag(help: "Overwrite a file that exists.") var force = false

  func run() throws {
    let settings = try options.settings(
      flags: source.layer(), table.layer(), decision.layer(), aims.layer(), cues.layer(), history.layer())
    if tuning { return try tellTuning(TuningTable(try decision.applying(to: settings.feedback).tuning)) }
    guard let write else {
      print(format == .json ? try SettingsJSON(settings).text() : SettingsYAML(settings).text, terminator: "")
      return
    }
    guard format == .text else { throw ConfigurationError("--write makes a YAML file. Leave out --format json.") }
    try TextFile.write(SettingsYAML(settings).template, to: write, overwrite: force)
    print("Wrote \(write): all \(SettingKey.allCases.count) settings. Use it with --config \(ShellCommand([write])).")
  }

  /// Prints the thresholds, or writes them as a page.
  private func tellTuning(_ table: TuningTable) throws {
    guard let write else {
      print(format == .json ? try table.json() : table.text, terminator: "")
      return
    }
    try TextFile.write(table.markdown, to: write, overwrite: force)
    print("Wrote \(write): every threshold, as Markdown.")
  }
}

/// Where settings are read from.
struct SettingsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Settings file in YAML; wins over your own ~/.config/glutecue/config.yaml. `glutecue config --write` makes one.",
      valueName: "file"), completion: .yaml)
  var config: String?

  /// The settings in effect with these flags.
  func settings(flags: SettingsLayer...) throws(SettingsFailure) -> EffectiveSettings {
    let flags = flags.reduce(into: SettingsLayer()) { $0.merge($1) { $1 } }
    return try SettingsSources(environment: ProcessInfo.processInfo.environment, file: config, flags: flags).settings()
  }
}
