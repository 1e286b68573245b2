import Foundation
import Synchronization

/// The virtual sound cards that the tests' own process knows: one file of ALSA's configuration, written anew for each.
///
/// libasound keeps the configuration that it has read, and reads it again when the file's inode or the seconds of its
/// time of change are others. Renamed files may share an inode, and many are written in one second: so each version gets
/// a time of change of its own.
final class VirtualSoundCardList: Sendable {
  static let here = VirtualSoundCardList()

  private struct Content {
    var definitions: [String: String] = [:]
    var version = 0
  }

  private let content = Mutex(Content())
  private let path = FileManager.default.temporaryDirectory
    .appending(path: "asound-\(ProcessInfo.processInfo.processIdentifier).conf").path

  func add(_ card: VirtualSoundCard) throws {
    try content.withLock {
      $0.definitions[card.name] = card.definition
      try write(&$0)
      // Before any card is opened, so libasound never sees another value.
      setenv("ALSA_CONFIG_PATH", path, 1)
    }
  }

  func remove(_ name: String) {
    content.withLock {
      $0.definitions[name] = nil
      if $0.definitions.isEmpty { unlink(path) } else { try? write(&$0) }
    }
  }

  private func write(_ content: inout Content) throws {
    content.version += 1
    let new = path + ".new"
    try Self.configuration(Array(content.definitions.values)).write(toFile: new, atomically: false, encoding: .utf8)
    let time = Date(timeIntervalSince1970: Double(content.version))
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: new)
    guard rename(new, path) == 0 else { throw POSIXError(.EIO) }
  }

  /// The system's own configuration, the library, and the cards.
  static func configuration(_ definitions: [String]) -> String {
    let library = BuiltProduct.url("libasound_module_pcm_emgsim.so").path
    return "</usr/share/alsa/alsa.conf>\npcm_type.emgsim { lib \"\(library)\" }\n" + definitions.joined()
  }
}
