import Files
import CalibrationProtocol
import ConfigurationFiles
import EMGUnits
import Foundation
import LiveSession
import PhoneServer
import Recording

extension ServeHouse {
  /// Less than an hour of recording at 48 kHz with two channels.
  private static let leastRoom = 1 << 30

  /// Where the EMG comes from; nil where nobody has said.
  var inputText: String? { home.sound.input }

  /// Where the EMG comes from.
  ///
  /// - Throws: where nobody has said.
  func input() throws -> String {
    guard let text = inputText else {
      throw CallError(422, "No sound card is chosen yet. Choose it in the settings.")
    }
    return text
  }

  /// Where the tones go; nil for nowhere.
  func toneText() throws -> String? {
    let isLive = try inputText.map { try Endpoint("--input", $0).isLive } ?? false
    let text = home.sound.tone ?? (isLive ? "alsa:default" : "none")
    return text == "none" ? nil : text
  }

  /// How loud the tones are, in percent.
  var volume: Int { home.sound.volume ?? SoundChoice.usualVolume }

  /// The headphones; nil where there are none.
  func tone(volume: Int?) throws -> DeviceOutput? {
    guard let text = try toneText(), case .device(let name) = try Endpoint("--tone", text) else { return nil }
    return try DeviceOptions.parse(["--volume", "\(volume ?? self.volume)"]).output(name)
  }

  /// Whether an input has to be slowed down to the clock on the wall.
  func isPaced(_ setup: CalibrationSetup) -> Bool { !setup.source.isLive && pace == .realtime }

  /// Where the tones of the wizard go.
  func guideTones(_ input: CalibrationInput) throws -> any GuideToneSink {
    try GuideTones.sink(
      try toneText() ?? "none", device: try DeviceOptions.parse(["--volume", "\(volume)"]),
      inputRate: input.sampleRate, overwrite: true)
  }

  /// Millivolts of full scale, where they are known.
  func fullScale(_ settings: EffectiveSettings) -> Double? {
    settings.overrides.fullScaleMillivolts ?? settings.fallbacks.fullScaleMillivolts
  }

  /// How far a calibration is that was left; nil without one.
  var unfinished: (done: Int, steps: Int)? {
    ProgressFile(path: home.calibrationFolder(of: person) + "/progress.json").counts
  }

  /// That the disk is short of room; nil while it is not.
  var diskWords: String? {
    guard let free = DiskEntry(home.folder).freeBytesBeside, free < Self.leastRoom else { return nil }
    return "The disk has \(free >> 20) MB left: an hour takes up to 700 MB. Delete old sessions."
  }

  /// Changes settings in the user's own file; what is refused changes nothing.
  func change(settings wished: [String: String?]) throws {
    guard let path = settingsPath else {
      throw CallError(422, "There is no home folder for the settings (HOME and XDG_CONFIG_HOME are not set).")
    }
    let sound = wished.compactMap { name, text in SoundChoice.Key(rawValue: name).map { ($0, text) } }
    let others = wished.filter { SoundChoice.Key(rawValue: $0.key) == nil }
    try home.changeSound { choice in
      for (key, text) in sound { try choice.change(key, to: text) }
      // refused before anything is kept
      if !others.isEmpty { try UserSettings(path: path).change(others) }
    }
  }
}
