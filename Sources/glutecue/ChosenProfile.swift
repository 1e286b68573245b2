import Biofeedback
import CalibrationFiles
import EMGUnits
import Recording
import Settings

/// The profile that the settings name, and what it says about the samples where nothing else does.
struct ChosenProfile {
  /// For the pipeline; nil without a profile.
  let runner: RunnerProfile?
  /// The file as it is; nil without a profile.
  let bytes: [UInt8]?
  /// Where it is, and when it was made; nil without a profile.
  let path: String?
  let made: String?
  /// Holds where command line and sidecar are silent: the profile's values win over those of settings files.
  let fallbacks: MeasurementChoices

  /// Reads the profile.
  ///
  /// - Throws: `RecordingError` for a file that is not there or cannot be used.
  init(_ settings: EffectiveSettings) throws(RecordingError) {
    var fallbacks = settings.fallbacks
    guard let path = settings.profile else {
      runner = nil
      bytes = nil
      self.path = nil
      made = nil
      self.fallbacks = fallbacks
      return
    }
    let profile = try ProfileFile.read(path)
    bytes = try TextFile.read(path)
    self.path = path
    made = profile.date
    runner = profile.runnerProfile(file: path.split(separator: "/").last.map(String.init) ?? path)
    fallbacks.map = profile.input.map
    fallbacks.mapOrigin = path
    fallbacks.band = profile.input.band
    fallbacks.fullScaleMillivolts = profile.input.fullScaleMillivolts ?? fallbacks.fullScaleMillivolts
    self.fallbacks = fallbacks
  }
}
