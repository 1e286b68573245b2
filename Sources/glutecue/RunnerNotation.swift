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
          "There is no such runner. Runners: typical, hamstring-stance, glute-swing, and random: or person: with a whole number."
        )
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
      throw OptionText("--runner", name, example: "person:7").refused("Behind “person:” comes a whole number.")
    }
    self.init(seed: seed)
  }
}
