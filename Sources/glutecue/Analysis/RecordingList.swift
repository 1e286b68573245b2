import Files
import Foundation
import Glibc
import Recording
import SessionResults

/// The recordings that a command line names: files as they are, folders with every recording below them.
struct RecordingList {
  /// A recording, and what its results are called: unique, and fit for a folder below the output folder.
  struct Item: Sendable, Hashable {
    let path: String
    let name: String
  }

  private static let soundEndings: Set<String> = ["wav", "wave", "bwf", "w64", "rf64", "flac"]
  private static let dataEndings: Set<String> = ["edf", "bdf"]
  /// Tables, of which a folder may hold others than recordings.
  private static let tableEndings: Set<String> = ["csv", "txt"]

  /// In the order of the command line, a folder's in the order of their names.
  let items: [Item]

  /// - Throws: `CommandFailure` for a folder without recordings.
  init(_ arguments: [String]) throws {
    var items: [Item] = []
    var taken: Set<String> = []
    for argument in arguments {
      for found in try Self.found(argument) {
        var name = found.name
        var number = 2
        while !taken.insert(name).inserted {
          name = "\(found.name)-\(number)"
          number += 1
        }
        items.append(Item(path: found.path, name: name))
      }
    }
    self.items = items
  }

  private static func found(_ argument: String) throws -> [Item] {
    guard DiskEntry(argument).isFolder else {
      return [Item(path: argument, name: stem((argument as NSString).lastPathComponent))]
    }
    let folder = argument.hasSuffix("/") ? argument : argument + "/"
    let all = FolderSearch(argument).files
    let sounds = Set(all.filter { soundEndings.contains(ending($0)) })
    let names = all.filter { name in
      if sounds.contains(name) { return true }
      guard !isExport(name, sounds) else { return false }
      return dataEndings.contains(ending(name))
        || tableEndings.contains(ending(name)) && RecordingReader.isTableOfSamples(folder + name)
    }.sorted()
    guard !names.isEmpty else {
      throw CommandFailure(
        "\(argument): there is no recording in this folder (names that end in .wav, .wave, .bwf, .w64, .rf64, .flac, .edf or .bdf, "
          + "and tables named .csv or .txt that tell their sample rate).",
        .missingInput)
    }
    return names.map { Item(path: folder + $0, name: stem($0)) }
  }

  /// Whether a file is what `export` makes of a recording that is there too: beside it, or in the folders `csv` and `bids` there.
  private static func isExport(_ name: String, _ sounds: Set<String>) -> Bool {
    let stem = (name as NSString).deletingPathExtension
    if ["wav", "flac"].contains(where: { sounds.contains("\(stem).\($0)") }) { return true }
    let parts = name.split(separator: "/")
    return parts.indices.dropLast().contains { place in
      guard parts[place] == "csv" || parts[place] == "bids" else { return false }
      let folder = parts[..<place].map { $0 + "/" }.joined()
      return ["wav", "flac"].contains { sounds.contains("\(folder)recording.\($0)") }
    }
  }

  private static func ending(_ name: String) -> String { (name as NSString).pathExtension.lowercased() }

  private static func stem(_ name: String) -> String {
    let stem = (name as NSString).deletingPathExtension
    return stem.isEmpty ? name : stem
  }
}

/// Every file below a folder, whatever its name. Hidden ones, and those in hidden folders, are left out; links to folders
/// are not followed, so that no search goes round in circles.
struct FolderSearch {
  /// Their paths from the folder on, in no order.
  private(set) var files: [String] = []

  private let folder: String
  private let prefix: String

  /// Looks through a folder; what may not be read is left out.
  ///
  /// - Parameter prefix: of the folders in it, only those whose names begin so are looked into.
  init(_ folder: String, onlyBelow prefix: String = "") {
    self.folder = folder.hasSuffix("/") ? folder : folder + "/"
    self.prefix = prefix
    look(into: "")
  }

  private mutating func look(into path: String) {
    guard let stream = opendir((folder + path).onDisk) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(nameOnDisk: $0.prefix { $0 != 0 }) }
      guard !name.hasPrefix(".") else { continue }
      if DiskEntry(folder + path + name).isRealFolder {
        guard !path.isEmpty || name.hasPrefix(prefix) else { continue }
        look(into: path + name + "/")
      } else {
        files.append(path + name)
      }
    }
  }
}
