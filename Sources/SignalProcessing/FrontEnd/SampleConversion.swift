import EMGUnits

/// Raw samples to floating point with full scale at ±1.
enum SampleConversion {
  /// Values beyond this many times full scale are no measurement.
  static var largestValue: Float { @_noLocks get { 16 } }
  /// What such a value becomes: as good as 0, yet recognisable (the smallest subnormal number).
  static var unusable: Float { @_noLocks @inline(__always) get { .leastNonzeroMagnitude } }

  /// Converts `count` values; returns true when a value was not usable and became `unusable`.
  @_noLocks
  static func convert(_ source: RawSamples, offset: Int, count: Int, into target: UnsafeMutablePointer<Float>) -> Bool {
    switch source {
    case .int16(let values):
      convert(values + offset, count: count, into: target)
      return false
    case .int32(let values):
      convert(values + offset, count: count, into: target)
      return false
    case .float(let values):
      return copyFinite(values + offset, count: count, into: target)
    }
  }

  @_noLocks
  private static func convert(_ source: UnsafePointer<Int16>, count: Int, into target: UnsafeMutablePointer<Float>) {
    let scale = SIMD8<Float>(repeating: 1 / 32_768)
    var i = 0
    while i + 8 <= count {
      let raw = UnsafeRawPointer(source + i).loadUnaligned(as: SIMD8<Int16>.self)
      let value = SIMD8<Float>(SIMD8<Int32>(truncatingIfNeeded: raw)) * scale
      UnsafeMutableRawPointer(target + i).storeBytes(of: value, as: SIMD8<Float>.self)
      i += 8
    }
    while i < count {
      target[i] = Float(source[i]) / 32_768
      i += 1
    }
  }

  @_noLocks
  private static func convert(_ source: UnsafePointer<Int32>, count: Int, into target: UnsafeMutablePointer<Float>) {
    var i = 0
    while i < count {
      target[i] = Float(source[i]) * (1 / 2_147_483_648)
      i += 1
    }
  }

  @_noLocks
  private static func copyFinite(
    _ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>
  ) -> Bool {
    var found = false
    var i = 0
    while i < count {
      let value = source[i]
      let usable = value.magnitude <= largestValue
      // a measured value never looks like an unusable one
      target[i] = usable ? (value == unusable ? 0 : value) : unusable
      found = found || !usable
      i += 1
    }
    return found
  }
}
