import Glibc

/// A folder held by this program while it opens a history there: a new one is made by one program at a time, and nobody
/// sees it half made. It leaves no file behind, and ends with the program.
enum FolderLock {
  /// Does `body` while nobody else holds the folder.
  ///
  /// It waits to `deadline` at most; then, and where a folder cannot be held, it goes on without: SQLite's own locks still
  /// keep every change whole.
  static func holding<Result>(
    _ path: String, deadline: ContinuousClock.Instant, _ body: () throws(HistoryError) -> Result
  ) throws(HistoryError) -> Result {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return try body() }
    defer { close(folder) }
    while flock(folder, LOCK_EX | LOCK_NB) != 0 && (errno == EWOULDBLOCK || errno == EINTR)
      && ContinuousClock.now < deadline
    {
      usleep(2_000)
    }
    return try body()
  }
}
