import EMGUnits

/// Reads `glute=62,hamstring=245`: a number for some muscles.
struct MuscleNumbers {
  private(set) var values: [(muscle: Muscle, value: Double)] = []

  /// Takes the text of one option; a muscle may come once.
  init(_ text: OptionText) throws(ConfigurationError) {
    for item in text.items {
      let words = item.split(separator: "=", omittingEmptySubsequences: false)
      guard words.count == 2 else { throw text.refused("“\(item)” is not MUSCLE=NUMBER.") }
      guard let muscle = Muscle(rawValue: String(words[0])) else {
        let names = Muscle.allCases.map(\.rawValue).joined(separator: ", ")
        throw text.refused("“\(words[0])” is not a muscle. Muscles: \(names).")
      }
      guard !values.contains(where: { $0.muscle == muscle }) else {
        throw text.refused("\(muscle.rawValue) is given twice.")
      }
      values.append((muscle, try text.number(words[1])))
    }
  }
}
