import ArgumentParser
import EMGUnits
import Foundation
import History
import Report

/// `glutecue history export`: a copy of everything.
struct HistoryExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Copy the history into a JSON file, or into a folder of CSV tables.",
    discussion: """
      A name that ends in .json gets one file with everything. Any other name becomes a folder with sessions.csv (one \
      line a session and leg), log.csv and calibrations.csv, for a spreadsheet. `glutecue history import` reads both.

      EXAMPLES
          glutecue history export history.json
          glutecue history export tables
      """)

  @Argument(help: ArgumentHelp("FILE.json, or a folder for tables.", valueName: "file|dir")) var output: String
  @Flag(help: "Overwrite files that exist.") var force = false
  @OptionGroup var store: StoreOption

  func run() throws {
    PrivateFiles.begin()
    guard let history = try store.toRead() else {
      throw CommandFailure(
        "\(try store.path()): there is no history yet, so there is nothing to export.", .missingInput)
    }
    let archive = try history.archive { StandardError.say("\($0.words)") }
    let isJSON = output.lowercased().hasSuffix(".json")
    let written = isJSON ? try writeJSON(archive) : try writeTables(archive)
    print("Written: \(written.joined(separator: ", "))")
  }

  private func writeJSON(_ archive: HistoryArchive) throws -> [String] {
    try OutputCheck.check([output], inputs: [try store.path()], overwrites: force)
    try TableFile.write(try archive.json(), to: output, overwrites: force)
    return [output]
  }

  private func writeTables(_ archive: HistoryArchive) throws -> [String] {
    let tables = try HistoryTables(archive)
    let folder = try OutputFolder(
      path: output, names: HistoryTables.names, inputs: [try store.path()], overwrites: force)
    for (name, content) in zip(HistoryTables.names, tables.contents) { try folder.write(name, content) }
    return HistoryTables.names.map(folder.file)
  }
}
