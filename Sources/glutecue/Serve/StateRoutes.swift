import ConfigurationFiles
import EMGUnits
import Foundation
import CalibrationProtocol
import LiveSession
import PhoneServer
import Recording
import SoundCard

/// What is there, what is next, what is set.
struct StateRoutes {
  let house: ServeHouse

  var routes: [Route] {
    [
      Route("GET", "/api/state", for: .pairedOrNobody) { try Answer(state(role: $0.device?.role ?? .coach)) },
      Route("GET", "/api/devices") { _ in
        try Answer(Devices(devices: Self.devices(), boards: Board.known))
      },
      Route("GET", "/api/settings") { _ in try Answer(settings()) },
      Route("PUT", "/api/settings") { call in
        try house.change(settings: try call.body([String: String?].self))
        return try Answer(settings())
      },
      Route("GET", "/api/programme") { _ in try Answer(programme()) },
    ]
  }

  private struct State: Encodable {
    struct Card: Encodable {
      let input: String?
      let name: String?
      let present: Bool
      let channels: Int?
      let words: String
    }

    struct Tone: Encodable {
      let output: String?
      let present: Bool
      let volume: Int
      let words: String
    }

    struct Profile: Encodable {
      let date: String
      let words: String
    }

    struct Unfinished: Encodable {
      let done: Int
      let steps: Int
    }

    struct Next: Encodable {
      let action: String
      let words: String
    }

    struct Programme: Encodable {
      let words: String
      let session: Int?
      let sessions: Int
    }

    let role: String
    let software: String
    let person: PeopleRoutes.Entry?
    let card: Card
    let tone: Tone
    let map: String?
    let mapWords: [String: String]
    let fullScaleMv: Double?
    let profile: Profile?
    let unfinished: Unfinished?
    let next: Next
    let last: SessionRoutes.Entry?
    let job: JobStatus?
    let programme: Programme?
    let diskWords: String?
  }

  private func state(role: Role) throws -> State {
    let settings = try house.settings()
    let file = house.home.everybody
    let people = PeopleRoutes(house: house)
    let latest = role == .owner ? try people.latest() : [:]
    let person = file.people.first { $0.id == file.current }.map { people.entry($0, history: latest) }
    let card = card(settings)
    let date = house.profileDate(of: house.person)
    let unfinished = house.unfinished
    let sessions = SessionRoutes(house: house)
    let last = house.home.sessionNames.lazy.compactMap(sessions.entry).first { $0.person == house.person }
    // a file that cannot be read is explained where the programme is looked at or begun
    let programme = try? programmeState()
    return State(
      role: role.rawValue, software: GlutecueCommand.software, person: person, card: card, tone: tone(),
      map: settings[.map].map { "\($0.value)" }, mapWords: Self.words(settings), fullScaleMv: house.fullScale(settings),
      profile: date.map { State.Profile(date: $0, words: "Calibrated on \($0.prefix(10)).") },
      unfinished: unfinished.map { State.Unfinished(done: $0.done, steps: $0.steps) },
      next: next(card, settings, hasProfile: date != nil, isUnfinished: unfinished != nil, programme),
      last: role == .owner ? last : nil, job: house.desk.status, programme: role == .owner ? programme : nil,
      diskWords: house.diskWords)
  }

  private func next(
    _ card: State.Card, _ settings: EffectiveSettings, hasProfile: Bool, isUnfinished: Bool,
    _ programme: State.Programme?
  ) -> State.Next {
    guard card.input != nil, settings[.map] != nil || hasProfile else {
      return State.Next(action: "settings", words: "Choose the sound card and the inputs of your electrodes.")
    }
    guard card.present else { return State.Next(action: "settings", words: card.words) }
    if isUnfinished { return State.Next(action: "calibration", words: "Continue your calibration.") }
    guard hasProfile else {
      return State.Next(action: "check", words: "Check the electrodes, then calibrate: about ten minutes, once.")
    }
    if let programme, programme.session != nil { return State.Next(action: "programme", words: programme.words) }
    return State.Next(action: "run", words: "Ready for a run.")
  }

  private func card(_ settings: EffectiveSettings) -> State.Card {
    guard let input = house.inputText, let endpoint = try? Endpoint("--input", input) else {
      return State.Card(input: nil, name: nil, present: false, channels: nil, words: "No sound card is chosen yet.")
    }
    let name: String
    switch endpoint {
    case .file(let path):
      let isThere = FileManager.default.fileExists(atPath: path)
      return State.Card(
        input: input, name: input, present: isThere, channels: nil,
        words: isThere ? "A recording stands in for the sound card." : "\(input): there is no such recording.")
    case .stream(let stream):
      return State.Card(
        input: input, name: stream, present: true, channels: nil,
        words: "The LSL stream \(stream). Whether it is there shows when you start.")
    case .device(let device): name = device
    }
    // while a job has it, a card cannot be opened a second time
    if house.desk.status?.state == .running {
      return State.Card(input: input, name: input, present: true, channels: nil, words: "In use.")
    }
    let found = DeviceSurvey().devices.first { $0.name == name && $0.direction == "capture" }
    return State.Card(
      input: input, name: found?.title ?? name, present: found?.trouble == nil && found != nil,
      channels: found?.abilities?.channels.last,
      words: found.map { $0.trouble ?? "\($0.title) is there." }
        ?? "The sound card \(name) is missing. Plug it in, or choose another in the settings.")
  }

  private func tone() -> State.Tone {
    let text = (try? house.toneText()) ?? nil
    return State.Tone(
      output: text, present: text != nil, volume: house.volume,
      words: text.map { "Tones go to \($0)." } ?? "No headphones are chosen: sessions are mute.")
  }

  /// The programme, where it has been begun.
  private func programmeState() throws -> State.Programme? {
    let history = try standing()
    guard !history.standing.round.isEmpty || history.standing.next != nil, !history.rows.isEmpty else { return nil }
    let words = ProgrammeWords(history)
    let runs = history.standing.programme.runs.count
    guard let next = history.standing.next else {
      return State.Programme(words: "The programme is complete.", session: nil, sessions: runs)
    }
    return State.Programme(words: "Next: \(words.place(next)).", session: next, sessions: runs)
  }

  private func standing() throws -> ProgrammeHistory {
    let programme = try house.home.programme(of: house.person).map { try ProgrammeFile(path: $0).programme() }
    return try ProgrammeHistory(
      programme ?? .standard, store: try StoreOption.parse(["--store", house.home.historyPath]), person: house.person)
  }

  private struct Programme: Encodable {
    struct Session: Encodable {
      let number: Int
      let minutes: Double
      let feedback: Double
      let done: Bool
      let date: String?
      let isTest: Bool
    }

    let name: String
    let sessions: [Session]
    let next: Int?
    let words: [String]
  }

  private func programme() throws -> Programme {
    let history = try standing()
    let programme = history.standing.programme
    let sessions = programme.runs.indices.map { index in
      let done = history.rows.last { $0.number == index + 1 }
      let run = programme.runs[index]
      return Programme.Session(
        number: index + 1, minutes: run.minutes, feedback: run.feedback, done: done != nil,
        date: done.map { ProgrammeHistory.date($0.day) }, isTest: programme.isTest(index + 1))
    }
    let words = ProgrammeWords(history).status(["glutecue", "train"]).dropLast()
    let next =
      history.standing.next.map { "Next: \(ProgrammeWords(history).place($0))." } ?? "The programme is complete."
    return Programme(
      name: programme.name, sessions: sessions, next: history.standing.next, words: Array(words.prefix(1)) + [next])
  }

  private static func words(_ settings: EffectiveSettings) -> [String: String] {
    guard let map = settings.overrides.map ?? settings.fallbacks.map else { return [:] }
    return Dictionary(map.entries.map { ("\($0.channel)", $0.role.description) }) { first, _ in first }
  }

  private struct Devices: Encodable {
    struct Device: Encodable {
      /// Where the EMG can come from.
      let input: String
      let name: String
      /// 0 where nothing can come in.
      let channels: Int
      let likely: Bool
      /// Where tones can go; nil where nothing can be heard.
      let output: String?
      let words: String?
    }

    let devices: [Device]
    let boards: [Board]
  }

  /// One entry a device, whose two directions the survey tells apart.
  private static func devices() -> [Devices.Device] {
    let found = DeviceSurvey().devices
    let names = found.map(\.name)
    return names.indices.filter { names.firstIndex(of: names[$0]) == $0 }.map { index in
      let name = names[index]
      let capture = found.first { $0.name == name && $0.direction == "capture" }
      let plays = found.contains { $0.name == name && $0.direction == "playback" }
      let abilities = capture?.abilities
      return Devices.Device(
        input: "alsa:\(name)", name: found[index].title,
        channels: (abilities?.ownChannels ?? abilities?.channels)?.last ?? 0, likely: capture?.isLikely ?? false,
        output: plays ? "alsa:\(name)" : nil, words: capture?.trouble)
    }
  }

  private struct Settings: Encodable {
    struct Entry: Encodable {
      let key: String
      let value: String?
      let `default`: String?
      let help: String
      let values: String
      let origin: String
    }

    struct Device: Encodable {
      let input: String?
      let tone: String?
      let volume: Int
      let map: String?
      let fullScaleMv: Double?
      let mains: String?
    }

    let settings: [Entry]
    let device: Device
  }

  private func settings() throws -> Settings {
    let settings = try house.settings()
    let entries = SettingKey.allCases.map { key in
      Settings.Entry(
        key: key.rawValue, value: settings[key].map { "\($0.value)" },
        default: key.definition.standard.map { "\($0)" }, help: PhoneWords.text(key.definition.explanation),
        values: key.definition.allowed,
        origin: settings[key].map { "\($0.origin)" } ?? "not set")
    }
    return Settings(
      settings: entries,
      device: Settings.Device(
        input: house.inputText, tone: try house.toneText(), volume: house.volume,
        map: settings[.map].map { "\($0.value)" }, fullScaleMv: house.fullScale(settings),
        mains: settings[.mains].map { "\($0.value)" }))
  }
}

/// An amplifier board whose gain is known from its maker, with its full scale at a line input of 1.4 V peak.
struct Board: Encodable {
  let name: String
  let fullScaleMv: Double?
  let note: String

  /// Gains and full scales as in docs/hardware.md, which has their sources.
  static let known = [
    Board(
      name: "MyoWare 2.0, RAW output", fullScaleMv: 7,
      note: "Gain 200, into a line input of 1.4 V. Not through the Link Shield: its ring carries 5 V."),
    Board(
      name: "BioAmp EXG Pill", fullScaleMv: 1.4,
      note: "Gain about 1000, into a line input of 1.4 V. Solder its EMG bridge first."),
    Board(
      name: "Muscle BioAmp Candy", fullScaleMv: 0.58,
      note: "Gain 2420, into a line input of 1.4 V. Set the EMG band to 80–450 Hz."),
    Board(
      name: "SHIELD-EKG-EMG (Olimex), low-pass changed", fullScaleMv: 0.49,
      note: "Gain 2848 as delivered, into a line input of 1.4 V. Its 40 Hz low-pass must be changed first."),
    Board(
      name: "Another board", fullScaleMv: nil, note: "The line input's peak millivolts, divided by the board's gain."),
  ]
}
