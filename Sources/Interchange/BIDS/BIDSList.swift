import Files
import Recording
import SessionResults

/// A table of a BIDS data set with a line for each subject or recording, to which one is added.
struct BIDSList {
  /// The columns that are known; the first tells lines apart.
  let header: [String]
  /// What they hold.
  let row: [String]

  /// Adds the line to a table, or takes the place of the one with the same first field; other columns of the table stay, and are
  /// `n/a` in a new line. Whoever reads sees the table as it was or as it is.
  func join(_ path: String) throws {
    guard DiskEntry(path).exists else { return try write([header, row], to: path) }
    var lines = String(decoding: try TextFile.read(path, mostBytes: SessionBytes.most), as: UTF8.self)
      .split(whereSeparator: \.isNewline)
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    guard let names = lines.first, names.first == header[0] else {
      throw InterchangeError.recording(
        .sidecarSyntax(path: path, place: "its first column should be \(header[0])"))
    }
    let known = Dictionary(zip(header, row)) { first, _ in first }
    let old = lines.firstIndex { $0.first == row[0] }
    let fields = names.enumerated().map { place, name in
      known[name] ?? old.flatMap { lines[$0].indices.contains(place) ? lines[$0][place] : nil } ?? "n/a"
    }
    if let old { lines[old] = fields } else { lines.append(fields) }
    try write(lines, to: path)
  }

  private func write(_ lines: [[String]], to path: String) throws(RecordingError) {
    let text = lines.map { $0.joined(separator: "\t") + "\n" }.joined()
    try TextFile.replace(Array(text.utf8), at: path)
  }

  private enum SessionBytes {
    /// More than any list of subjects.
    static let most = 1 << 26
  }
}
