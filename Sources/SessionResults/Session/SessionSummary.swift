import EMGUnits

/// `summary.json`: what a session was, what was found, and everything that is needed to repeat it.
public struct SessionSummary: Codable, Sendable {
  /// Version of this layout.
  @MayBeMissing public var version = 1
  /// What made it, such as `glutecue 0.1.0`.
  @MayBeMissing public var software: String
  /// `analyze` or `live`.
  @MayBeMissing public var kind: String
  /// When the first frame came, ISO 8601 with the offset of the local time there; left out where nobody knows.
  public var startedAt: String?
  /// How that is known: `sidecar`, `clock` (while it was recorded) or `file` (the time of the file less its length).
  public var startedFrom: String?
  /// Where the samples came from.
  public var input: Input
  /// What the numbers depend on.
  @MayBeMissing public var settings: Settings
  /// What somebody wrote about the input; left out when nothing was written.
  public var notes: String?
  /// Name or code of whom it is of; left out where nobody said.
  public var person: String?
  /// The session of a programme of training that it was; left out of others.
  public var programme: Programme?
  /// Moments that somebody marked, in order of time; left out when there are none.
  public var marks: [Mark]?
  /// One entry a mapped channel.
  @MayBeMissing public var channels: [Channel]
  /// One entry a leg.
  public var legs: [Leg]
  /// Only with two legs.
  public var symmetry: Symmetry?
  /// Seconds of the input that were recorded; only of a live session whose recording ended early, as on a full disk.
  public var keptSeconds: Double?
  /// live: where the file of the tone ended before the session did.
  public var toneKeptSeconds: Double?
  /// Sounds by kind; only of a live session.
  public var cues: [String: Int]?
  /// How the sound card that captures did; only of a session from one.
  public var capture: Capture?
  /// How the sound card that plays did; only of a session with one.
  public var playback: Playback?
  /// In whole sentences.
  @MayBeMissing public var warnings: [String]

  /// A session of a programme of training.
  public struct Programme: Codable, Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Which session, from 1; the tests without feedback come behind the sessions.
    public var session: Int
    /// How many there are.
    public var sessions: Int
    /// The part of each minute with feedback; 0 is a test of what stays without it.
    public var feedback: Double

    /// Joins the values.
    public init(name: String, session: Int, sessions: Int, feedback: Double) {
      self.name = name
      self.session = session
      self.sessions = sessions
      self.feedback = feedback
    }

    /// Feedback may be a truth value too: `false` and 0 are a test of what stays without it.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      name = try values.decode(String.self, forKey: .name)
      session = try values.decode(Int.self, forKey: .session)
      sessions = try values.decode(Int.self, forKey: .sessions)
      let isGiven = try? values.decode(Bool.self, forKey: .feedback)
      feedback = try isGiven.map { $0 ? 1 : 0 } ?? values.decode(Double.self, forKey: .feedback)
    }
  }

  /// Where the samples came from.
  public struct Input: Codable, Sendable {
    /// The file's name.
    @MayBeMissing public var name: String
    /// Frames a second.
    public var sampleRateHz: Double
    /// Samples in a frame.
    public var channelCount: Int
    /// Length of the input.
    public var seconds: Double
    /// What recorded it, such as `alsa:hw:1`; left out where nobody knows.
    public var device: String?
    /// The same for the same samples, whatever file they are in; left out where there is no recording.
    public var contentHash: String?
    /// Gaps in it that the device left; left out when there are none.
    public var gaps: Int?
    /// Seconds in these gaps.
    public var lostSeconds: Double?

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
    /// What the channels carry, as in `--map`.
    @MayBeMissing public var map: String
    /// Millivolts of a full-scale sample; left out when unknown.
    public var fullScaleMv: Double?
    /// What the values of the input are, `full-scale`, `v`, `mv` or `uv`; left out when nobody said.
    public var unit: String?
    /// Rows a second of a table, where somebody had to say them.
    public var rateHz: Double?
    /// Lower and upper corner of the EMG band.
    @MayBeMissing public var bandHz: [Double]
    /// `auto`, `50`, `60` or `off`.
    @MayBeMissing public var mains: String
    /// The profile that strides were judged by, and its date; left out when there was none.
    public var profile: String?
    /// Thresholds of the core that were not at their usual values, by name; left out when all were.
    public var thresholds: [String: Float]?
  }

  /// What one channel was like.
  public struct Channel: Codable, Sendable {
    /// Its number, from 1.
    public var channel: Int
    /// What it carries.
    @MayBeMissing public var role: String
    /// `usable`, `dead`, `clipped`, `hum`, `flat`, `invalid`, `quiet` or `copied`; `unknown` when the session was too short to
    /// tell.
    @MayBeMissing public var state: String
    static let unknownState = "unknown"
    /// Whether results may rest on it; true as long as nothing speaks against it.
    @MayBeMissing public var usable: Bool
    /// RMS in the band, in µV.
    public var bandRmsUv: Double?
    /// RMS in the band, in dB of full scale.
    public var bandRmsDbfs: Double?
    /// RMS between bursts, in µV.
    public var noiseFloorUv: Double?
    /// RMS between bursts, in dB of full scale.
    public var noiseFloorDbfs: Double?
    /// Share of the raw power that lies in the band.
    @MayBeMissing public var bandSharePercent: Double
    /// Share of samples at the end of the converter's range.
    @MayBeMissing public var clippedPercent: Double
    /// Samples that were not usable numbers.
    @MayBeMissing public var invalidSamples: Int
    /// Frequency of the hum found; left out when there was none.
    public var mainsHz: Double?

    /// Strides, ratios and verdicts rest on it: a glute or a hamstring.
    public var isNeeded: Bool {
      role.hasSuffix(Muscle.gluteusMaximus.rawValue) || role.hasSuffix(Muscle.hamstrings.rawValue)
    }
  }

  /// What activation is relative to.
  public struct Reference: Codable, Sendable {
    /// `session`: the median of the first good strides. `easy-run`: the median of the profile's easy run.
    @MayBeMissing public var kind: String

    static let session = "session"
    static let easyRun = "easy-run"
    /// `running` or `walking`.
    @MayBeMissing public var gait: String
    /// How many strides.
    @MayBeMissing public var strides: Int
    /// One entry a recorded muscle.
    @MayBeMissing public var muscles: [MuscleReferenceSummary]
    /// Beside a profile: how its levels hold, as `LevelBasis`; left out without one.
    public var basis: String?
  }

  /// Window and amplitude that count as 1.
  public struct MuscleReferenceSummary: Codable, Sendable {
    /// Its name, as in `--map`.
    public var muscle: String
    /// Start and end of the activity window in % of the stride after contact.
    public var windowPct: [Double]
    /// The amplitude that counts as 1, in µV.
    public var amplitudeUv: Double?
    /// The same in dB of full scale.
    public var amplitudeDbfs: Double?
    /// RMS between bursts, in µV.
    public var noiseFloorUv: Double?
    /// The amplitude against that of a maximal contraction; only with a profile that holds one.
    public var percentOfMaximum: Double?
  }

  /// Strides in a row in which the glute was silent.
  public struct SilentRun: Codable, Sendable {
    /// Number of the first stride.
    public var fromStride: Int
    /// Number of the last stride.
    public var toStride: Int
    /// Contact of the first stride.
    public var fromSeconds: Double
    /// End of the last stride.
    public var toSeconds: Double
  }

  /// Strides that carry a flag of the stride table, such as `hamstring-off`.
  public struct FlaggedStrides: Codable, Sendable {
    /// The word in the stride table.
    public var flag: String
    /// How many strides carry it.
    public var strides: Int
    /// Beginning of the first of them.
    public var fromSeconds: Double
    /// End of the last of them; there may be others in between.
    public var toSeconds: Double
  }

  /// What was found on one leg.
  public struct Leg: Codable, Sendable {
    /// `left` or `right`; left out when the map does not say.
    public var leg: String?
    /// How many strides.
    public var strides: Int
    /// Strides by verdict.
    @MayBeMissing public var verdicts: [String: Int]
    /// Silent strides, joined where they follow each other.
    @MayBeMissing public var silentRuns: [SilentRun]
    /// The most silent or weak strides in a row; left out when there were none.
    public var longestFailingRun: FailingRun?
    /// What followed the first cue of each failing run; only of a live session.
    public var recovery: Recovery?
    /// The first, middle and last third of the time in which strides were judged; left out when there were hardly any.
    public var thirds: [Third]?
    /// How median frequency and activation changed, one entry a muscle of which enough is known.
    @MayBeMissing public var fatigue: [Fatigue]
    /// Strides that carry a flag of the stride table, one entry a flag.
    @MayBeMissing public var flags: [FlaggedStrides]
    /// From the median stride time.
    public var cadenceStridesPerMin: Double?
    /// Stride times.
    public var strideSeconds: Spread?
    /// Glute activation over hamstring activation.
    public var ratio: Spread?
    /// Glute activation in the sum of both, 0–1.
    public var gluteShare: Spread?
    /// RMS of the glute over a stride, in µV.
    public var gluteRmsUv: Spread?
    /// RMS of the hamstring over a stride, in µV.
    public var hamstringRmsUv: Spread?
    /// RMS of the glute over a stride, in dB of full scale.
    public var gluteRmsDbfs: Spread?
    /// RMS of the hamstring over a stride, in dB of full scale.
    public var hamstringRmsDbfs: Spread?
    /// Onset of the glute in % of the stride after contact.
    public var gluteOnsetPct: Spread?
    /// Onset of the hamstring in % of the stride after contact.
    public var hamstringOnsetPct: Spread?
    /// RMS of the glute against the hamstring's, in dB; geometric mean over good strides.
    public var gluteAgainstHamstringDb: Double?
    /// The same, under the name that histories go by.
    @MiddleValue public var levelDb: Double? = nil
    /// What the first words compare with: a raw value of `Against`; left out in summaries of older versions.
    public var against: String?
    /// Level of the glute in its window against its maximal contraction, 0–1 and above, median; only with a maximum.
    @MiddleValue public var gluteOfMaximum: Double? = nil
    /// The same of the hamstring.
    @MiddleValue public var hamstringOfMaximum: Double? = nil
    /// The glute's part of both of these, median.
    @MiddleValue public var maximumShare: Double? = nil
    /// What strides were held against; left out without an aim.
    public var aim: AimSummary?
    /// What the profile's drill and easy run reached; left out where nothing is known.
    public var calibrated: Calibrated?
    /// The glute against the other leg's: each in parts of its maximum where both are known, else by level; only with two legs.
    public var otherLeg: OtherLeg?
    /// Amplitude of the hamstring at the glute's electrode, in % of what it is at its own.
    public var crosstalkPercent: Double?
    /// Which channel is which, as the signals show it: `mapped`, `unclear` or `exchanged`.
    public var channelOrder: String?
    /// What activation is relative to, one entry a gait.
    @MayBeMissing public var references: [Reference]
  }

  /// Right against left: 100 × (right − left) / mean of both, in percent; 0 means equal.
  public struct Symmetry: Codable, Sendable {
    /// Of the glute's median RMS.
    public var gluteRmsPercent: Double?
    /// Of the hamstring's median RMS.
    public var hamstringRmsPercent: Double?
  }

  /// Strides of every leg.
  public var strideCount: Int { legs.reduce(0) { $0 + $1.strides } }
}
