import EMGUnits

/// What the samples of a calibration are: everything that its numbers depend on.
public struct CalibrationInput: Sendable, Hashable {
  /// The device rate.
  public var sampleRate: Hertz
  /// Samples in a frame.
  public var channelCount: Int
  /// What the channels carry.
  public var map: ChannelMap
  /// The EMG band.
  public var band: FrequencyBand
  /// 50 or 60 to look for hum only there, 0 to find it, nil to leave it in.
  public var mains: Int?
  /// Millivolts at the electrode for one full-scale sample; nil when unknown.
  public var fullScaleMillivolts: Double?

  /// Joins the values; what reads the samples checks them.
  public init(
    sampleRate: Hertz, channelCount: Int, map: ChannelMap, band: FrequencyBand = .surfaceEMG, mains: Int? = 0,
    fullScaleMillivolts: Double? = nil
  ) {
    self.sampleRate = sampleRate
    self.channelCount = channelCount
    self.map = map
    self.band = band
    self.mains = mains
    self.fullScaleMillivolts = fullScaleMillivolts
  }

  /// The mapped muscles, in the order of the map.
  public var muscleEntries: [ChannelMap.Entry] {
    map.entries.filter { if case .muscle = $0.role.signal { true } else { false } }
  }

  /// The legs that the map names; one without a name when it names none.
  public var legs: [Side?] {
    let sides = Side.allCases.filter { side in map.entries.contains { $0.role.side == side } }
    return sides.isEmpty ? [nil] : sides
  }

  /// The role of a muscle of a leg; one without a side serves both legs.
  public func role(_ muscle: Muscle, leg: Side?) -> ChannelRole? {
    let roles = [ChannelRole(.muscle(muscle), side: leg), ChannelRole(.muscle(muscle))]
    return roles.first { map.channel(of: $0) != nil }
  }
}
