/// The pass band of the EMG, in hertz. It decides the ratio, so it is stored with every result.
public struct FrequencyBand: Sendable, Hashable {
  /// Lower −6 dB corner.
  public var low: Hertz
  /// Upper −6 dB corner.
  public var high: Hertz

  /// 30–450 Hz: above motion artefact, below the noise that surface EMG no longer exceeds.
  public static let surfaceEMG = FrequencyBand(low: 30, high: 450)

  /// Joins two corners; `limited(to:)` checks them.
  public init(low: Hertz, high: Hertz) {
    self.low = low
    self.high = high
  }

  /// The band that a sample rate allows: the upper corner is at most 0.45 × `sampleRate`.
  ///
  /// - Throws: `ConfigurationError` when a corner is not positive and finite or nothing is left between them.
  public func limited(to sampleRate: Hertz) throws(ConfigurationError) -> FrequencyBand {
    guard low.value.isFinite, high.value.isFinite, low.value > 0 else {
      throw ConfigurationError("Band \(self) must have two positive corners, for example 30–450 Hz.")
    }
    let top = Hertz(min(high.value, 0.45 * sampleRate.value))
    guard low.value * 2 <= top.value else {
      throw ConfigurationError(
        "Band \(self) leaves less than an octave below \(top), the most that a \(sampleRate) sample rate allows.")
    }
    return FrequencyBand(low: low, high: top)
  }
}

extension FrequencyBand: CustomStringConvertible {
  /// `30–450 Hz`.
  public var description: String {
    let number = { (hertz: Hertz) in String(hertz.description.dropLast(3)) }
    return "\(number(low))–\(high)"
  }
}

/// A frequency or a sample rate, in hertz.
public struct Hertz: Sendable, Hashable, Comparable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// The number of cycles (or samples) per second.
  public var value: Double

  /// Wraps a number of cycles per second; nothing is checked here.
  @inlinable @_noLocks public init(_ value: Double) { self.value = value }

  /// A literal such as `30.5`.
  public init(floatLiteral value: Double) { self.value = value }

  /// A literal such as `48_000`.
  public init(integerLiteral value: Int) { self.value = Double(value) }

  /// Orders by frequency.
  public static func < (a: Hertz, b: Hertz) -> Bool { a.value < b.value }
}

extension Hertz: CustomStringConvertible {
  /// Whole numbers without a fraction: `30 Hz`, `2004.5 Hz`.
  public var description: String {
    if let whole = Int(exactly: value) { return "\(whole) Hz" }
    return "\(value) Hz"
  }
}
