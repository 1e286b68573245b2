import EMGUnits
import Files
import Foundation
import Recording

/// Which sound card and headphones are used, and how loud.
struct SoundChoice: Codable, Sendable {
  /// What the calls name them.
  enum Key: String, CaseIterable {
    case input = "device.input"
    case tone = "device.tone"
    case volume = "device.volume"
  }

  static let usualVolume = 40

  /// `alsa:DEVICE` or `wav:FILE`; nil where nobody has said.
  var input: String?
  /// `alsa:DEVICE`, `wav:FILE` or `none`; nil where nobody has said.
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
