import EMGUnits

/// What the environment says: variables such as `GLUTECUE_CUES_POLICY`, and where the user's own file is.
struct SettingsEnvironment {
  private let variables: [String: String]

  /// Takes the variables by name.
  init(_ variables: [String: String]) { self.variables = variables }

  /// `$XDG_CONFIG_HOME/glutecue/config.yaml`, or else `~/.config/glutecue/config.yaml`; nil without a home folder. As
  /// the XDG base directory specification has it, a folder that is not an absolute path does not count.
  var userFile: String? {
    if let folder = variables["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return folder + Self.file }
    guard let home = variables["HOME"], !home.isEmpty else { return nil }
    return home + "/.config" + Self.file
  }

  private static let file = "/glutecue/config.yaml"
  /// Variables that are no settings: where the library of LSL is (`LabStreams`).
  private static let others = ["GLUTECUE_LSL"]

  /// What the variables say; an empty one is the same as none.
  ///
  /// - Throws: for a value that cannot be used, and for a name that means nothing, which is a misspelt one.
  func layer() throws(ConfigurationError) -> SettingsLayer {
    var layer = SettingsLayer()
    for (name, text) in variables.sorted(by: { $0.key < $1.key }) where name.hasPrefix(SettingKey.variablePrefix) {
      if Self.others.contains(name) { continue }
      guard let key = SettingKey.allCases.first(where: { $0.variable == name }) else { throw unknown(name) }
      if !text.isEmpty { layer[key] = try key.setting(variable: text) }
    }
    return layer
  }

  private func unknown(_ name: String) -> ConfigurationError {
    let names = SettingKey.allCases.map(\.variable)
    return ConfigurationError(
      "\(name): there is no such setting.\(NearestName(among: names).question(name)) "
        + "Known are \(names.joined(separator: ", ")).")
  }
}
