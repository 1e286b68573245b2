import EMGUnits

/// The text given to an option that has a notation of its own: its parts, and the words for what is wrong with it.
///
/// In all of them `A-B` means from A to B, and commas separate the items of a list.
struct OptionText {
  /// With its dashes: `--silent`.
  let option: String
  /// As given.
  let text: String
  /// A text that would be right.
  let example: String

  /// Joins the parts.
  init(_ option: String, _ text: String, example: String) {
    self.option = option
    self.text = text
    self.example = example
  }

  /// The items of a list, without the spaces around them.
  var items: [String] {
    text.split(separator: ",", omittingEmptySubsequences: false).map { Self.trimmed($0) }
  }

  /// `--silent 5-3: The range 5-3 runs backwards. Example: --silent 18-25,40.`
  func refused(_ reason: String) -> ConfigurationError {
    let command = ShellCommand([option, text])
    return ConfigurationError("\(command): \(reason) Example: \(ShellCommand([option, example])).")
  }

  /// A number without sign or exponent: `18`, `0.5`.
  func number(_ word: some StringProtocol) throws(ConfigurationError) -> Double {
    let isPlain = word.allSatisfy { "0123456789.".contains($0) }
    guard isPlain, let value = Double(String(word)) else { throw refused("“\(word)” is not a number.") }
    return value
  }

  /// `80-90`, a change from one number to another in either direction, or `80`, no change.
  func change(_ word: some StringProtocol) throws(ConfigurationError) -> (from: Double, to: Double) {
    let ends = word.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let from = try number(ends[0])
    return (from, ends.count == 2 ? try number(ends[1]) : from)
  }

  /// `12-15`: two numbers, the smaller first.
  func span(_ word: some StringProtocol) throws(ConfigurationError) -> ClosedRange<Double> {
    guard word.contains("-") else { throw refused("“\(word)” is not a range FROM-TO.") }
    let (from, to) = try change(word)
    guard from <= to else { throw refused("The range \(word) runs backwards.") }
    return from...to
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
