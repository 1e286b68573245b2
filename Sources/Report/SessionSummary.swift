import EMGUnits

/// `summary.json`: what a session was, what was found, and everything that is needed to repeat it.
public struct SessionSummary: Codable, Sendable {
  /// Version of this layout.
  public var version = 1
  /// What made it, such as `glutecue 0.1.0`.
  public var software: String
  /// `analyze` or `live`.
  public var kind: String
  public var input: Input
  public var settings: Settings
  public var channels: [Channel]
  public var legs: [Leg]
  /// Only with two legs.
  public var symmetry: Symmetry?
  /// Sounds by kind; only of a live session.
  public var cues: [String: Int]?
  /// In whole sentences.
  public var warnings: [String]

  /// Where the samples came from.
  public struct Input: Codable, Sendable {
    public var name: String
    public var sampleRateHz: Double
    public var channelCount: Int
    public var seconds: Double

    /// Joins the values.
    public init(name: String, sampleRateHz: Double, channelCount: Int, seconds: Double) {
      self.name = name
      self.sampleRateHz = sampleRateHz
      self.channelCount = channelCount
      self.seconds = seconds
    }
  }

  /// What the numbers depend on.
  public struct Settings: Codable, Sendable {
    public var map: String
    public var fullScaleMv: Double?
    public var bandHz: [Double]
    /// `auto`, `50`, `60` or `off`.
    public var mains: String
  }

  /// What one channel was like.
  public struct Channel: Codable, Sendable {
    public var channel: Int
    public var role: String
    public var state: String
    public var usable: Bool
    public var bandRmsUv: Double?
    public var bandRmsDbfs: Double?
    public var noiseFloorUv: Double?
    public var noiseFloorDbfs: Double?
    public var bandSharePercent: Double
    public var clippedPercent: Double
    public var invalidSamples: Int
    public var mainsHz: Double?

    /// Strides, ratios and verdicts rest on it: a glute or a hamstring.
    public var isNeeded: Bool { role.hasSuffix(Muscle.gluteusMaximus.rawValue) || role.hasSuffix(Muscle.hamstrings.rawValue) }
  }

  /// What activation is relative to.
  public struct Reference: Codable, Sendable {
    /// `session`: the median of the first good strides.
    public var kind: String
    public var strides: Int
    public var muscles: [MuscleReferenceSummary]
  }

  /// Window and amplitude that count as 1.
  public struct MuscleReferenceSummary: Codable, Sendable {
    public var muscle: String
    public var windowPercent: [Double]
    public var amplitudeUv: Double?
    public var amplitudeDbfs: Double?
    public var noiseFloorUv: Double?
  }

  /// Strides in a row in which the glute was silent.
  public struct SilentRun: Codable, Sendable {
    public var fromStride: Int
    public var toStride: Int
    public var fromSeconds: Double
    public var toSeconds: Double
  }

  /// Strides that carry a flag of the stride table, such as `hamstring-off`.
  public struct FlaggedStrides: Codable, Sendable {
    public var flag: String
    public var strides: Int
    /// Beginning of the first of them.
    public var fromSeconds: Double
    /// End of the last of them; there may be others in between.
    public var toSeconds: Double
  }

  /// What was found on one leg.
  public struct Leg: Codable, Sendable {
    public var leg: String?
    public var strides: Int
    public var verdicts: [String: Int]
    public var silentRuns: [SilentRun]
    public var flags: [FlaggedStrides]
    public var cadenceStridesPerMin: Double?
    public var strideSeconds: Spread?
    public var ratio: Spread?
    public var gluteShare: Spread?
    public var gluteRMSMicrovolts: Spread?
    public var hamstringRMSMicrovolts: Spread?
    public var gluteRMSDecibels: Spread?
    public var hamstringRMSDecibels: Spread?
    public var gluteOnsetPercent: Spread?
    public var hamstringOnsetPercent: Spread?
    public var reference: Reference?
  }

  /// Right against left: 100 × (right − left) / mean of both, in percent; 0 means equal.
  public struct Symmetry: Codable, Sendable {
    public var gluteRmsPercent: Double?
    public var hamstringRmsPercent: Double?
  }

  /// Strides of every leg.
  public var strideCount: Int { legs.reduce(0) { $0 + $1.strides } }
}
