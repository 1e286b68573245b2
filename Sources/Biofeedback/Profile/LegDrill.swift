import EMGUnits

/// What a leg reached in the drill of a calibration: running with the pelvis tucked and the glute squeezed at push-off.
public struct LegDrill: Sendable, Hashable, Codable {
  /// The leg; nil when the map does not say.
  public var leg: Side?
  /// Good strides that it was learned from.
  public var strides: Int
  /// Median amplitude of each muscle in its window, RMS in the band, noise taken off, full scale = 1.
  public var amplitudes: [Muscle: Float]

  /// Joins the values.
  public init(leg: Side?, strides: Int, amplitudes: [Muscle: Float]) {
    self.leg = leg
    self.strides = strides
    self.amplitudes = amplitudes
  }

  /// What a run of the pipeline over the drill has learned.
  public init(_ run: LegProfile) {
    self.init(leg: run.leg, strides: run.strides, amplitudes: run.muscles.mapValues(\.amplitude))
  }

  /// The same as another full scale shows it.
  func scaled(by factor: Float) -> LegDrill {
    LegDrill(leg: leg, strides: strides, amplitudes: amplitudes.mapValues { $0 * factor })
  }
}
