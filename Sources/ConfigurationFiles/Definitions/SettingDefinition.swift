import Biofeedback
import EMGUnits
import Recording

/// All about a setting but its name.
public struct SettingDefinition: Sendable, Hashable {
  /// What values it takes.
  public var type: SettingType
  /// Behind numbers; nil for none.
  public var unit: String?
  /// The value when nothing says otherwise; nil for “not known”.
  public var standard: SettingValue?
  /// A value to show where there is no default.
  public var example: SettingValue
  /// The flag on the command line, without its dashes.
  public var flag: String
  /// What it means, one line.
  public var meaning: String
  /// What its words mean, a line each; none where they speak for themselves.
  public var details: [String] = []

  /// Joins the parts; the default is its own example.
  init(
    _ type: SettingType, unit: String? = nil, standard: SettingValue, flag: String, _ meaning: String,
    details: [String] = []
  ) {
    self.details = details
    self.type = type
    self.unit = unit
    self.standard = standard
    self.flag = flag
    self.meaning = meaning
    example = standard
  }

  /// A setting without a default.
  init(_ type: SettingType, unit: String? = nil, example: SettingValue, flag: String, _ meaning: String) {
    self.init(type, unit: unit, standard: example, flag: flag, meaning)
    standard = nil
  }

  /// What it means, with what its words mean.
  public var explanation: String {
    ([meaning] + (details.isEmpty ? [] : [details.joined(separator: "; ") + "."])).joined(separator: " ")
  }

  /// ` Did you mean every?` of a word that is none of those allowed; empty where none is close.
  func question(_ text: String) -> String {
    guard case .choice(let words) = type, Double(text) == nil else { return "" }
    return NearestName(among: words).question(text)
  }

  /// What may be given: `0.05 to 0.9`, `every, limit, faded, reward or pitch`.
  public var allowed: String {
    let unit = unit.map { " \($0)" } ?? ""
    switch type {
    case .map: return "roles and channels, such as \(example)"
    case .number(let range, let zero):
      let numbers = "\(SettingValue.number(range.lowerBound)) to \(SettingValue.number(range.upperBound))"
      return (zero ? "0 or " : "") + numbers + unit
    case .band:
      // without brackets, so that it serves on a command line too
      let typed = example.description.filter { !"[] ".contains($0) }
      return "two numbers in Hz, the upper at least twice the lower, such as \(typed)"
    case .choice(let words): return words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
    case .truth: return "true or false"
    case .aim: return Aim.allowed
    case .file: return "the path of a file, such as \(example)"
    case .name: return PersonName.allowed
    }
  }
}

/// What values a setting takes.
public enum SettingType: Sendable, Hashable {
  /// A channel map.
  case map
  /// A number in a range, and 0 if so marked.
  case number(ClosedRange<Double>, zero: Bool = false)
  /// A lower and an upper corner in hertz.
  case band
  /// One of several words.
  case choice([String])
  /// True or false.
  case truth
  /// The path of a file.
  case file
  /// An aim, or none.
  case aim
  /// Name or code of a person.
  case name
}
