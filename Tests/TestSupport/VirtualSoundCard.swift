import Foundation

/// A sound card that does not exist, opened through the genuine libasound by its `name`.
///
/// For a child process hand `environment` on. In the tests' own process the card is known from `init` on. The files go
/// with the object.
package final class VirtualSoundCard: Sendable {
  /// Files by which card and test talk; the raw values are the card's fields.
  enum File: String, CaseIterable {
    case input = "infile"
    case played = "outfile"
    case log
    case unplug
    case unplugCapture = "unplug_capture"
    case unplugPlayback = "unplug_playback"
    case busy
  }

  /// Which of its plugs.
  package enum Plug: Sendable {
    case both, capture, playback

    var file: File {
      switch self {
      case .both: .unplug
      case .capture: .unplugCapture
      case .playback: .unplugPlayback
      }
    }
  }

  /// What ALSA calls it, different for every card: `--input alsa:NAME`.
  package let name: String
  /// What it is like.
  package let device: VirtualDevice
  let definition: String
  private let folder: String

  /// Plugs a card in.
  package init(_ device: VirtualDevice) throws {
    let identifier = UUID().uuidString
    name = "emgsim_" + identifier.prefix(8).lowercased()
    folder = FileManager.default.temporaryDirectory.appending(path: "soundcard-\(identifier)").path
    self.device = device
    definition = device.definition(name: name, folder: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if let input = device.input {
      try Data(device.format.bytes(of: input)).write(to: URL(filePath: path(.input)))
    }
    try VirtualSoundCardList.here.add(self)
  }

  deinit {
    VirtualSoundCardList.here.remove(name)
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// For a child process that shall see this card and no other virtual one.
  package var environment: [String: String] {
    get throws { try Self.environment(with: [self]) }
  }

  /// For a child process that shall see these cards; the file lies with the first.
  package static func environment(with cards: [VirtualSoundCard]) throws -> [String: String] {
    guard let first = cards.first else { return [:] }
    let path = first.folder + "/asound.conf"
    try VirtualSoundCardList.configuration(cards.map(\.definition)).write(
      toFile: path, atomically: true, encoding: .utf8)
    return ["ALSA_CONFIG_PATH": path]
  }

  /// Pulls a plug.
  package func pull(_ plug: Plug = .both) { create(plug.file) }

  /// Plugs it in again. Who had the device open must open it anew.
  package func plugIn(_ plug: Plug = .both) { remove(plug.file) }

  /// Another program holds the device: opening it fails until `release()`.
  package func occupy() { create(.busy) }

  /// The other program lets go of the device.
  package func release() { remove(.busy) }

  /// What was played so far, all openings one after the other.
  package var played: RawSignal { device.format.signal(of: bytes(.played)) }

  /// What happened so far.
  package var events: [VirtualSoundCardEvent] {
    String(decoding: bytes(.log), as: UTF8.self).split(separator: "\n").compactMap(VirtualSoundCardEvent.init)
  }

  private func path(_ file: File) -> String { folder + "/" + file.rawValue }

  private func bytes(_ file: File) -> [UInt8] { FileManager.default.contents(atPath: path(file)).map(Array.init) ?? [] }

  private func create(_ file: File) { _ = FileManager.default.createFile(atPath: path(file), contents: nil) }

  private func remove(_ file: File) { try? FileManager.default.removeItem(atPath: path(file)) }
}
