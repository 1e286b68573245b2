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
