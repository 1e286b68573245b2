import EMGUnits
import Files

extension SessionSummary {
  /// The bytes of `summary.json`: keys in snake case, sorted, so that equal sessions give equal files.
  public func json() throws(OutputError) -> [UInt8] {
    do { return try JSONText.bytes(self) } catch { throw .write(path: "summary.json", reason: "\(error)") }
  }

  /// The newest layout that can be read.
  private static let newestVersion = 1

  /// Reads a `summary.json`.
  public static func read(_ path: String) throws(SessionFileError) -> SessionSummary {
    let bytes = try SessionFile.bytes(path)
    if let number = ImmenseNumber(inJSON: bytes) {
      throw .malformed(path: path, reason: "it holds the number \(number), which nothing here can be")
    }
    let summary: SessionSummary
    do { summary = try JSONText.read(SessionSummary.self, bytes) } catch {
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
      let found = try? JSONText.read(SummaryVersion.self, bytes)
    else { return false }
    return found.version > newestVersion
  }
}

/// What every layout of a summary has.
private struct SummaryVersion: Decodable {
  let version: Int
}

/// A file of a session, read whole.
enum SessionFile {
  /// Its bytes.
  static func bytes(_ path: String) throws(SessionFileError) -> [UInt8] {
    do throws(FileError) {
      let file = try OpenFile(reading: path)
      return try file.bytes(at: 0, count: file.length)
    } catch { throw SessionFileError(path, error) }
  }
}
