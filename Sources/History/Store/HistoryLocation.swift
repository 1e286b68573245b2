import Foundation

/// Where the history is kept when nobody says otherwise.
public enum HistoryLocation {
  /// `$XDG_DATA_HOME/glutecue/history.sqlite`, or else `~/.local/share/glutecue/history.sqlite`; nil without a home
  /// folder. As the XDG base directory specification has it, a folder that is not an absolute path does not count.
  public static func usual(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_DATA_HOME"], folder.hasPrefix("/") { return folder + file }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return home + "/.local/share" + file
  }

  private static let file = "/glutecue/history.sqlite"
}

/// A copy of a history, with what its write-ahead log holds, in a folder of its own that only this user can read.
struct HistoryCopy {
  /// The copied database.
  let path: String
  private let folder: String

  /// Where temporary files go, the user's choice first; the second is memory.
  private static let places = [ProcessInfo.processInfo.environment["TMPDIR"], "/dev/shm", "/tmp"].compactMap { $0 }

  /// - Throws: when the history cannot be read or there is no place for a copy.
  init(of original: String) throws {
    folder = try Self.makeFolder()
    path = folder + "/history.sqlite"
    do {
      try FileManager.default.copyItem(atPath: original, toPath: path)
      // the rights are copied too, and this copy is to be opened for writing
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      if FileManager.default.fileExists(atPath: original + "-wal") {
        try FileManager.default.copyItem(atPath: original + "-wal", toPath: path + "-wal")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path + "-wal")
      }
    } catch {
      remove()
      throw error
    }
  }

  /// Takes the copy away; whoever has it open goes on reading it.
  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private static func makeFolder() throws -> String {
    for place in places {
      var template = Array((place + "/glutecue-history-XXXXXX").utf8CString)
      if mkdtemp(&template) != nil {
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    }
    throw CocoaError(.fileWriteNoPermission)
  }
}
