/// Something that `SessionRepair` has done.
public enum RepairStep: Sendable, Hashable {
  /// The recording's header told more or fewer frames than the file holds; the file as it was is now `kept`.
  case recording(path: String, frames: Int, declared: Int, seconds: Double, kept: String)
  /// A table ended with half a line.
  case halfLine(path: String)
  /// A table was made, or continued to the end of the recording: lines without the heading, before and after.
  case table(path: String, before: Int, after: Int)
  /// The replay gave other lines; the old table is kept under another name.
  case replaced(path: String, old: String)
  /// `summary.json` was made.
  case summary(path: String)
  /// A file that an interrupted write had left was taken away.
  case leftover(path: String)
}
