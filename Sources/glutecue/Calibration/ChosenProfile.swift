import Biofeedback
import ConfigurationFiles
import CalibrationProtocol
import EMGUnits
import Files
import Recording

/// The profile that the settings name, and what it says about the samples where nothing else does.
struct ChosenProfile {
  /// For the pipeline; nil without a profile.
  private(set) var runner: RunnerProfile?
  /// Everything in it; nil without a profile.
  private(set) var calibration: CalibrationProfile?
  /// The file as it is; nil without a profile.
  private(set) var bytes: [UInt8]?
  /// Where it is; nil without a profile.
  let path: String?
  /// Holds where command line and sidecar are silent: the profile's values win over those of settings files.
  let fallbacks: MeasurementChoices

  /// Reads the profile.
  ///
  /// - Throws: `RecordingError` for a file that is not there or cannot be used.
  init(_ settings: EffectiveSettings) throws(RecordingError) {
    var fallbacks = settings.fallbacks
    path = settings.profile
    guard let path else {
      self.fallbacks = fallbacks
      return
    }
    let profile = try ProfileFile.read(path)
    calibration = profile
    bytes = try TextFile.read(path)
    fallbacks.map = profile.input.map
    fallbacks.mapOrigin = path
    fallbacks.band = profile.input.band
    fallbacks.fullScaleMillivolts = profile.input.fullScaleMillivolts ?? fallbacks.fullScaleMillivolts
    self.fallbacks = fallbacks
    runner = Self.runner(profile, path, settings.electrodes)
  }

  /// Takes over what squeezes of today have found.
  mutating func take(_ today: TodayLevels) throws(RecordingError) {
    guard var profile = calibration, let path, let electrodes = runner?.electrodes else { return }
    profile.today = today
    calibration = profile
    bytes = Array(try ProfileFile.text(of: path, with: today).utf8)
    runner = Self.runner(profile, path, electrodes)
  }

  private static func runner(
    _ profile: CalibrationProfile, _ path: String, _ electrodes: ElectrodesSaid
  ) -> RunnerProfile {
    var runner = profile.runnerProfile(file: path.split(separator: "/").last.map(String.init) ?? path)
    runner.made = Moment(profile.date)?.seconds
    runner.today = profile.today.flatMap { today in
      Moment(today.date).map {
        DayScaling(
          seconds: $0.seconds, factors: Dictionary(today.channels.map { ($0.role, Float($0.factor)) }) { $1 })
      }
    }
    runner.electrodes = electrodes
    return runner
  }
}
