/// What the values of a recording are: fractions of full scale, as sound cards and sound editors write them, or, in float
/// files of other programs, voltages at the electrodes.
public enum SampleUnit: String, Sendable, Hashable, CaseIterable {
  /// ±1 is full scale, and integers are as the header says.
  case fullScale = "full-scale"
  /// Volts.
  case volts = "v"
  /// Millivolts.
  case millivolts = "mv"
  /// Microvolts.
  case microvolts = "uv"

  /// Millivolts of the value 1; nil for fractions of full scale.
  public var millivolts: Double? {
    switch self {
    case .fullScale: nil
    case .volts: 1000
    case .millivolts: 1
    case .microvolts: 0.001
    }
  }
}

extension SampleUnit: CustomStringConvertible {
  /// In words, in the plural.
  public var description: String {
    switch self {
    case .fullScale: "fractions of full scale"
    case .volts: "volts"
    case .millivolts: "millivolts"
    case .microvolts: "microvolts"
    }
  }
}
