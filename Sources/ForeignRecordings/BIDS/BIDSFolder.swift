import Files
import Glibc

/// The EMG recordings of a BIDS folder: a whole dataset, a person, a session or an `emg` folder.
package struct BIDSFolder {
  /// Their paths, in order.
  package let recordings: [String]

  private static let endings = ["_emg.edf", "_emg.bdf"]
  /// `sub-01/ses-1/emg` below a dataset below derivatives.
  private static let deepest = 6
  private static let mostListed = 5

  /// Whether a folder looks like one of BIDS.
  package static func isOne(_ path: String) -> Bool {
    if DiskEntry(joined(path, "dataset_description.json")).exists { return true }
    return names(path).contains { $0.hasPrefix("sub-") }
  }

  /// Looks through a folder.
  package init(_ path: String) {
    var found: [String] = []
    Self.search(path, 0, &found)
    recordings = found.sorted()
  }

  /// The only recording.
  ///
  /// - Throws: where there is none, or more than one; the message names them.
  package static func only(in path: String) throws(ForeignError) -> String {
    let found = BIDSFolder(path).recordings
    guard let first = found.first else {
      throw .refused(
        path: path, words: "this BIDS folder holds no EMG recording: no name in it ends in _emg.edf or _emg.bdf.")
    }
    guard found.count == 1 else {
      let shown = found.prefix(mostListed).joined(separator: ", ")
      let more = found.count > mostListed ? " and \(found.count - mostListed) more" : ""
      throw .refused(
        path: path, words: "this BIDS folder holds \(found.count) EMG recordings. Name one of them: \(shown)\(more).")
    }
    return first
  }

  private static func search(_ path: String, _ depth: Int, _ found: inout [String]) {
    guard depth <= deepest else { return }
    for name in names(path) {
      let entry = joined(path, name)
      if endings.contains(where: name.lowercased().hasSuffix) {
        found.append(entry)
      } else if DiskEntry(entry).isRealFolder {
        search(entry, depth + 1, &found)
      }
    }
  }

  /// What is in a folder; hidden names are left out.
  static func names(_ path: String) -> [String] {
    guard let stream = opendir(path.onDisk) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(nameOnDisk: $0.prefix { $0 != 0 }) }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  static func joined(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
