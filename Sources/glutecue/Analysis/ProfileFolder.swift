import Files

/// A folder that holds a profile for each person: `NAME/profile.json`, as `calibrate --output FOLDER/NAME` leaves it, or
/// `NAME.json`.
struct ProfileFolder: Sendable {
  /// As given.
  let path: String

  /// - Throws: `CommandFailure` for what is no folder.
  init(_ path: String) throws(CommandFailure) {
    self.path = path
    let entry = DiskEntry(path)
    guard entry.isFolder else {
      throw CommandFailure(
        entry.exists
          ? "\(path) is a file. --profile-dir takes a folder that holds a profile for each person: NAME/profile.json or "
            + "NAME.json."
          : "\(path): there is no such folder. --profile-dir takes a folder that holds a profile for each person: "
            + "NAME/profile.json or NAME.json.", .missingInput)
    }
  }

  /// Where the profile of somebody is, who may go by several names, the first of which wins; nil when there is none.
  func profile(of names: [String]) -> String? {
    names.filter(Self.isName).flatMap(places).first { DiskEntry($0).exists }
  }

  /// Where it is looked for, in words.
  static func words(_ name: String) -> String { "\(name)/profile.json, \(name).json" }

  private func places(_ name: String) -> [String] {
    let base = path.hasSuffix("/") ? path + name : path + "/" + name
    return [base + "/profile.json", base + ".json"]
  }

  /// A name must not lead out of the folder.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && $0.first != "." }
  }
}
