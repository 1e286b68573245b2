import EMGUnits
import History
import SessionReading

/// What is done with the folder of a live session once it is complete. It makes no session fail: what does not work is
/// told in one sentence.
struct SessionKeeping {
  /// The session folder.
  let folder: String
  /// When the session began.
  let startedAt: Moment

  /// Long enough for another command to finish, short enough for a runner who waits.
  private static let waitSeconds = 2.0

  /// Adds the session; returns what to tell.
  func addToHistory(store: StoreOption) -> String? {
    do {
      let path = try store.path()
      let history = try HistoryStore(path: path, waitSeconds: Self.waitSeconds)
      switch try history.add(session: folder, startedAt: startedAt) {
      case .added(let number): return "History: session \(number), in \(path)"
      case .alreadyThere(let number), .sameRun(let number):
        return "History: this run is session \(number) already, in \(path)"
      case .replaced: return nil
      }
    } catch {
      let later = ShellCommand(["glutecue", "history", "add", folder])
      StandardError.say(
        "The session is complete, but it is not in the history. Add it later with: \(later). \(error)")
      return nil
    }
  }
}
