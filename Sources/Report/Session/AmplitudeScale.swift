import Foundation

/// From units of full scale to what people read: microvolts at the electrode, and decibels below full scale.
public struct AmplitudeScale: Sendable, Hashable {
  /// Millivolts of one full-scale sample; nil when unknown.
  public let fullScaleMillivolts: Double?

  /// Wraps the calibration; nil when it is unknown.
  public init(fullScaleMillivolts: Double?) { self.fullScaleMillivolts = fullScaleMillivolts }

  /// Microvolts; nil when the full scale is unknown.
  public func microvolts(_ amplitude: Double?) -> Double? {
    guard let amplitude, let fullScaleMillivolts else { return nil }
    return amplitude * fullScaleMillivolts * 1000
  }

  /// Decibels against a constant full-scale signal: 0 at most, nil for silence.
  public func decibelsFullScale(_ amplitude: Double?) -> Double? {
    guard let amplitude, amplitude > 0 else { return nil }
    return 20 * log10(amplitude)
  }
}
