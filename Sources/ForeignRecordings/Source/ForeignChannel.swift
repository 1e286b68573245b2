/// A channel of another program's recording.
package struct ForeignChannel: Sendable, Hashable {
  /// As the file has it; may be empty.
  package var name: String
  /// What its values are.
  package var unit: ForeignUnit
  /// Values a second.
  package var rate: Double
  /// The largest magnitude that a value can have or, in a table, has, in the unit.
  package var largest: Double
  /// Whether `largest` is the end of the converter's range.
  package var isConverterRange: Bool
  /// What keeps it from being used, as a sentence; nil for nothing.
  package var trouble: String?
  /// What should be known of it when it is used, in whole sentences.
  package var remarks: [String] = []

  /// Joins the values.
  package init(name: String, unit: ForeignUnit, rate: Double, largest: Double, isConverterRange: Bool) {
    self.name = name
    self.unit = unit
    self.rate = rate
    self.largest = largest
    self.isConverterRange = isConverterRange
  }
}

/// What the values of a channel are.
package enum ForeignUnit: Sendable, Hashable {
  /// A voltage; millivolts of the value 1.
  case voltage(millivolts: Double, word: String)
  /// A part of full scale, which is this value.
  case fullScale(Double)
  /// Nothing says so.
  case unknown
  /// Something else.
  case other(String)

  private static let voltages: [(words: Set<String>, millivolts: Double, shown: String)] = [
    (["v", "volt", "volts"], 1000, "V"),
    (["mv", "millivolt", "millivolts"], 1, "mV"),
    (["uv", "µv", "μv", "microvolt", "microvolts"], 0.001, "µV"),
    (["nv", "nanovolt", "nanovolts"], 0.000_001, "nV"),
  ]

  /// Reads the word that a file has for a unit, whatever its capitals.
  package init(_ word: String) {
    let plain = word.lowercased().filter { $0 != " " && $0 != "." && $0 != "\0" }
    if plain.isEmpty || plain == "n/a" || plain == "a.u" || plain == "au" {
      self = .unknown
    } else if let known = Self.voltages.first(where: { $0.words.contains(plain) }) {
      self = .voltage(millivolts: known.millivolts, word: known.shown)
    } else {
      self = .other(word)
    }
  }

  /// Whether a word is one for a voltage.
  package static func isVoltage(_ word: String) -> Bool {
    if case .voltage = ForeignUnit(word) { true } else { false }
  }

  /// Behind a name in a list of channels; empty for what is not known.
  var shown: String {
    switch self {
    case .voltage(_, let word), .other(let word): word
    case .fullScale: "parts of full scale"
    case .unknown: ""
    }
  }
}

/// A moment in a recording that another program or a person has marked.
package struct ForeignMark: Sendable, Hashable {
  /// From the first frame on.
  package var seconds: Double
  /// What is written there.
  package var label: String

  /// Joins both.
  package init(seconds: Double, label: String) {
    self.seconds = seconds
    self.label = label
  }
}
