import CalibrationFiles
import CalibrationProtocol
import Foundation
import Recording
import Report

/// The folder of a calibration: `progress.json` while it is not finished, then `profile.json`.
struct CalibrationFolder {
  private static let profile = "profile.json"

  private let folder: OutputFolder
  /// What is done.
  let progress: ProgressFile
  private let force: Bool

  /// Makes it if missing. A finished calibration is not overwritten unless forced.
  init(_ path: String, force: Bool) throws(OutputError) {
    self.force = force
    folder = try OutputFolder(path: path, names: [Self.profile], inputs: [], overwrites: force)
    progress = ProgressFile(path: folder.file("progress.json"))
    if force { progress.remove() }
  }

  /// Where the profile is.
  var profilePath: String { folder.file(Self.profile) }

  /// What an earlier session left; nothing without one.
  func records(steps: [CalibrationStep], input: CalibrationInput) throws(RecordingError) -> [StepRecord] {
    progress.exists ? try progress.records(steps: steps, input: input) : []
  }

  /// Writes the profile; the progress is not needed any more.
  func finish(_ profile: CalibrationProfile) throws(RecordingError) {
    try TextFile.write(try ProfileFile.text(profile), to: profilePath, overwrite: force)
    progress.remove()
  }
}
