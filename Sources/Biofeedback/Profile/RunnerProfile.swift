import EMGUnits

/// What a calibration learned about a runner, as far as strides are judged by it.
public struct RunnerProfile: Sendable, Hashable {
  /// Which channel carried what.
  public var map: ChannelMap
  /// Millivolts of a full-scale sample when it was made; nil when unknown.
  public var fullScaleMillivolts: Double?
  /// The device rate when it was made.
  public var sampleRate: Hertz
  /// What results name it by, such as `profile.json of 2026-11-24`.
  public var name: String
  /// The EMG band of every amplitude in it.
  public var band: FrequencyBand
  /// The in-task baseline of each leg.
  public var legs: [LegProfile]
  /// Amplitude of a maximal contraction by role, in units of full scale; empty when there was none.
  public var maxima: [ChannelRole: Float]
  /// When it was made, in seconds since 1970; nil when its date says nothing.
  public var made: Int?
  /// What squeezes have found about other electrodes since; nil without.
  public var today: DayScaling?
  /// What is said about the electrodes of the session at hand.
  public var electrodes = ElectrodesSaid.byDate
  /// How far its levels hold in the session at hand.
  public var trust = ProfileTrust.sameElectrodes

  /// Joins the values.
  public init(
    map: ChannelMap, fullScaleMillivolts: Double?, sampleRate: Hertz, name: String, band: FrequencyBand,
    legs: [LegProfile], maxima: [ChannelRole: Float] = [:]
  ) {
    self.map = map
    self.fullScaleMillivolts = fullScaleMillivolts
    self.sampleRate = sampleRate
    self.name = name
    self.band = band
    self.legs = legs
    self.maxima = maxima
  }

  /// The same for a run with another full scale; unchanged when either is unknown.
  public func scaled(toFullScale millivolts: Double?) -> RunnerProfile {
    guard let own = fullScaleMillivolts, let millivolts, own != millivolts else { return self }
    var profile = self
    let factor = Float(own / millivolts)
    profile.legs = legs.map { $0.scaled(by: factor) }
    profile.maxima = maxima.mapValues { $0 * factor }
    profile.fullScaleMillivolts = millivolts
    return profile
  }

  /// Checks that a run has the same muscles on the same channels and the same band.
  ///
  /// - Throws: `ConfigurationError` with both sides and what to do.
  public func check(map: ChannelMap, band: FrequencyBand) throws(ConfigurationError) {
    let again = "or calibrate again."
    for entry in map.entries where isNeeded(entry.role) {
      guard let channel = self.map.channel(of: entry.role) else {
        throw ConfigurationError(
          "The profile is for \(self.map), but \(map) was asked for: it has no \(entry.role). "
            + "Use --map \(self.map), \(again)")
      }
      guard channel == entry.channel else {
        throw ConfigurationError(
          "The profile has \(entry.role) on channel \(channel), but \(map) was asked for. "
            + "Use --map \(self.map), \(again)")
      }
    }
    guard !differs(band) else {
      let typed = [self.band.low, self.band.high].map { $0.description.dropLast(3) }.joined(separator: ",")
      throw ConfigurationError(
        "The profile was made in the band \(self.band), but \(band) was asked for or is all that the sample rate "
          + "allows; the band decides the ratio. Use --band-hz \(typed), \(again)")
    }
  }

  private func isNeeded(_ role: ChannelRole) -> Bool {
    [.muscle(.gluteusMaximus), .muscle(.hamstrings)].contains(role.signal)
  }

  /// By more than 2 % at either corner: so much the decimated rates of different devices may shift the upper one.
  private func differs(_ other: FrequencyBand) -> Bool {
    zip([band.low.value, band.high.value], [other.low.value, other.high.value]).contains { abs($0 / $1 - 1) > 0.02 }
  }
}
