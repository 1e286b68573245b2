import CalibrationProtocol
import EMGUnits
import Recording

/// When the trials of a recorded calibration happened: `NAME.steps.csv` beside `NAME.wav`, with the columns
/// `step,condition,start_s,end_s`.
public enum TimelineFile {
  /// The first line.
  public static let header = "step,condition,start_s,end_s"

  /// Where the timeline of a recording is: the same name with the ending `.steps.csv`.
  public static func path(beside recording: String) -> String {
    String(Sidecar.path(beside: recording).dropLast(".json".count)) + ".steps.csv"
  }

  /// The text of a timeline.
  public static func text(_ trials: [RecordedTrial]) -> String {
    ([header]
      + trials.map { trial in
        "\(trial.step),\(trial.condition),\(seconds(trial.startSeconds)),\(seconds(trial.endSeconds))"
      }).joined(separator: "\n") + "\n"
  }

  /// Reads a timeline.
  ///
  /// - Throws: `PlanFile.Failure`; what is wrong with a line is told with its number.
  public static func trials(_ path: String) throws(PlanFile.Failure) -> [RecordedTrial] {
    let bytes: [UInt8]
    do { bytes = try TextFile.read(path) } catch { throw .file(error) }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first.map(String.init) == header else {
      throw .configuration(ConfigurationError("\(path):1: a timeline begins with the line “\(header)”."))
    }
    var trials: [RecordedTrial] = []
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 4, let start = Double(cells[2]), let end = Double(cells[3]), start >= 0, end > start,
        end.isFinite
      else {
        throw .configuration(
          ConfigurationError(
            "\(path):\(index + 1): “\(line)” is not STEP,CONDITION,START,END with the end in seconds after the start."))
      }
      trials.append(RecordedTrial(step: cells[0], condition: cells[1], startSeconds: start, endSeconds: end))
    }
    return trials
  }

  /// Three decimals.
  private static func seconds(_ value: Double) -> String {
    let thousandths = Int(bounded: (1000 * value).rounded())
    let rest = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
