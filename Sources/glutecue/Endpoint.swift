import EMGUnits

/// Where a signal comes from or goes to: `wav:FILE`.
struct Endpoint {
  /// The path behind `wav:`.
  let file: String

  /// Reads the text given to an option.
  init(_ option: String, _ text: String) throws(ConfigurationError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "wav", !parts[1].isEmpty else {
      let given = "\(option) \(ShellCommand([text]))"
      throw ConfigurationError(
        option == "--tone"
          ? "\(given) is neither wav:FILE nor none. Example: \(option) wav:tone.wav."
          : "\(given) is not wav:FILE. Example: \(option) wav:run.wav.")
    }
    file = String(parts[1])
  }
}
