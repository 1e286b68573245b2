import Biofeedback
import CalibrationProtocol
import EMGUnits
import GaitAnalysis

/// `profile.json` as it is written; `Calibration/profile.schema.json` describes it. Amplitudes are RMS in the band with full
/// scale = 1; those that end in `Uv` are the same in microvolts, for people, where the full scale is known.
struct ProfileDocument: Codable {
  /// Of this layout.
  static let currentVersion = 2

  var version = ProfileDocument.currentVersion
  var software: String
  var date: String
  var protocolName: String
  var notes: String
  var input: Input
  var noise: [Level]
  var maxima: [Maximum]
  var runs: [EasyRun]
  /// Missing where there was none.
  var drill: [Drill]?
  var posture: [Posture]
  var onset: [Onset]
  var skipped: [String]
  /// Levels of the calibration's own squeezes; missing in profiles of earlier programs.
  var squeezes: [Squeeze]?
  /// Electrodes put on since, against those of the calibration.
  var today: Today?
  /// Name or code of the person.
  var person: String?

  struct Input: Codable {
    var map: String
    var channelCount: Int
    var sampleRateHz: Double
    var bandHz: [Double]
    /// 50 or 60; 0: hum is left in; missing: found by itself.
    var mainsHz: Int?
    var fullScaleMv: Double?
  }

  struct Level: Codable {
    var role: String
    var amplitude: Double
    var amplitudeUv: Double?
  }

  struct Maximum: Codable {
    var role: String
    var position: String
    var amplitude: Double
    var amplitudeUv: Double?
    /// Difference of the two best trials in that position, percent of the better.
    var spreadPercent: Double
    var trials: [Trial]
  }

  struct Trial: Codable {
    var step: String
    var amplitude: Double
  }

  struct EasyRun: Codable {
    var leg: String?
    var strides: Int
    var strideSeconds: Double
    var cadenceStridesPerMin: Double
    /// Standard deviation of the glute's log activation from stride to stride.
    var spread: Double
    var muscles: [RunMuscle]
    var pattern: Pattern?
    /// Where the aim `grow` goes on: part of the maximum, or of the easy run where no maximum is known.
    var aimLevel: Double?
  }

  struct Drill: Codable {
    var leg: String?
    var strides: Int
    var muscles: [DrillMuscle]
  }

  struct DrillMuscle: Codable {
    var muscle: String
    var amplitude: Double
    var amplitudeUv: Double?
  }

  struct RunMuscle: Codable {
    var muscle: String
    var windowPct: [Double]
    var amplitude: Double
    var amplitudeUv: Double?
    var noise: Double
    var raw: Double
    /// Above movement, by which strides are judged, and movement itself; missing in profiles of earlier programs.
    var workAmplitude: Double?
    var workNoise: Double?
    var movement: Double?
  }

  /// By what the first strides of a run are recognised.
  struct Pattern: Codable {
    var glute: [Float]
    var hamstring: [Float]
    var gluteFloor: Float
    var hamstringFloor: Float
    var usesGlute: Bool
    var usesHamstring: Bool
    var offset: Double
  }

  struct Squeeze: Codable {
    var role: String
    var amplitude: Double
    var amplitudeUv: Double?
    var trials: Int
    /// Against the muscle's rest, as amplitudes.
    var rise: Double
  }

  struct Today: Codable {
    var date: String
    var channels: [TodayChannel]
  }

  struct TodayChannel: Codable {
    var role: String
    /// On every amplitude of the muscle.
    var factor: Double
    var amplitude: Double
    var reference: Double
    var trials: Int
  }

  struct Posture: Codable {
    var role: String
    var archedPercentOfNeutral: Double
    var pairsPercent: [Double]
  }

  struct Onset: Codable {
    var leg: String?
    var gluteAfterHamstringMs: Double?
    var deviationMs: Double?
    var differencesMs: [Double]
    var trials: Int
  }
}
