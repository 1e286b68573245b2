import EMGUnits

/// What ArgumentParser says of a command line that it cannot read, with the word that may have been meant.
struct UsageText {
  /// Whole sentences.
  let text: String

  /// Takes `The value 'jsn' is invalid for '--format <format>'. Please provide one of 'text' and 'json'.`, or anything else.
  init(_ message: String) {
    let message = message.split(separator: "\n").first.map(String.init) ?? message
    let sentence = message.hasSuffix(".") || message.hasSuffix("?") ? message : message + "."
    guard
      let parts = sentence.firstMatch(
        of: #/^The value '(.*)' is invalid for '(.*?)( <.*>)?'\. Please provide one of (.*)\.$/#)
    else {
      text = sentence
      return
    }
    let words = parts.output.4.matches(of: #/'([^']*)'/#).map { String($0.output.1) }
    let given = String(parts.output.1)
    let option = String(parts.output.2)
    text =
      "\(option) \(given): Allowed is \(words.dropLast().joined(separator: ", ")) or \(words.last ?? "")."
      + NearestName(among: words).question(given)
  }
}
