import EMGUnits
import Foundation
import Recording

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

/// A file of a session, read whole.
enum SessionFile {
  /// Its bytes.
  static func bytes(_ path: String) throws(SessionFileError) -> [UInt8] {
    let number = open(path.onDisk, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw failure(path, errno) }
    defer { close(number) }
    var status = stat()
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path: path, reason: "it is not a file")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let got = bytes.withUnsafeMutableBytes { target in
        target.baseAddress.map { read(number, $0 + filled, target.count - filled) } ?? 0
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw failure(path, errno) }
      if got == 0 { break }
      filled += got
    }
    return Array(bytes[..<filled])
  }

  private static func failure(_ path: String, _ code: Int32) -> SessionFileError {
    switch code {
    case ENOENT, ENOTDIR: .missing(path: path)
    case EACCES, EPERM: .notPermitted(path: path)
    default: .unreadable(path: path, reason: String(cString: strerror(code)))
    }
  }
}
