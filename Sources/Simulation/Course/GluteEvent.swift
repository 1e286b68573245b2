import EMGUnits

/// The glute changes over some strides: it stops, weakens or fades. Only its own activity; noise, hum and motion stay.
public struct GluteEvent: Sendable, Hashable {
  /// The strides, by `TruthStride.index` (from 1).
  public var strides: ClosedRange<Int>
  /// Factor on the glute's activity in the first of them.
  public var from: Double
  /// Factor in the last; in between it changes linearly.
  public var to: Double
  /// Factor on the hamstrings in the same strides: above 1 when they take over.
  public var hamstringFactor: Double
  /// The leg; nil for every leg.
  public var side: Side?

  /// Joins the parts; `SimulationPlan.validate()` checks them.
  public init(
    strides: ClosedRange<Int>, from: Double, to: Double, hamstringFactor: Double = 1, side: Side? = nil
  ) {
    self.strides = strides
    self.from = from
    self.to = to
    self.hamstringFactor = hamstringFactor
    self.side = side
  }

  /// The glute does not fire at all.
  public static func stops(strides: ClosedRange<Int>, side: Side? = nil) -> GluteEvent {
    GluteEvent(strides: strides, from: 0, to: 0, side: side)
  }

  /// The glute fires at a constant part of its usual amplitude.
  public static func weak(strides: ClosedRange<Int>, factor: Double, side: Side? = nil) -> GluteEvent {
    GluteEvent(strides: strides, from: factor, to: factor, side: side)
  }

  /// The glute goes linearly from one factor to another.
  public static func fades(strides: ClosedRange<Int>, from: Double = 1, to: Double, side: Side? = nil) -> GluteEvent {
    GluteEvent(strides: strides, from: from, to: to, side: side)
  }

  /// The factor in one stride of one leg; nil when the event does not touch it.
  func gluteFactor(stride: Int, of leg: Side?) -> Double? {
    guard strides.contains(stride), side == nil || side == leg else { return nil }
    guard strides.count > 1 else { return from }
    return from + (to - from) * Double(stride - strides.lowerBound) / Double(strides.count - 1)
  }
}
