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

  /// Whether a `summary.json` is whole; one from a newer GluteCue is taken for whole, as it cannot be judged here.
  public static func canBeRead(_ path: String) -> Bool {
    if (try? read(path)) != nil { return true }
    guard let bytes = try? SessionFile.bytes(path),
      let found = try? JSONDecoder().decode(SummaryVersion.self, from: Data(bytes))
    else { return false }
    return found.version > newestVersion
  }
}

/// What every layout of a summary has.
private struct SummaryVersion: Decodable {
  let version: Int
}
