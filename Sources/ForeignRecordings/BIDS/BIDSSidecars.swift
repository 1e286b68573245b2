import EMGUnits
import Files

/// What lies beside a data file of BIDS: `_channels.tsv`, `_emg.json` and `_events.tsv`, which may be in any folder above it, as far
/// up as the dataset's (the inheritance principle of BIDS).
struct BIDSSidecars {
  /// Names and units in the order of the signals; nil where there are none.
  private(set) var channels: [(name: String, unit: String, isBad: Bool)]?
  /// `SamplingFrequency`.
  private(set) var rate: Double?
  /// `Manufacturer` and `ManufacturersModelName`.
  private(set) var device: String?
  /// What is in `_events.tsv`, but GluteCue's own results.
  private(set) var marks: [ForeignMark] = []
  private(set) var remarks: [String] = []

  private static let mostBytes = 1 << 24
  private static let mostFolders = 5
  private static let ownKinds: Set<String> = ["contact", "silent-stride", "weak-stride", "gap", "end"]

  /// Whether a path is one of BIDS.
  static func belong(to path: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasPrefix("sub-")
      && (name.lowercased().hasSuffix("_emg.edf") || name.lowercased().hasSuffix("_emg.bdf"))
  }

  /// Reads them.
  ///
  /// - Throws: for one that is there and cannot be understood.
  init(beside path: String, signalCount: Int) throws(ForeignError) {
    let files = Self.files(beside: path)
    if let json = files.json.first {
      for file in files.json.reversed() { try read(json: file) }
      if rate == nil { remarks.append("\(json) says no SamplingFrequency; the rate is that of the data file.") }
    } else {
      remarks.append("There is no _emg.json next to it; the rate is that of the data file.")
    }
    if let table = files.channels {
      try read(channels: table, signalCount: signalCount)
    } else {
      remarks.append("There is no _channels.tsv next to it; names and units are those of the data file.")
    }
    if let events = files.events { try read(events: events) }
  }

  private struct Found {
    /// The nearest first.
    var json: [String] = []
    var channels: String?
    var events: String?
  }

  /// A file belongs to the data when each of its entities is one of the data file's.
  private static func files(beside path: String) -> Found {
    var found = Found()
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let name = parts.last ?? path
    let entities = Set(name.split(separator: "_").dropLast().map(String.init))
    var folder = parts.dropLast().joined(separator: "/")
    if folder.isEmpty { folder = path.hasPrefix("/") ? "/" : "." }
    for _ in 0..<mostFolders {
      let names = BIDSFolder.names(folder).sorted { $0.count > $1.count }
      let fitting = { (suffix: String) in
        names.filter { candidate in
          guard candidate == suffix || candidate.hasSuffix("_" + suffix) else { return false }
          return Set(candidate.split(separator: "_").dropLast().map(String.init)).isSubset(of: entities)
        }.map { BIDSFolder.joined(folder, $0) }
      }
      found.json += fitting("emg.json")
      found.channels = found.channels ?? fitting("channels.tsv").first
      found.events = found.events ?? fitting("events.tsv").first
      let isTop = DiskEntry(BIDSFolder.joined(folder, "dataset_description.json")).exists
      if isTop || folder == "/" { break }
      folder = folder == "." ? ".." : folder.hasSuffix("..") ? folder + "/.." : DiskEntry(folder).folder
    }
    return found
  }

  private static func bytes(_ path: String) throws(ForeignError) -> [UInt8] {
    do { return try WholeFile.read(path, mostBytes: mostBytes) } catch { throw .file(path: path, error) }
  }

  private mutating func read(json path: String) throws(ForeignError) {
    let value: JSONValue
    do { value = try JSONText.value(try Self.bytes(path)) } catch let error as JSONFault {
      throw .syntax(path: path, place: error.place)
    } catch let error as ForeignError { throw error } catch { throw .syntax(path: path, place: "it cannot be read") }
    guard case .object(let keys) = value else { throw .syntax(path: path, place: "it must be an object, { … }") }
    switch keys["SamplingFrequency"] {
    case .number(let found)? where found > 0: rate = found
    case nil, .null?, .string("n/a")?: break
    case let found?:
      throw .refused(path: path, words: "“SamplingFrequency” is \(found), and should be a number above 0, in hertz.")
    }
    let words = ["Manufacturer", "ManufacturersModelName"].compactMap { key -> String? in
      if case .string(let text)? = keys[key], text != "n/a" { text } else { nil }
    }
    if !words.isEmpty { device = words.joined(separator: " ") }
  }

  private mutating func read(channels path: String, signalCount: Int) throws(ForeignError) {
    var table = DelimitedTable(try Self.bytes(path))
    guard let name = table.column("name"), let units = table.column("units") else {
      throw .refused(
        path: path,
        words: "its first line must name the columns name, type and units, between tabs; it has "
          + "\(table.header.map { "“\($0.visible(keepsLines: false))”" }.joined(separator: ", ")).")
    }
    let status = table.column("status")
    var found: [(name: String, unit: String, isBad: Bool)] = []
    while table.advance() { found.append((table.text(name), table.text(units), table.text(status) == "bad")) }
    guard found.count == signalCount else {
      throw .refused(
        path: path,
        words:
          "it lists \(found.count) channels, and the data file has \(signalCount) signals. They must be the same, in "
          + "the same order.")
    }
    channels = found
  }

  private mutating func read(events path: String) throws(ForeignError) {
    var table = DelimitedTable(try Self.bytes(path))
    guard let onset = table.column("onset") else {
      remarks.append("\(path) has no column onset; its events are left out.")
      return
    }
    let kind = table.column("trial_type") ?? table.column("value")
    let label = table.column("label")
    while table.advance() {
      let word = table.text(kind)
      guard case .known(let seconds) = table.number(onset), !Self.ownKinds.contains(word), !word.hasPrefix("cue-")
      else { continue }
      let own = word == "mark" ? table.text(label) : word
      marks.append(ForeignMark(seconds: seconds, label: own == "n/a" ? "" : own))
    }
  }
}
