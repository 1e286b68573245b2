import Glibc
import History

/// A history from elsewhere: what is refused is refused, what gets in can be shown.
enum ArchiveTarget {
  static func run(_ input: [UInt8]) {
    let path = Workspace.folder + "/history.sqlite"
    for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
    do {
      let archive = try HistoryArchive(json: input, path: "archive.json")
      let store = try HistoryStore(path: path)
      _ = try store.merge(archive)
      let points = try store.trend()
      _ = TrendText(points, notes: TrendNote.all(try store.log(), try store.calibrations()), style: .plain).lines
      _ = try HistoryTables(try store.archive()).contents
    } catch { _ = "\(error)" }
  }
}
