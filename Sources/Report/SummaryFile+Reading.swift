import EMGUnits
import Foundation

extension SessionSummary {
  /// The newest layout that can be read.
  private static let newestVersion = 1

  /// Reads a `summary.json`.
  public static func read(_ path: String) throws(SessionFileError) -> SessionSummary {
    let bytes = try SessionFile.bytes(path)
    if let number = ImmenseNumber(inJSON: bytes) {
      throw .malformed(path: path, reason: "it holds the number \(number), which nothing here can be")
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let summary: SessionSummary
    do { summary = try decoder.decode(SessionSummary.self, from: Data(bytes)) } catch {
      throw .malformed(path: path, reason: "it cannot be understood")
    }
    guard summary.version <= newestVersion else {
      throw .malformed(path: path, reason: "it is of layout \(summary.version), from a newer GluteCue")
    }
    return summary
  }
}
