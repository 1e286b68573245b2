import Foundation
import Recording

/// A session folder as `live` or `analyze` left it: its summary at once, its tables when they are asked for.
public struct SavedSession: Sendable {
  /// As given, without a slash at its end.
  public let path: String
  /// What was read of `summary.json`.
  public let summary: SavedSummary
  /// `summary.json` as it stands.
  public let summaryBytes: [UInt8]

  /// Tables of a day's run and more.
  private static let largestTable = 1 << 28

  /// Reads the summary.
  ///
  /// - Throws: for a path that is no session, and a summary that cannot be used.
  public init(_ path: String) throws(SessionReadingError) {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.path = trimmed
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: trimmed, isDirectory: &isFolder) else { throw .missing(path: path) }
    guard isFolder.boolValue else { throw .notAFolder(path: path) }
    let file = trimmed + "/summary.json"
    do throws(RecordingError) {
      summaryBytes = try TextFile.read(file, mostBytes: Self.largestTable)
    } catch {
      if case .missing = error {
        throw Self.recording(in: trimmed) == nil ? .noSummary(path: path) : .cutOff(path: path)
      }
      throw .file(error)
    }
    summary = try SavedSummary(summaryBytes, path: file)
  }

  /// The path of a file in it.
  public func file(_ name: String) -> String { path + "/" + name }

  /// The recording in it; nil when there is none, as in the folders of `analyze`.
  public var recording: String? { Self.recording(in: path) }

  private static func recording(in folder: String) -> String? {
    ["recording.wav", "recording.flac"].map { folder + "/" + $0 }
      .first { FileManager.default.fileExists(atPath: $0) }
  }

  /// The bytes of one of its tables; nil when there is no such file.
  public func bytes(_ name: String) throws(SessionReadingError) -> [UInt8]? {
    do throws(RecordingError) {
      return try TextFile.read(file(name), mostBytes: Self.largestTable)
    } catch {
      if case .missing = error { return nil }
      throw .file(error)
    }
  }

  /// `strides.csv`, empty when there is none.
  public func strides() throws(SessionReadingError) -> [SavedStride] {
    guard let bytes = try bytes("strides.csv") else { return [] }
    return try SavedStride.read(bytes, path: file("strides.csv"))
  }

  /// `cues.csv`, empty when there is none.
  public func cues() throws(SessionReadingError) -> [SavedCue] {
    guard let bytes = try bytes("cues.csv") else { return [] }
    return try SavedCue.read(bytes, path: file("cues.csv"))
  }
}
