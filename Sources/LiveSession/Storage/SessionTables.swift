import Biofeedback
import EMGUnits
import SessionResults

/// The tables of a session: handed to the system with every line.
final class SessionTables {
  private let strides: TableFile
  private let cues: TableFile
  private var strideTable: StrideTable
  private let cueTable: CueTable

  /// Creates both in a folder.
  init(in folder: OutputFolder, scale: AmplitudeScale, rate: Hertz) throws(OutputError) {
    strides = try folder.table("strides.csv", header: StrideTable.header)
    cues = try folder.table("cues.csv", header: CueTable.header)
    strideTable = StrideTable(scale: scale)
    cueTable = CueTable(rate: rate)
    // a table without a line is a table, too
    try sync()
    folder.syncNames()
  }

  /// Brings everything so far to the disk itself.
  func sync() throws(OutputError) {
    try strides.sync()
    try cues.sync()
  }

  /// Adds a stride's line.
  func add(_ stride: StrideRecord) throws(OutputError) {
    try strides.write(strideTable.line(stride))
    try strides.flush()
  }

  /// Adds a cue's line.
  func add(_ cue: Cue) throws(OutputError) {
    try cues.write(cueTable.line(cue))
    try cues.flush()
  }

  /// Closes both, when they are on the disk.
  func close() throws(OutputError) {
    try sync()
    try strides.close()
    try cues.close()
  }
}
