import EMGUnits
import Files
import Foundation

/// What is read back of a session's `summary.json`. Nearly every key may be missing, and unknown ones are left alone, so
/// that summaries of older and newer versions can be read.
public struct SavedSummary: Decodable, Sendable, Hashable {
  /// Version of the layout.
  public var version: Int?
  /// What made it.
  public var software: String?
  /// `analyze` or `live`.
  public var kind: String?
  /// When the session began, ISO 8601; left out where nobody knows.
  public var startedAt: String?
  /// How that is known: `sidecar`, `clock` or `file`.
  public var startedFrom: String?
  /// What somebody wrote about the input.
  public var notes: String?
  /// Name or code of whom it is of.
  public var person: String?
  /// The programme of training that it belongs to.
  public var programme: SavedProgramme?
  /// Moments that somebody marked.
  public var marks: [Mark]?
  /// Where the samples came from.
  public var input: Input
  /// What the numbers depend on.
  public var settings: Settings?
  /// One entry a mapped channel.
  public var channels: [Channel]?
  /// One entry a leg.
  public var legs: [Leg]

  /// A moment that somebody marked.
  public struct Mark: Decodable, Sendable, Hashable {
    /// On the input's clock.
    public var seconds: Double
    /// What was written about it.
    public var label: String
  }

  /// Where the samples came from.
  public struct Input: Decodable, Sendable, Hashable {
    /// The file's or device's name.
    public var name: String?
    /// Frames a second.
    public var sampleRateHz: Double
    /// Samples in a frame.
    public var channelCount: Int
    /// Length.
    public var seconds: Double
    /// What recorded it.
    public var device: String?
    /// The same for the same samples.
    public var contentHash: String?
  }

  /// What the numbers depend on.
  public struct Settings: Decodable, Sendable, Hashable {
    /// What the channels carry, as in `--map`.
    public var map: String?
    /// Millivolts of a full-scale sample.
    public var fullScaleMv: Double?
    /// What the values of the input are: `full-scale`, `v`, `mv` or `uv`.
    public var unit: String?
    /// Lower and upper corner of the EMG band.
    public var bandHz: [Double]?
    /// `auto`, `50`, `60` or `off`.
    public var mains: String?
  }

  /// What one channel was like.
  public struct Channel: Decodable, Sendable, Hashable {
    /// Its number, from 1.
    public var channel: Int
    /// What it carries.
    public var role: String?
    /// `usable`, `dead`, `clipped`, `hum`, `flat` or `invalid`.
    public var state: String?
    /// Whether results may rest on it.
    public var usable: Bool?
    /// Frequency of the hum found.
    public var mainsHz: Double?
  }

  /// The middle value and the middle 50 % of many.
  public struct Spread: Decodable, Sendable, Hashable {
    /// The middle value.
    public var median: Double
    /// A quarter lies below.
    public var lowerQuartile: Double?
    /// A quarter lies above.
    public var upperQuartile: Double?
    /// How many values.
    public var count: Int?
  }

  /// What activation is relative to.
  public struct Reference: Decodable, Sendable, Hashable {
    /// `session`, or what a profile says.
    public var kind: String?
    /// `running` or `walking`.
    public var gait: String?
  }

  /// What was found on one leg.
  public struct Leg: Decodable, Sendable, Hashable {
    /// `left` or `right`; left out when the map does not say.
    public var leg: String?
    /// How many strides.
    public var strides: Int
    /// Strides by verdict.
    public var verdicts: [String: Int]?
    /// From the median stride time.
    public var cadenceStridesPerMin: Double?
    /// Stride times.
    public var strideSeconds: Spread?
    /// Glute activation over hamstring activation.
    public var ratio: Spread?
    /// Glute activation in the sum of both, 0–1.
    public var gluteShare: Spread?
    /// RMS of the glute, in µV.
    public var gluteRmsUv: Spread?
    /// RMS of the hamstring, in µV.
    public var hamstringRmsUv: Spread?
    /// RMS of the glute, in dB of full scale.
    public var gluteRmsDbfs: Spread?
    /// RMS of the hamstring, in dB of full scale.
    public var hamstringRmsDbfs: Spread?
    /// What activation is relative to, one entry a gait.
    public var references: [Reference]?
    /// What the glute was measured against.
    public var against: String?
    /// RMS of the glute against the hamstring's, in dB: the middle value of the strides.
    public var levelDb: SavedMiddle?
    /// The same as the geometric mean over good strides.
    public var gluteAgainstHamstringDb: Double?
    /// The glute's activation as part of its own maximum.
    public var gluteOfMaximum: SavedMiddle?
    /// The hamstring's activation as part of its own maximum.
    public var hamstringOfMaximum: SavedMiddle?
    /// Glute share where 1 is the maximum of each muscle.
    public var maximumShare: SavedMiddle?
    /// What the strides were to reach.
    public var aim: SavedAim?
  }

  /// Reads the bytes of `path`.
  ///
  /// - Throws: `.summary` with what is wrong.
  public init(_ bytes: [UInt8], path: String) throws(SessionReadingError) {
    if let number = ImmenseNumber(inJSON: bytes) {
      throw .summary(path: path, reason: "it holds the number \(number), which nothing here can be")
    }
    do {
      self = try JSONText.read(SavedSummary.self, bytes)
    } catch let error as DecodingError {
      throw .summary(path: path, reason: Self.reason(error))
    } catch {
      throw .summary(path: path, reason: "it cannot be read")
    }
  }

  private static func reason(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context): "\(place(context, key)) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context): "\(place(context)) is of the wrong kind"
    case .dataCorrupted: "it is not JSON"
    @unknown default: "it cannot be read"
    }
  }

  private static func place(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
    (context.codingPath + (key.map { [$0] } ?? [])).map(\.stringValue).joined(separator: ".")
  }
}

/// A middle value, written as a number or as the object of a spread: `0.12`, `{ "median": 0.12, … }`.
public struct SavedMiddle: Decodable, Sendable, Hashable {
  /// The middle value.
  public var median: Double

  /// Reads either.
  public init(from decoder: any Decoder) throws {
    if let number = try? decoder.singleValueContainer().decode(Double.self) {
      median = number
    } else {
      median = try SavedSummary.Spread(from: decoder).median
    }
  }
}

/// What the strides of a leg were to reach, as its summary says.
public struct SavedAim: Decodable, Sendable, Hashable {
  /// `maximum`, `share`, `other-leg`, `drill` or `grow`.
  public var kind: String?
  /// The aim.
  public var value: Double?
  /// In so many strides it could be told whether it was met.
  public var judgedStrides: Int?
  /// In so many it was met.
  public var metStrides: Int?
  /// Of those that were judged, strides that began while nothing was to be heard; nil with feedback all the time.
  public var quietJudgedStrides: Int?
  /// Those of them in which it was met.
  public var quietMetStrides: Int?
  /// Where the aim stood at the beginning.
  public var firstLevel: Double?
  /// Where it stood at the end.
  public var lastLevel: Double?
}

/// The programme of training that a session belongs to, as its summary says.
public struct SavedProgramme: Decodable, Sendable, Hashable {
  /// Its name.
  public var name: String?
  /// Which session it is, from 1.
  public var session: Int?
  /// How many there are.
  public var sessions: Int?
  /// How much of the feedback was given.
  public var feedback: Feedback?

  /// How much of the feedback was given, written as a truth value or as a share: `false` and 0 are a test of what stays
  /// without it.
  public struct Feedback: Decodable, Sendable, Hashable {
    /// 0 to 1; nil for words, which mean nothing here.
    public var share: Double?

    /// Reads either.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let isGiven = try? container.decode(Bool.self) {
        share = isGiven ? 1 : 0
      } else {
        share = (try? container.decode(Double.self)).flatMap { (0...1).contains($0) ? $0 : nil }
      }
    }
  }
}
