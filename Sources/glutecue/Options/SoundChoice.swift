import EMGUnits
import Files
import Foundation
import Recording

/// Which sound card and headphones this computer uses, and how loud: what `setup` and the phone's settings keep.
///
/// It belongs to the computer, so it lies beside the sessions, not in the settings that every session keeps a copy of.
struct SoundChoice: Codable, Sendable {
  /// What the calls name them.
  enum Key: String, CaseIterable {
    case input = "device.input"
    case tone = "device.tone"
    case volume = "device.volume"
  }

  static let usualVolume = 40
  /// Its name in GluteCue's own folder.
  static let fileName = "sound.json"

  /// `alsa:DEVICE` or a path; nil where nobody has said.
  var input: String?
  /// `alsa:DEVICE`, a path or `none`; nil where nobody has said.
  var tone: String?
  /// In percent; nil for the usual.
  var volume: Int?

  /// Changes one; nil takes it back.
  ///
  /// - Throws: for what cannot be one.
  mutating func change(_ key: Key, to text: String?) throws {
    switch key {
    case .input:
      if let text { _ = try Endpoint("--input", text) }
      input = text
    case .tone:
      if let text, text != "none" { _ = try Endpoint("--tone", text) }
      tone = text
    case .volume:
      let number = text.flatMap(Double.init)
      guard text == nil || number.map({ (1...100).contains($0) }) ?? false else {
        throw ConfigurationError("--volume \(text ?? "") is not between 1 and 100 percent. Example: --volume 40.")
      }
      volume = number.map { Int(bounded: $0.rounded()) }
    }
  }

  /// What the user has chosen; nothing where there is no home folder.
  static func ofUser() throws -> SoundChoice {
    guard let home = HomeFolder.usual else { return SoundChoice() }
    return try read("\(home)/\(fileName)")
  }

  /// Where the EMG comes from: what is said here, else what was chosen.
  ///
  /// - Throws: where nobody has said.
  static func input(_ said: String?) throws -> String {
    if let said { return said }
    guard let chosen = try ofUser().input else {
      throw ConfigurationError(
        "--input is missing: where does the EMG come from? Examples: --input alsa:hw:1, --input run.wav. "
          + "`glutecue setup` finds your sound card and keeps it for next time.")
    }
    return chosen
  }

  /// What to say as `--input` for the next run: the same card or stream, or another recording; nil where `setup` has chosen.
  static func next(_ said: String?) -> String? {
    guard let said else { return nil }
    if case .file = try? Endpoint("--input", said) { return "run.wav" }
    return said
  }

  /// Where guiding tones go: to the chosen headphones for a live input, nowhere for a recording.
  static func guide(input: String) throws -> String {
    try Endpoint("--input", input).isLive ? ofUser().tone ?? "none" : "none"
  }

  /// Reads what is kept; nothing is chosen where there is no file.
  static func read(_ path: String) throws -> SoundChoice {
    guard DiskEntry(path).exists else { return SoundChoice() }
    do { return try JSONText.read(SoundChoice.self, TextFile.read(path)) } catch {
      throw CommandFailure(
        "\(path) cannot be read. Correct it, or move it away to choose sound card and headphones again.", .unusableData)
    }
  }

  /// Keeps it.
  func write(_ path: String) throws { try TextFile.write(JSONText.text(self), to: path, overwrite: true) }
}
