/// Everything that can hold settings. Later wins: defaults, the user's own file, the file of this call, environment
/// variables, flags.
///
/// A recording's sidecar stands between files and variables: what a recording says about itself holds against habits,
/// but not against what is said for this one call. `EffectiveSettings.overrides` and `.fallbacks` tell the two apart.
public struct SettingsSources: Sendable {
  /// The environment variables by name.
  public var environment: [String: String]
  /// `--config`; nil for none.
  public var file: String?
  /// What the command line says.
  public var flags: SettingsLayer

  /// Joins the sources.
  public init(environment: [String: String], file: String? = nil, flags: SettingsLayer = [:]) {
    self.environment = environment
    self.file = file
    self.flags = flags
  }

  /// The user's own file, whether it is there or not; nil without a home folder.
  public static func userFile(_ environment: [String: String]) -> String? {
    SettingsEnvironment(environment).userFile
  }

  /// Reads all of them. Only the user's own file may be missing.
  public func settings() throws(SettingsFailure) -> EffectiveSettings {
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
    let environment = SettingsEnvironment(environment)
    var settings = EffectiveSettings(home: home)
    if let path = environment.userFile { settings.add(try userLayer(path)) }
    if let file { settings.add(try SettingsFile(path: file).layer()) }
    do { settings.add(try environment.layer()) } catch { throw .configuration(error) }
    settings.add(flags)
    return settings
  }

  private func userLayer(_ path: String) throws(SettingsFailure) -> SettingsLayer {
    do throws(SettingsFailure) {
      return try SettingsFile(path: path).layer()
    } catch .file(.missing) {
      return [:]
    }
  }
}
