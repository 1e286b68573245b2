import ArgumentParser
import EMGUnits
import Foundation
import History
import Recording

/// `glutecue history import`: what `export` wrote, joined with what is there.
struct HistoryImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Add what another history holds: a file or folder that history export wrote.",
    discussion: """
      What is there already is not added again. Should anything be wrong with a file, nothing of it is added.

      EXAMPLES
          glutecue history import history.json
          glutecue history import tables
      """)

  /// More than any history.
  private static let mostBytes = 1 << 30

  @Argument(help: ArgumentHelp("FILE.json, or a folder of tables.", valueName: "file|dir")) var inputs: [String]
  @OptionGroup var store: StoreOption

  func run() throws {
    PrivateFiles.begin()
    for input in inputs {
      let archive = try read(input)
      let merge = try store.open().merge(archive)
      let present = merge.present == 0 ? "" : "; \(merge.present) were there already"
      print("\(input): \(merge.added) \(merge.added == 1 ? "entry" : "entries") added\(present).")
    }
  }

  private func read(_ path: String) throws -> HistoryArchive {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      let tables = try HistoryTables.names.map { try table("\(path)/\($0)") }
      guard tables.contains(where: { $0 != nil }) else {
        throw HistoryError.archive(
          path: path, reason: "it holds none of \(HistoryTables.names.joined(separator: ", "))")
      }
      return try HistoryTables.archive(tables, folder: path)
    }
    return try HistoryArchive(json: TextFile.read(path, mostBytes: Self.mostBytes), path: path)
  }

  private func table(_ path: String) throws -> [UInt8]? {
    do throws(RecordingError) {
      return try TextFile.read(path, mostBytes: Self.mostBytes)
    } catch {
      if case .missing = error { return nil }
      throw error
    }
  }
}
