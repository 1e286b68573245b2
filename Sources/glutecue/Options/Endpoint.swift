import EMGUnits
import Files

/// Where a signal comes from or goes to: a path, `alsa:DEVICE`, or `lsl:NAME`.
enum Endpoint {
  /// A file.
  case file(String)
  /// A sound card, by its name for the library: `hw:1`, `default`.
  case device(String)
  /// A stream of LSL, by its name or source id.
  case stream(String)

  /// Reads the text given to an option.
  init(_ option: String, _ text: String) throws(ConfigurationError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    switch (parts.first, parts.count == 2 ? parts[1] : "") {
    case ("wav", let path) where !path.isEmpty: self = .file(path)
    case ("file", let path) where !path.isEmpty && option == "--input": self = .file(path)
    case ("alsa", let device) where !device.isEmpty: self = .device(device)
    case ("lsl", let name) where !name.isEmpty && option == "--input": self = .stream(name)
    default:
      guard Self.isPath(option, text) else { throw Self.unknown(option, text) }
      self = .file(text)
    }
  }

  /// A word without `alsa:`, `lsl:`, `wav:` or `file:` is a path, unless it looks as if one of them was meant.
  private static func isPath(_ option: String, _ text: String) -> Bool {
    if text.isEmpty || prefixes.contains(where: text.hasPrefix) { return false }
    if DiskEntry(text).exists { return true }
    return option == "--tone" ? text.lowercased().hasSuffix(".wav") : meant(text) == nil
  }

  private static let prefixes = ["alsa:", "lsl:", "wav:", "file:"]
  /// As ALSA names devices.
  private static let devices = ["hw:", "plughw:", "sysdefault", "default", "dsnoop:", "dmix:"]

  /// What was probably meant by what is neither a file nor one of the others; nil for a path.
  private static func meant(_ text: String) -> String? {
    if devices.contains(where: text.hasPrefix) { return "alsa:" + text }
    guard let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") else { return nil }
    let (word, rest) = (String(text[...colon]), text[text.index(after: colon)...])
    guard !rest.isEmpty else { return nil }
    return NearestName(among: prefixes).name(word.lowercased()).map { $0 + rest }
  }

  /// A recording for a command that does not listen, by its path.
  ///
  /// - Throws: for a sound card or a stream.
  static func recording(_ text: String) throws(ConfigurationError) -> String {
    switch DiskEntry(text).exists ? .file(text) : try? Endpoint("--input", text) {
    case .file(let path): return path
    case .device, .stream:
      throw ConfigurationError(
        "\(text): only recordings can be used here. `\(ShellCommand(["glutecue", "live", text]))` listens to it and records."
      )
    case nil: return text
    }
  }

  /// It comes by itself, and somebody runs.
  var isLive: Bool {
    switch self {
    case .file: false
    case .device, .stream: true
    }
  }

  /// What is none of them.
  static func unknown(_ option: String, _ text: String) -> ConfigurationError {
    let given = "\(option) \(ShellCommand([text]))"
    let question = meant(text).map { " Did you mean \(ShellCommand([$0]))?" } ?? ""
    return ConfigurationError(
      option == "--tone"
        ? "\(given) is neither alsa:DEVICE nor a file ending in .wav nor none.\(question) Examples: \(option) alsa:default, "
          + "\(option) tone.wav. `glutecue devices` lists the devices."
        : "\(given) is neither a file nor alsa:DEVICE nor lsl:NAME.\(question) Examples: \(option) run.wav, "
          + "\(option) alsa:hw:1. `glutecue devices` lists the devices.")
  }

  /// The path, for commands that know files only.
  static func file(_ option: String, _ text: String) throws(ConfigurationError) -> String {
    guard case .file(let path) = try Endpoint(option, text) else {
      throw ConfigurationError(
        "\(option) \(ShellCommand([text])): only a file goes here. Example: \(option) sounds.wav.")
    }
    return path
  }
}
