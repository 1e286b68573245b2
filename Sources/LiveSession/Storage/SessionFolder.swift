import Files
import Recording
import SessionResults

/// Session folders that are named by date and time: `PARENT/2026-11-24_18-30-05`.
public enum SessionFolder {
  /// More than anybody starts within a second.
  private static let mostInASecond = 1000

  /// `$XDG_DATA_HOME/glutecue/sessions`, or else `~/.local/share/glutecue/sessions`; nil without a home folder. As the XDG
  /// base directory specification has it, a folder that is not an absolute path does not count.
  public static func standardParent(environment: [String: String]) -> String? {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/glutecue/sessions" }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return home + "/.local/share/glutecue/sessions"
  }

  /// Makes a folder for the user alone that was not there before, and those above it; `-2`, `-3`, … is added when the name is taken.
  ///
  /// - Parameters:
  ///   - parent: made if missing.
  ///   - seconds: the time of the name, in seconds since 1970; now when nil.
  /// - Returns: the path. Whoever finds nothing to put there should remove it with `rmdir`.
  public static func make(in parent: String, at seconds: Int? = nil) throws(OutputError) -> String {
    _ = try OutputFolder(path: parent, names: [], inputs: [], overwrites: false)
    let name = OutputFolder.join(parent, (seconds.map { Moment(here: $0) } ?? .now).folderName)
    for number in 1...mostInASecond {
      let path = number == 1 ? name : "\(name)-\(number)"
      do throws(FileError) {
        try DiskEntry(path).makeFolder(0o700)
        return path
      } catch {
        guard error.meaning == .exists else {
          throw .folder(path: path, reason: "as the system says: \(error.reason)")
        }
      }
    }
    throw .folder(path: name, reason: "since every name of this second is taken")
  }
}
