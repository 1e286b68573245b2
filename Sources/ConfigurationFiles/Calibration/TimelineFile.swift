import CalibrationProtocol
import Files
import EMGUnits
import Recording

/// When the trials of a recorded calibration happened: `NAME.steps.csv` beside `NAME.wav`, with the columns
/// `step,condition,start_s,end_s`.
public enum TimelineFile {
  /// The first line.
  public static let header = "step,condition,start_s,end_s"

  /// Longer than any recording.
  private static let mostSeconds = 1e9

  /// Where the timeline of a recording is: the same name with the ending `.steps.csv`.
  public static func path(beside recording: String) -> String {
    String(Sidecar.path(beside: recording).dropLast(".json".count)) + ".steps.csv"
  }

  /// The text of a timeline.
  public static func text(_ trials: [RecordedTrial]) -> String {
    header + "\n"
      + trials.map { trial in
        DelimitedField.row([
          trial.step, trial.condition, TextLine.number(trial.startSeconds, decimals: 3),
          TextLine.number(trial.endSeconds, decimals: 3),
        ])
      }.joined()
  }

  /// Reads a timeline.
  ///
  /// - Throws: `PlanFile.Failure`; which names the line that is wrong.
  public static func trials(_ path: String) throws(PlanFile.Failure) -> [RecordedTrial] {
    let bytes: [UInt8]
    do { bytes = try TextFile.read(path) } catch { throw .file(error) }
    var table = DelimitedTable(bytes)
    let columns = header.split(separator: ",").map { table.column(String($0)) }
    guard let step = columns[0], let condition = columns[1], let start = columns[2], let end = columns[3] else {
      throw .configuration(ConfigurationError("\(path):1: a timeline begins with the line “\(header)”."))
    }
    var trials: [RecordedTrial] = []
    while table.advance() {
      guard case .known(let from) = table.number(start), case .known(let to) = table.number(end), from >= 0, to > from,
        to < mostSeconds
      else {
        let line = (0..<table.fieldCount).map { table.text($0) }.joined(separator: ",")
        throw .configuration(
          ConfigurationError(
            "\(path):\(table.line): “\(line)” is not STEP,CONDITION,START,END with the end in seconds after the start.")
        )
      }
      trials.append(
        RecordedTrial(step: table.text(step), condition: table.text(condition), startSeconds: from, endSeconds: to))
    }
    return trials
  }
}
