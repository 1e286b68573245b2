import EMGUnits
import Simulation

/// Reads `18-25,40`, `30-40:0.5` and `50-80:1-0.2`, each item with `left:` or `right:` in front for one leg only.
struct GluteEventNotation {
  /// What stands behind the strides.
  enum Factor {
    /// Nothing: the glute does not fire.
    case silent
    /// `:0.5`, one factor.
    case constant
    /// `:1-0.2`, from one factor to another.
    case changing
  }

  let text: OptionText
  let factor: Factor

  /// The events, in the order given.
  func events(hamstringFactor: Double) throws(ConfigurationError) -> [GluteEvent] {
    var events: [GluteEvent] = []
    for item in text.items {
      var words = item.split(separator: ":", omittingEmptySubsequences: false)[...]
      let side = words.first.flatMap { Side(rawValue: String($0)) }
      if side != nil { words.removeFirst() }
      guard let strides = words.popFirst() else { throw text.refused("The strides are missing.") }
      let (from, to) = try factors(words.map(String.init), strides: strides)
      events.append(
        GluteEvent(strides: try range(strides), from: from, to: to, hamstringFactor: hamstringFactor, side: side))
    }
    return events
  }

  private func factors(
    _ words: [String], strides: Substring
  ) throws(ConfigurationError) -> (from: Double, to: Double) {
    switch factor {
    case .silent:
      guard words.isEmpty else { throw text.refused("Behind the strides \(strides) nothing may follow.") }
      return (0, 0)
    case .constant:
      guard words.count == 1 else { throw text.refused("Behind the strides \(strides) one factor must follow.") }
      let value = try text.number(words[0])
      return (value, value)
    case .changing:
      guard words.count == 1, words[0].contains("-") else {
        throw text.refused("Behind the strides \(strides) the first and the last factor must follow.")
      }
      return try text.change(words[0])
    }
  }

  private func range(_ word: Substring) throws(ConfigurationError) -> ClosedRange<Int> {
    let ends = word.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = ends.compactMap { Int($0) }
    guard numbers.count == ends.count, let first = numbers.first, let last = numbers.last, first >= 1 else {
      throw text.refused("“\(word)” is neither a stride nor a range of strides; strides count from 1.")
    }
    guard first <= last else { throw text.refused("The range \(word) runs backwards.") }
    return first...last
  }
}
