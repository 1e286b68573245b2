import RealtimeSupport

/// A runner's own stride as an earlier run knew it, by which a tracker recognises the first strides of the next.
///
/// Amplitudes are logarithms, at the points of the stride grid from half a stride before contact to half a stride after.
public struct StrideSeed: Sendable, Hashable, Codable {
  /// Points of a muscle's pattern.
  public static var pointCount: Int { @_noLocks get { StridePhase.count } }

  /// Natural logarithm of the glute's amplitude (full scale = 1) above its floor, `pointCount` values.
  public var glute: [Float]
  /// The same of the hamstring.
  public var hamstring: [Float]
  /// What is added to the glute's amplitude before the logarithm, in units of full scale.
  public var gluteFloor: Float
  /// The same of the hamstring.
  public var hamstringFloor: Float
  /// The glute's envelope swings enough to find strides by.
  public var usesGlute: Bool
  /// The hamstring's envelope does.
  public var usesHamstring: Bool
  /// The stride time, in seconds.
  public var strideSeconds: Double
  /// From the pattern's contact to the contact that is told, in strides.
  public var offset: Double

  /// Joins the values.
  public init(
    glute: [Float], hamstring: [Float], gluteFloor: Float, hamstringFloor: Float, usesGlute: Bool, usesHamstring: Bool,
    strideSeconds: Double, offset: Double
  ) {
    self.glute = glute
    self.hamstring = hamstring
    self.gluteFloor = gluteFloor
    self.hamstringFloor = hamstringFloor
    self.usesGlute = usesGlute
    self.usesHamstring = usesHamstring
    self.strideSeconds = strideSeconds
    self.offset = offset
  }

  /// Both patterns are whole, a muscle is usable, and the stride time is one of people.
  public var isSound: Bool {
    glute.count == Self.pointCount && hamstring.count == Self.pointCount && (usesGlute || usesHamstring)
      && (glute + hamstring + [gluteFloor, hamstringFloor]).allSatisfy(\.isFinite)
      && strideSeconds > PeriodEstimator.shortest && strideSeconds < PeriodEstimator.longest && abs(offset) < 0.5
  }
}

extension StrideSeed {
  /// The same stride as another full scale shows it: every amplitude times `factor`, which is above 0.
  public func scaled(by factor: Float) -> StrideSeed { scaled(glute: factor, hamstring: factor) }

  /// The same stride as electrodes show it that take each muscle up with another gain, above 0.
  public func scaled(glute gluteFactor: Float, hamstring hamstringFactor: Float) -> StrideSeed {
    var seed = self
    seed.glute = glute.map { $0 + realtimeLog(gluteFactor) }
    seed.hamstring = hamstring.map { $0 + realtimeLog(hamstringFactor) }
    seed.gluteFloor *= gluteFactor
    seed.hamstringFloor *= hamstringFactor
    return seed
  }
}
