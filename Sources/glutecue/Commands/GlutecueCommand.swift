import ArgumentParser
import CommandReference
import EMGUnits
import Files
import Foundation
import Glibc
import Recording
import SoundCard

@main
struct GlutecueCommand: ParsableCommand {
  /// Of this release.
  static let version = "0.1.0"
  /// As results name what made them.
  static let software = "glutecue \(version)"

  static let configuration = CommandConfiguration(
    commandName: "glutecue",
    abstract: "Hear it when your glutes stop firing.",
    discussion: """
      Finds every stride in surface EMG of glute and hamstring, measures how much the glute works against the
      hamstring, and beeps in the very stride in which the glute stops firing. It reports measurements, not a diagnosis.
      """,
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Get ready",
        subcommands: [SetupCommand.self, CheckCommand.self, CalibrateCommand.self, SoundsCommand.self]),
      CommandGroup(name: "Run", subcommands: [LiveCommand.self, TrainCommand.self, ServeCommand.self]),
      CommandGroup(
        name: "Look",
        subcommands: [AnalyzeCommand.self, ReportCommand.self, HistoryCommand.self, LogCommand.self]),
      CommandGroup(
        name: "Share and study", subcommands: [ExportCommand.self, BidsCommand.self, SimulateCommand.self]),
      CommandGroup(
        name: "Fix and set",
        subcommands: [
          DoctorCommand.self, DevicesCommand.self, LatencyCommand.self, RepairCommand.self, ConfigCommand.self,
        ]),
    ]
  )

  /// As given, also names of files that are not in UTF-8.
  private static var arguments: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { place in
      CommandLine.unsafeArgv[place].map { word in
        String(nameOnDisk: UnsafeRawBufferPointer(start: word, count: strlen(word)))
      }
    }
  }

  /// Runs what the command line asks for. Every error becomes words and an exit code here and nowhere else.
  static func main() {
    StandardOutput.occupyClosedStreams()
    do {
      do {
        try checkNames(arguments)
        if let request = HelpRequest(arguments) {
          let program = try CommandReference.program(dump: Data(_dumpHelp().utf8))
          let columns = HelpColumns(width: Terminal.helpWidth, isColoured: Terminal.isColoured(STDOUT_FILENO))
          StandardOutput.write(request.page(of: program).lines(columns).map { $0 + "\n" }.joined())
          return try StandardOutput.finish()
        }
        var command = try parseAsRoot(BareOptions.completed(arguments))
        try command.run()
      } catch let help where exitCode(for: help).isSuccess {
        // version and completions are results, too
        let text = fullMessage(for: help)
        if !text.isEmpty { print(text) }
      }
      try StandardOutput.finish()
    } catch { end(error) }
  }

  /// Says of a word that is no command which one may have been meant.
  private static func checkNames(_ arguments: [String]) throws(CommandFailure) {
    var (place, title) = (configuration, "glutecue")
    for given in arguments.drop(while: { $0 == "help" }) {
      let names = place.subcommands.compactMap { $0.configuration.commandName }
      guard !names.isEmpty, !given.hasPrefix("-"), given != "help" else { return }
      if let next = place.subcommands.first(where: { $0.configuration.commandName == given }) {
        place = next.configuration
        title += " " + given
        continue
      }
      let question = NearestName(among: names).question(given)
      let isFile = title == "glutecue" && DiskEntry(given).exists
      let help =
        isFile
        ? "`\(ShellCommand(["glutecue", "analyze", given]))` finds the strides of a recording."
        : "`\(title) --help` lists them."
      throw CommandFailure("\(given): there is no such command.\(question) \(help)", .usage)
    }
  }

  private static func end(_ error: any Error) -> Never {
    guard let failure = CommandFailure(error) else {
      fflush(nil)
      if exitCode(for: error) == .validationFailure, !message(for: error).isEmpty {
        let name = HelpRequest.command(of: arguments, in: configuration)
        StandardError.say("\(UsageText(message(for: error)).text) `\(name) --help` explains the command.")
      } else if !fullMessage(for: error).isEmpty {
        StandardError.write(fullMessage(for: error).visible() + "\n")
      }
      Glibc.exit(exitCode(for: error).rawValue)
    }
    fflush(nil)
    StandardError.say(failure.message)
    Glibc.exit(failure.status.rawValue)
  }
}

/// Options of `simulate` that take strides in a run, and nothing in a calibration, where they concern the whole person:
/// `--calibration --weak` stands for `--calibration --weak=all`.
enum BareOptions {
  /// What a bare option stands for.
  static let whole = "all"

  /// The arguments with what a bare option stands for.
  static func completed(_ arguments: [String]) -> [String] {
    guard arguments.first == "simulate", arguments.contains("--calibration") else { return arguments }
    return arguments.indices.map { place in
      let word = arguments[place]
      guard word == "--weak" || word == "--silent" else { return word }
      let next = place + 1 < arguments.count ? arguments[place + 1] : "-"
      return next.hasPrefix("-") ? word + "=" + whole : word
    }
  }
}

/// `glutecue devices`: what sound cards there are.
struct DevicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "List the sound cards and what each can do.",
    discussion: """
      Lists inputs for the EMG and outputs for the tones, as `glutecue live` takes them, with channels, sample rates, \
      formats and periods. An arrow marks the likely choice: an input with a channel \
      for each muscle. A plug (plughw:) on a card with fewer channels copies one into all, and is never marked.

      EXAMPLES
        glutecue devices
        glutecue devices --format json

      EXIT CODES
        0 there are devices; 66 there are none; 77 there are some, but you have no permission to use them.
      """)

  @Option(
    help: ArgumentHelp(
      "The channels of the session, so that a device with fewer is not marked as the likely choice. (default: two channels)",
      valueName: "role=channel,…"), completion: .map)
  var map: String?
  @Option(help: "text for people, json for programs.") var format = OutputFormat.text

  /// Glute and hamstring.
  private static let usualChannels = 2

  func run() throws {
    let needed = try map.map { (text) throws(ConfigurationError) in try ChannelMap(parsing: text) }
    let channels = needed?.entries.map(\.channel).max() ?? Self.usualChannels
    let survey = DeviceSurvey(channels: channels)
    switch format {
    case .json:
      StandardOutput.write(json: try JSONText.text(survey.devices))
    case .text:
      print(DeviceListing(survey.devices, channels: channels).text, terminator: "")
    }
    fflush(nil)
    guard survey.devices.isEmpty else { return }
    guard let hint = DeviceSurvey.hint else {
      throw CommandFailure("No sound card can be used. Is one plugged in?", .missingInput)
    }
    throw CommandFailure(hint, hint.contains("not permitted") ? .notPermitted : .missingInput)
  }
}

/// The sound cards as a list to read.
struct DeviceListing {
  private let devices: [DeviceDescription]

  private let channels: Int

  /// `channels` are those that a session needs.
  init(_ devices: [DeviceDescription], channels: Int) { (self.devices, self.channels) = (devices, channels) }

  /// Lines, each with its end; inputs first.
  var text: String {
    guard !devices.isEmpty else { return "" }
    let inputs = section("Inputs, for the EMG (glutecue live --input alsa:NAME):", "capture")
    let outputs = section("Outputs, for the tones (glutecue live --tone alsa:NAME):", "playback")
    return [inputs, outputs].compactMap(\.self).joined(separator: "\n") + "\n→ the likely choice\n"
  }

  private func section(_ heading: String, _ direction: String) -> String? {
    let chosen = devices.filter { $0.direction == direction }
    guard !chosen.isEmpty else { return "\(heading)\n  none\n" }
    let hasLikely = chosen.contains(where: \.isLikely) || direction != "capture"
    let warning =
      hasLikely
      ? ""
      : "  None has \(channels) channels of its own, one for each muscle. A plug (plughw:) that copies one into both shows the same signal "
        + "twice.\n"
    return heading + "\n" + chosen.map(entry).joined() + warning
  }

  private func entry(_ device: DeviceDescription) -> String {
    let mark = device.isLikely ? "→" : " "
    var lines = "\(mark) \(device.name)  \(device.title)\n"
    if let abilities = device.abilities { lines += "    \(words(abilities))\n" }
    if let trouble = device.trouble { lines += "    \(trouble)\n" }
    return lines
  }

  private func words(_ abilities: DeviceAbilities) -> String {
    let channels = Self.range((abilities.ownChannels ?? abilities.channels).map(String.init))
    let rates =
      abilities.ratesHz.isEmpty || abilities.ratesHz.count > 8
      ? Self.range(abilities.rateRangeHz.map(String.init))
      : abilities.ratesHz.map(String.init).joined(separator: ", ")
    return "\(channels) channel\((abilities.ownChannels ?? abilities.channels).last == 1 ? "" : "s")"
      + (abilities.ownChannels == nil ? "" : " of the card, others are copies") + "; \(rates) Hz; "
      + "\(abilities.formats.joined(separator: ", ")); periods \(Self.range(abilities.periodMs.map(\.short))) ms"
  }

  private static func range(_ ends: [String]) -> String {
    guard let first = ends.first, let last = ends.last else { return "" }
    return first == last ? first : "\(first)–\(last)"
  }
}
