import ArgumentParser
import Foundation
import SoundCard

/// `glutecue devices`: what sound cards there are.
struct DevicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "List the sound cards and what each can do.",
    discussion: """
      Lists inputs for the EMG and outputs for the tones, as `glutecue live` takes them, with channels, sample rates, \
      formats and periods. The likely choice is marked with an arrow.

      EXAMPLES
        glutecue devices
        glutecue devices --format json

      EXIT CODES
        0 there are devices; 66 there is none; 77 there are some, but you are not permitted to use them.
      """)

  @Option(help: "text for people, json for programs.") var format = OutputFormat.text

  func run() throws {
    let survey = DeviceSurvey()
    switch format {
    case .json:
      let encoder = JSONEncoder()
      encoder.keyEncodingStrategy = .convertToSnakeCase
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      StandardOutput.write(json: String(decoding: try encoder.encode(survey.devices), as: UTF8.self) + "\n")
    case .text:
      print(DeviceListing(survey.devices).text, terminator: "")
    }
    fflush(nil)
    guard survey.devices.isEmpty else { return }
    guard let hint = DeviceSurvey.hint else {
      throw CommandFailure("No sound card can be used. Is one plugged in?", .missingInput)
    }
    throw CommandFailure(hint, hint.contains("not permitted") ? .notPermitted : .missingInput)
  }
}
