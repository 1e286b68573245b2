import EMGUnits

/// Where a signal comes from or goes to: `wav:FILE` or `alsa:DEVICE`.
enum Endpoint {
  /// A file.
  case file(String)
  /// A sound card, by its name for the library: `hw:1`, `default`.
  case device(String)

  /// Reads the text given to an option.
  init(_ option: String, _ text: String) throws(ConfigurationError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    switch (parts.first, parts.count == 2 ? parts[1] : "") {
    case ("wav", let path) where !path.isEmpty: self = .file(path)
    case ("alsa", let device) where !device.isEmpty: self = .device(device)
    default:
      let given = "\(option) \(ShellCommand([text]))"
      throw ConfigurationError(
        option == "--tone"
          ? "\(given) is neither alsa:DEVICE nor wav:FILE nor none. Examples: \(option) alsa:default, \(option) wav:tone.wav. "
            + "`glutecue devices` lists the devices."
          : "\(given) is neither alsa:DEVICE nor wav:FILE. Examples: \(option) alsa:hw:1, \(option) wav:run.wav. "
            + "`glutecue devices` lists the devices.")
    }
  }

  /// The path, for commands that know files only.
  static func file(_ option: String, _ text: String) throws(ConfigurationError) -> String {
    guard case .file(let path) = try Endpoint(option, text) else {
      throw ConfigurationError(
        "\(option) \(ShellCommand([text])): only wav:FILE goes here. Example: \(option) wav:sounds.wav.")
    }
    return path
  }
}
