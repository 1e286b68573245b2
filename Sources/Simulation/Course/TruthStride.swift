import EMGUnits

/// What is special about a simulated stride.
public struct TruthFlags: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: Int
  /// From bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The first stride of the recording or after standing.
  public static let first = TruthFlags(rawValue: 1)
  /// The last stride of the recording or before standing.
  public static let last = TruthFlags(rawValue: 2)
  /// The stride before or after it is of another gait.
  public static let gaitChange = TruthFlags(rawValue: 4)
  /// A fault on a channel of this leg touches the stride.
  public static let fault = TruthFlags(rawValue: 8)
}

/// A stride as it was simulated: from one initial contact of a leg to the next. Only whole strides are listed.
public struct TruthStride: Sendable, Hashable {
  /// The leg; nil when the channel map does not say which leg carries the electrodes.
  public let leg: Side?
  /// Number of the stride of this leg, from 1.
  public let index: Int
  /// Initial contact, seconds from the first sample.
  public let contactSeconds: Double
  /// Toe-off, seconds.
  public let toeOffSeconds: Double
  /// The next initial contact of the same leg, seconds.
  public let endSeconds: Double
  /// How the stride is made.
  public let gait: Gait
  /// What glute events leave of the glute: 1 normal, 0 silent.
  public let gluteFactor: Double
  /// What glute events make of the hamstrings.
  public let hamstringFactor: Double
  /// Amplitude of the glute's bursts against its usual amplitude: event × effort × variability.
  public let gluteDrive: Double
  /// Amplitude of the hamstrings' bursts, in the same way.
  public let hamstringDrive: Double
  /// What is special.
  public let flags: TruthFlags

  /// Length of the stride, seconds.
  public var durationSeconds: Double { endSeconds - contactSeconds }
}
