import EMGUnits
import GaitAnalysis

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

/// What a calibration learned about the running of one leg: the in-task baseline.
public struct LegProfile: Sendable, Hashable, Codable {
  /// The leg; nil when the map does not say.
  public var leg: Side?
  /// Good strides that it was learned from.
  public var strides: Int
  /// The median stride time, in seconds.
  public var strideSeconds: Double
  /// Standard deviation of the glute's log activation from stride to stride.
  public var spread: Float
  /// Windows, reference amplitudes and noise, of each muscle that was recorded.
  public var muscles: [Muscle: MuscleReference]
  /// By what the first strides of a run are recognised; nil to find them without.
  public var seed: StrideSeed?
  /// Amplitude of a maximal contraction of glute and hamstring, RMS in the band, full scale = 1; empty when there was none.
  public var maxima: [Muscle: Float] = [:]
  /// What was reached in the drill; nil when there was none.
  public var drill: LegDrill?
  /// Where the aim `grow` goes on, as a part of the maximum, or of the easy run where no maximum is known; nil before it
  /// has begun.
  public var aimLevel: Double?

  /// Joins the values.
  public init(
    leg: Side?, strides: Int, strideSeconds: Double, spread: Float, muscles: [Muscle: MuscleReference],
    seed: StrideSeed?
  ) {
    self.leg = leg
    self.strides = strides
    self.strideSeconds = strideSeconds
    self.spread = spread
    self.muscles = muscles
    self.seed = seed
  }

  /// The same as another full scale shows it: every amplitude times `factor`, which is above 0.
  public func scaled(by factor: Float) -> LegProfile {
    var profile = self
    profile.seed = seed?.scaled(by: factor)
    profile.muscles = muscles.mapValues { $0.scaled(by: factor) }
    profile.maxima = maxima.mapValues { $0 * factor }
    profile.drill = drill?.scaled(by: factor)
    return profile
  }

  /// The same with electrodes that take the muscles up differently: every amplitude of a muscle times its factor, above 0.
  /// The electrodes' noise and movement, and the muscles without a factor, stay.
  public func scaled(glute: Float, hamstring: Float) -> LegProfile {
    var profile = self
    profile.seed = seed?.scaled(glute: glute, hamstring: hamstring)
    profile.muscles[.gluteusMaximus]?.scaleMuscle(by: glute)
    profile.muscles[.hamstrings]?.scaleMuscle(by: hamstring)
    for (muscle, factor) in [(Muscle.gluteusMaximus, glute), (.hamstrings, hamstring)] {
      if let maximum = maxima[muscle] { profile.maxima[muscle] = maximum * factor }
      if let amplitude = drill?.amplitudes[muscle] { profile.drill?.amplitudes[muscle] = amplitude * factor }
    }
    return profile
  }
}

extension LegProfile {
  /// What was kept before a value existed lacks it.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      leg: try values.decodeIfPresent(Side.self, forKey: .leg), strides: try values.decode(Int.self, forKey: .strides),
      strideSeconds: try values.decode(Double.self, forKey: .strideSeconds),
      spread: try values.decode(Float.self, forKey: .spread),
      muscles: try values.decode([Muscle: MuscleReference].self, forKey: .muscles),
      seed: try values.decodeIfPresent(StrideSeed.self, forKey: .seed))
    maxima = try values.decodeIfPresent([Muscle: Float].self, forKey: .maxima) ?? [:]
    drill = try values.decodeIfPresent(LegDrill.self, forKey: .drill)
    aimLevel = try values.decodeIfPresent(Double.self, forKey: .aimLevel)
  }
}

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
