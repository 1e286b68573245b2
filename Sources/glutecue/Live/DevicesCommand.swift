import ArgumentParser
import EMGUnits
import Foundation
import SoundCard

/// `glutecue devices`: what sound cards there are.
struct DevicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "List the sound cards and what each can do.",
    discussion: """
      Lists inputs for the EMG and outputs for the tones, as `glutecue live` takes them, with channels, sample rates, \
      formats and periods. The likely choice is marked with an arrow: an input with a channel \
      for each muscle. A plug round a card with fewer channels copies one into all, and is never marked.

      EXAMPLES
        glutecue devices
        glutecue devices --format json

      EXIT CODES
        0 there are devices; 66 there is none; 77 there are some, but you are not permitted to use them.
      """)

  @Option(
    help: ArgumentHelp(
      "What the session needs: a device with fewer channels is not the likely choice. (default: two channels)",
      valueName: "role=channel,…"))
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
      let encoder = JSONEncoder()
      encoder.keyEncodingStrategy = .convertToSnakeCase
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      StandardOutput.write(json: String(decoding: try encoder.encode(survey.devices), as: UTF8.self) + "\n")
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
