import ArgumentParser
import CalibrationProtocol
import ConfigurationFiles
import EMGUnits
import Files
import Foundation
import LabStreams
import LiveSession
import Recording
import SoundCard

/// `glutecue setup`: sound card, electrodes, amplifier, mains and headphones, asked once.
struct SetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Set up once: sound card, electrodes, amplifier, headphones.",
    discussion: """
      Asks which sound card carries the electrodes, listens while you squeeze the glute and curl the heel to learn which \
      input is which, asks for your amplifier and the mains, and plays a beep in your headphones. Then `glutecue check`, \
      `calibrate` and `live` need no options. Nothing is written before the last question is answered.

      Sound card and headphones go into sound.json beside your sessions, as they belong to this computer; the rest goes into \
      your settings file. `glutecue serve` uses the same.

      EXAMPLES
        glutecue setup
        All answers from a file, a line each; an empty line takes what is in brackets:
          glutecue setup < answers.txt

      EXIT CODES
        0 set up; 3 an input cannot be used, nothing was changed; 66 no sound card, or the answers ended early; 73, 74 the \
        files cannot be written; 77 not permitted; 130 ended by Ctrl-C.
      """)

  @OptionGroup(title: "The sound card") var device: DeviceOptions

  func run() throws {
    let dialogue = Dialogue()
    let interruption = Interruption()
    let environment = ProcessInfo.processInfo.environment
    guard let home = HomeFolder.usual, let settingsPath = SettingsSources.userFile(environment) else {
      throw CommandFailure("There is no home folder to keep anything in: HOME is not set.", .cannotCreate)
    }
    let survey = DeviceSurvey()
    var sound = try SoundChoice.ofUser()
    dialogue.say("1 of 5  Sound card")
    let card = try input(dialogue, survey, before: sound.input)
    dialogue.say("\n2 of 5  Electrodes")
    let map = try electrodes(dialogue, card, interruption)
    dialogue.say("\n3 of 5  Amplifier")
    let fullScale = try amplifier(dialogue)
    dialogue.say("\n4 of 5  Mains")
    let mains = try dialogue.choice(
      "How is the mains hum found?",
      [
        ("By itself", "auto"), ("50 Hz: Europe, Asia, Africa, Australia", "50"),
        ("60 Hz: the Americas, parts of Asia", "60"),
      ],
      usual: 0)
    dialogue.say("\n5 of 5  Headphones")
    let (tone, volume) = try headphones(dialogue, survey, sound)

    try sound.change(.input, to: card.endpoint)
    try sound.change(.tone, to: tone)
    try sound.change(.volume, to: "\(volume)")
    try FileManager.default.createDirectory(
      atPath: home, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try UserSettings(path: settingsPath).change([
      SettingKey.map.rawValue: map.description, SettingKey.mains.rawValue: mains,
      SettingKey.fullScale.rawValue: fullScale.map(\.plain),
    ])
    try sound.write("\(home)/\(SoundChoice.fileName)")
    dialogue.say("\nWritten: \(settingsPath), \(home)/\(SoundChoice.fileName)")
    if let words = RealtimeRights.missing { dialogue.say("\n" + words) }
    dialogue.say(
      """

      Next:
        glutecue check --squeeze    is every electrode well?
        glutecue calibrate          what your glute can do; ten to twenty minutes, once
        glutecue live               run
      """)
  }

  /// A device or a recording that stands in for one.
  private struct Card {
    let endpoint: String
    let channels: Int
  }

  private func input(_ dialogue: Dialogue, _ survey: DeviceSurvey, before: String?) throws -> Card {
    let cards = survey.devices.filter { $0.direction == "capture" && $0.abilities != nil }
    if cards.isEmpty { dialogue.say(DeviceSurvey.hint ?? "No sound card can be used. Is one plugged in?") }
    let choices = cards.map { card in
      let channels = (card.abilities?.ownChannels ?? card.abilities?.channels)?.last ?? 1
      return (
        words: "\(card.name)  \(card.title), \(channels) input\(channels == 1 ? "" : "s")",
        value: Card(endpoint: "alsa:\(card.name)", channels: channels)
      )
    }
    let likely =
      choices.firstIndex { $0.value.endpoint == before } ?? cards.firstIndex(where: \.isLikely)
      ?? (cards.isEmpty ? nil : 0)
    return try dialogue.choice(
      choices.isEmpty
        ? "Which input? Type alsa:DEVICE or lsl:NAME, or the path of a recording to try without a card:"
        : "Which one carries the electrodes?",
      choices, usual: likely
    ) { text in
      guard Int(text) == nil else { return nil }
      do {
        switch try Endpoint("--input", text) {
        case .device: return Card(endpoint: text, channels: 2)
        case .stream(let name): return Card(endpoint: text, channels: try LabStreamInput(name).info.channelCount)
        case .file(let path):
          // kept, and used from other folders
          let whole = URL(filePath: path).path
          return Card(endpoint: whole, channels: try RecordingReader(path: whole).channelCount)
        }
      } catch let error as ConfigurationError {
        // nobody has typed the option
        throw ConfigurationError(error.message.replacing("--input ", with: ""))
      }
    }
  }

  private static let oneLeg = ["glute", "hamstring"]
  private static let bothLegs = ["left-glute", "left-hamstring", "right-glute", "right-hamstring"]

  /// Learns the map, or has it typed.
  private func electrodes(_ dialogue: Dialogue, _ card: Card, _ interruption: Interruption) throws -> ChannelMap {
    var roles = Self.oneLeg
    if card.channels >= Self.bothLegs.count {
      roles = try dialogue.choice(
        "Where are the electrodes?", [("One leg", Self.oneLeg), ("Both legs", Self.bothLegs)], usual: 0)
    }
    roles = Array(roles.prefix(card.channels))
    dialogue.say(
      roles.count < Self.oneLeg.count
        ? "This card has one input: the glute alone can be followed. Against the hamstring needs two."
        : "Stand still, muscles loose. Then I ask for one muscle after the other.")
    var listening = try InputListening(card.endpoint, channels: card.channels, device: device, interruption)
    try listening.rest()
    var trouble: String?
    for role in roles where trouble == nil {
      trouble = try contraction(of: role, dialogue, &listening, interruption)
    }
    if trouble == nil, listening.inputs == nil {
      trouble =
        "The inputs rise alike in every contraction, so they do not tell which is which: one electrode on two inputs, or "
        + "electrodes too near to each other."
    }
    let found: [(role: String, input: Int)]
    if let trouble {
      dialogue.say(trouble)
      found = try typed(roles, dialogue, card)
    } else {
      found = zip(roles, listening.inputs ?? []).map { ($0, $1) }
      for (role, input) in found { dialogue.say("✓ \(role) is on input \(input + 1)") }
    }
    let reports = listening.reports
    let bad = found.filter {
      [.dead, .clipped, .loose, .hum, .filtered, .slow, .copied].contains(reports[$0.input].verdict)
    }
    for (role, input) in bad { dialogue.say("✕ \(role), input \(input + 1): \(reports[input].words)") }
    if !bad.isEmpty {
      let goesOn = try dialogue.choice(
        "Continue anyway?", [("No, fix it first", false), ("Yes", true)], usual: 0)
      guard goesOn else {
        throw CommandFailure(
          "Nothing was changed. Fix the electrodes, then run `glutecue setup` again.", .channelUnusable)
      }
    }
    return try ChannelMap(parsing: found.map { "\($0.role)=\($0.input + 1)" }.joined(separator: ","))
  }

  /// Asks for one contraction; returns what is wrong, nil when it was seen.
  private func contraction(
    of role: String, _ dialogue: Dialogue, _ listening: inout InputListening, _ interruption: Interruption
  ) throws -> String? {
    let leg = role.hasPrefix("left-") ? "left " : role.hasPrefix("right-") ? "right " : ""
    let words =
      role.hasSuffix("glute")
      ? "Squeeze the \(leg)buttock hard, two seconds, then let go."
      : "Pull the \(leg)heel to the buttock hard, two seconds, then let go."
    dialogue.say(words)
    fflush(nil)
    switch try listening.contraction(words) {
    case .seen: return nil
    case .nothing: return "No input rose. Is the amplifier on, and the electrode on its muscle?"
    case .ended:
      guard !interruption.isAsked else { throw CommandFailure("Ended; nothing was changed.", .interrupted) }
      return "The input ended before the muscle was seen."
    }
  }

  /// Has the map typed.
  private func typed(
    _ roles: [String], _ dialogue: Dialogue, _ card: Card
  ) throws -> [(role: String, input: Int)] {
    var found: [(role: String, input: Int)] = []
    for role in roles {
      // numbered as the inputs are, those that are taken too
      let inputs = (0..<card.channels).map { input in
        let taken = found.first { $0.input == input }.map { ", carries \($0.role)" } ?? ""
        return (words: "Input \(input + 1)\(taken)", value: input)
      }
      let free = inputs.indices.first { input in !found.contains { $0.input == input } }
      var input = try dialogue.choice("Which input carries \(role)?", inputs, usual: free)
      while let other = found.first(where: { $0.input == input }) {
        dialogue.say("Input \(input + 1) carries \(other.role).")
        input = try dialogue.choice("Which input carries \(role)?", inputs, usual: free)
      }
      found.append((role, input))
    }
    return found
  }

  /// Millivolts of full scale; nil where nobody knows.
  private func amplifier(_ dialogue: Dialogue) throws -> Double? {
    let known = Board.known.filter { $0.fullScaleMv != nil }
    let choices: [(words: String, value: Double?)] =
      [("I do not know: levels come without µV, everything else works", nil)]
      + known.map { ("\($0.name): \($0.fullScaleMv?.plain ?? "") mV (\($0.note))", $0.fullScaleMv) }
    return try dialogue.choice("Which one, or how many millivolts make full scale?", choices, usual: 0) { text in
      guard let value = Double(text.replacing(",", with: ".")), RecordingLimits.fullScaleMillivolts.contains(value)
      else { return nil }
      return .some(value)
    }
  }

  /// Where tones go, and how loud they are.
  private func headphones(
    _ dialogue: Dialogue, _ survey: DeviceSurvey, _ before: SoundChoice
  ) throws -> (tone: String, volume: Int) {
    let players = survey.devices.filter { $0.direction == "playback" && $0.abilities != nil }
    let choices =
      players.map { (words: "\($0.name)  \($0.title)", value: "alsa:\($0.name)") }
      + [(words: "None: no beeps", value: "none")]
    let tone = try dialogue.choice(
      "Which one are the headphones?", choices, usual: choices.firstIndex { $0.value == before.tone } ?? 0)
    var volume = before.volume ?? SoundChoice.usualVolume
    guard tone != "none", case .device(let name) = try Endpoint("--tone", tone) else { return (tone, volume) }
    while true {
      let output = try DeviceOptions.parse(["--volume", "\(volume)"]).output(name)
      try SoundTrial.play(.silent, on: output) { false }
      let answers: [(words: String, value: Int?)] = [("Right", nil), ("Louder", 20), ("Softer", -20), ("Again", 0)]
      guard let change = try dialogue.choice("One clear beep at \(volume) %. Well?", answers, usual: 0) else {
        return (tone, volume)
      }
      volume = min(100, max(5, volume + change))
    }
  }
}
