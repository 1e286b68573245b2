/// One threshold of a stage of the core: what it decides, in which unit, how far it may be moved, why it stands where it
/// does, and where that is known from.
public struct Threshold<Stage>: Sendable {
  /// The name by which it is printed and set, such as `silent-below`.
  public let name: String
  /// Where it is kept.
  public let path: any WritableKeyPath<Stage, Float> & Sendable
  /// The unit; `1` for a plain number.
  public let unit: String
  /// The values that make sense.
  public let range: ClosedRange<Float>
  /// What it decides and why it has this value.
  public let reason: String
  /// Where the value comes from.
  public let source: String

  /// Joins the parts.
  public init(
    _ name: String, _ path: any WritableKeyPath<Stage, Float> & Sendable, unit: String, _ range: ClosedRange<Float>,
    _ reason: String, source: String
  ) {
    self.name = name
    self.path = path
    self.unit = unit
    self.range = range
    self.reason = reason
    self.source = source
  }
}

/// The thresholds of one stage, as plain values that the real-time path reads.
public protocol TunedStage: Sendable, Hashable, BitwiseCopyable {
  /// What the stage is called in tables and in front of a threshold's name, such as `decision`.
  static var stage: String { get }
  /// What the stage does, in one sentence.
  static var purpose: String { get }
  /// Every threshold of the stage, in the order of the table.
  static var thresholds: [Threshold<Self>] { get }
  /// The values in use.
  init()
}

/// A threshold with its value, ready to be printed.
public struct TuningRow: Sendable, Hashable {
  /// `stage.name`.
  public let name: String
  /// The value in use.
  public let value: Float
  /// The unit; `1` for a plain number.
  public let unit: String
  /// The values that make sense.
  public let range: ClosedRange<Float>
  /// What it decides and why.
  public let reason: String
  /// Where the value comes from.
  public let source: String
}

extension TunedStage {
  /// Every threshold with its value.
  public var rows: [TuningRow] {
    Self.thresholds.map { threshold in
      TuningRow(
        name: "\(Self.stage).\(threshold.name)", value: self[keyPath: threshold.path], unit: threshold.unit,
        range: threshold.range, reason: threshold.reason, source: threshold.source)
    }
  }

  /// Sets a threshold by its full name; false when it belongs to another stage.
  ///
  /// - Throws: `ConfigurationError` for a value outside the threshold's range.
  public mutating func set(_ name: String, to value: Float) throws(ConfigurationError) -> Bool {
    guard let threshold = Self.thresholds.first(where: { "\(Self.stage).\($0.name)" == name }) else { return false }
    guard threshold.range.contains(value) else {
      throw ConfigurationError(
        "Threshold \(name) is \(value). Expected: \(threshold.range.lowerBound) to \(threshold.range.upperBound) "
          + "(\(threshold.unit)).")
    }
    self[keyPath: threshold.path] = value
    return true
  }
}

/// A setting that cannot be used. The message names the value given and the values allowed.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One sentence or two, for the person who made the setting.
  public let message: String

  /// Wraps a finished sentence.
  public init(_ message: String) { self.message = message }

  /// The message.
  public var description: String { message }
}
