import EMGUnits
import Foundation
import Recording

/// The files that a simulation makes: the recording, its sidecar and, if asked for, the truth.
struct SimulationFiles {
  /// Path of the recording.
  let recording: String
  /// Path of the truth table.
  let truth: String?
  /// Whether existing files may be replaced.
  let overwrite: Bool

  /// Path of the sidecar.
  var sidecar: String { Sidecar.path(beside: recording) }

  /// Refuses names that collide, with each other or with files that exist, before anything is written.
  func check() throws {
    if let truth, let taken = [recording, sidecar].first(where: { Self.isSame($0, truth) }) {
      throw ConfigurationError("--truth \(truth) is the same file as \(taken), which is written too.")
    }
    guard !overwrite else { return }
    for path in [recording, sidecar] + [truth].compactMap(\.self) where Self.exists(path) {
      throw RecordingError.alreadyExists(path: path)
    }
  }

  /// Creates all of them; should that fail for one, none that is new stays.
  func create(
    _ format: SimulationFormat, sidecar content: Sidecar, truth table: String
  ) throws(RecordingError) -> RecordingWriter {
    let new = [recording, sidecar].filter { !Self.exists($0) }
    do throws(RecordingError) {
      let writer = try RecordingWriter(
        path: recording, sampleRate: format.sampleRate, channelCount: format.channelCount, encoding: format.encoding,
        overwrite: overwrite)
      try content.write(beside: recording, overwrite: overwrite)
      if let truth { try TextFile.write(table, to: truth, overwrite: overwrite) }
      return writer
    } catch {
      for path in new where Self.exists(path) { try? FileManager.default.removeItem(atPath: path) }
      throw error
    }
  }

  /// Replaces the truth by that of a recording which was cut short.
  func replaceTruth(_ table: TruthTable) throws(RecordingError) {
    if let truth { try TextFile.write(table.text, to: truth, overwrite: true) }
  }

  private static func exists(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  private static func isSame(_ path: String, _ other: String) -> Bool {
    URL(filePath: path).standardizedFileURL == URL(filePath: other).standardizedFileURL
  }
}
