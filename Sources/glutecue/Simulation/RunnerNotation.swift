import EMGUnits
import Simulation

extension RunnerStyle {
  /// Reads `typical`, `hamstring-stance`, `glute-swing` or `random:7`.
  init(parsing name: String) throws(ConfigurationError) {
    switch name {
    case "typical": self = .typical
    case "hamstring-stance": self = .hamstringStanceDominant
    case "glute-swing": self = .gluteSwingDominant
    default:
      guard name.hasPrefix("random:"), let seed = UInt64(name.dropFirst("random:".count)) else {
        throw OptionText("--runner", name, example: "random:7").refused(
          "There is no such runner. Runners: typical, hamstring-stance, glute-swing, random: or mixed: with a whole number, "
            + "and person: with a whole number or a name.")
      }
      self = .random(seed: seed)
    }
  }
}

extension CalibrationPerson {
  /// Reads `person:7`; nil for any other runner.
  init?(parsing name: String) throws(ConfigurationError) {
    guard name.hasPrefix("person:") else { return nil }
    guard let seed = UInt64(name.dropFirst("person:".count)) else {
      throw OptionText("--runner", name, example: "person:7").refused(
        "Behind “person:” comes a whole number, or who was measured: \(MeasuredPerson.names).")
    }
    self.init(seed: seed)
  }
}

extension MeasuredPerson {
  /// `level-runner, downhill-runner …`
  static var names: String { all.map(\.name).joined(separator: ", ") }

  /// Reads `person:level-runner` and `mixed:7`; nil for any other runner, and for one of `CalibrationPerson`.
  ///
  /// - Throws: `ConfigurationError` when the course has a gait that the person was not measured in.
  init?(parsing name: String, for course: [CourseSegment]) throws(ConfigurationError) {
    if name.hasPrefix("mixed:") {
      guard let seed = UInt64(name.dropFirst("mixed:".count)) else {
        throw OptionText("--runner", name, example: "mixed:7").refused("Behind “mixed:” comes a whole number.")
      }
      self = .mixed(seed: seed)
    } else if name.hasPrefix("person:"), let found = Self.all.first(where: { "person:" + $0.name == name }) {
      self = found
    } else {
      return nil
    }
    let unknown = Gait.allCases.first { gait in
      patterns[gait] == nil && course.contains { $0.activity == .moving(gait) }
    }
    guard let unknown, let known = patterns.keys.first else { return }
    throw OptionText("--runner", name, example: "person:\(unknown == .walking ? "walker-1" : "level-runner")").refused(
      "This person was measured \(known.rawValue) only, and the course has \(unknown.rawValue): say --gait "
        + "\(known.rawValue), or take somebody else.")
  }
}
