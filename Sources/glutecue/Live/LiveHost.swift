import CalibrationProtocol
import SessionResults

/// Who runs a session within another program, and is told of it what a terminal would show.
protocol LiveHost: AnyObject, Sendable {
  /// Whether the runner wants it to stop.
  var interruption: Interruption { get }
  /// Where it is looked at.
  var outlet: any LiveOutlet { get }
  /// Where the runner looks during the squeezes at the start.
  func view(_ setup: CalibrationSetup, _ steps: [CalibrationStep]) -> any CalibrationView
  /// Words for the runner, in whole sentences.
  func say(_ words: [String])
  /// It runs, and is kept in a folder; nil for nowhere.
  func begin(folder: String?)
  /// It has ended, with its last words.
  func end(_ summary: SessionSummary, _ end: SessionEnd, words: [String])
}
