import CalibrationFiles
import EMGUnits
import Recording
import Rehearsal
import Simulation

/// Writes a simulated calibration: recording, sidecar, the timeline of its trials and, if asked for, the truth.
struct SimulatedCalibration {
  private let rehearsal: Rehearsal
  private let recording: SimulationFileOptions

  init(_ rehearsal: Rehearsal, _ recording: SimulationFileOptions) {
    self.rehearsal = rehearsal
    self.recording = recording
  }

  /// Writes all files and says so.
  func write(notes: String) throws {
    let files = recording.files
    try files.check()
    let timeline = TimelineFile.path(beside: recording.output)
    let simulated = SimulatedRecording(
      rehearsal.plan, try EMGSimulator(rehearsal.plan),
      try SimulationFormat(rehearsal.plan, encoding: recording.encoding), files, map: rehearsal.map,
      truth: RehearsalTable(rehearsal.truths).text)
    try TextFile.write(TimelineFile.text(rehearsal.timeline), to: timeline, overwrite: recording.force)
    try simulated.write(notes: notes)
    print(simulated.summary + " Trials: \(timeline).")
  }
}
