import EMGUnits
import Files
import Foundation
import Recording

/// The user's own settings file, to change some of it.
///
/// It is written anew, every setting explained; what was there before is kept as `config.yaml~`.
public struct UserSettings: Sendable {
  private let path: String

  /// A file that need not exist yet.
  public init(path: String) { self.path = path }

  /// Changes some: text by name; nil takes one back to its default. What is refused changes nothing.
  public func change(_ wished: [String: String?]) throws(SettingsFailure) {
    var settings = EffectiveSettings()
    let entry = DiskEntry(path)
    if entry.exists { settings.add(try SettingsFile(path: path).layer()) }
    for (name, text) in wished.sorted(by: { $0.key < $1.key }) {
      guard let key = SettingKey(rawValue: name) else {
        throw .configuration(ConfigurationError("\(name) is not a setting."))
      }
      guard let text else {
        settings.reset(key)
        continue
      }
      do { settings.add([key: try key.setting(flag: text)]) } catch { throw .configuration(error) }
    }
    // what stands in the way of the folder is told by the file that cannot be made in it
    try? FileManager.default.createDirectory(atPath: entry.folder, withIntermediateDirectories: true)
    do throws(RecordingError) {
      if entry.exists {
        try TextFile.write(String(decoding: try TextFile.read(path), as: UTF8.self), to: path + "~", overwrite: true)
      }
      try TextFile.write(SettingsYAML(settings).template, to: path, overwrite: true)
    } catch { throw .file(error) }
  }
}
