import Files

/// Markers as the chunks `cue ` and `LIST adtl` of a WAV, which audio editors show.
///
/// libsndfile writes them before the samples only, when nobody knows them yet. So they are put behind the samples: first
/// the chunks, outside the length that the header tells, then that length. The file is valid at every instant.
struct CuePoints {
  private let markers: [RecordingMarker]

  /// Takes them in any order; those that a 32-bit position cannot reach are left out.
  init(_ markers: [RecordingMarker]) {
    self.markers = markers.filter { UInt32(exactly: $0.frame) != nil }.sorted { $0.frame < $1.frame }
  }

  /// Both chunks, one behind the other.
  var bytes: [UInt8] {
    var points = number(markers.count)
    var labels = Array("adtl".utf8)
    for (index, marker) in markers.enumerated() {
      points += number(index + 1) + number(marker.frame)
      points += Array("data".utf8) + number(0)
      points += number(0) + number(marker.frame)
      labels += chunk("labl", number(index + 1) + Array(marker.label.utf8) + [0])
    }
    return chunk("cue ", points) + chunk("LIST", labels)
  }

  /// Adds them to a closed WAV or RF64 file that ends with its samples; does nothing when there are none, or no room.
  func append(to file: OpenFile) throws(FileError) {
    let preamble = try file.bytes(at: 0, count: ChunkDialect.longestPreamble)
    guard !markers.isEmpty, let dialect = ChunkDialect(preamble), dialect == .riff || dialect == .rf64 else { return }
    let length = try file.currentLength()
    let chunks = [UInt8](repeating: 0, count: length % 2) + bytes
    let declared = length + chunks.count - 8
    guard dialect == .rf64 || declared < Int(UInt32.max) else { return }
    try file.write(chunks, at: length)
    try file.sync()
    // in an RF64 the length stands in the ds64 chunk, which comes first
    let (place, count) = dialect == .rf64 ? (20, 8) : (4, 4)
    try file.write((0..<count).map { UInt8(truncatingIfNeeded: declared >> (8 * $0)) }, at: place)
  }

  /// Whether what is behind the samples is made of these two chunks alone, be they whole or cut off.
  static func areAll(behind layout: WAVLayout, in file: OpenFile) throws(FileError) -> Bool {
    let names = ["cue ", "LIST"]
    var (position, place) = (layout.tailStart, 0)
    while position < file.length {
      let head = try file.bytes(at: position, count: 12)
      guard place < names.count, head.starts(with: names[place].utf8) else { return false }
      if place == 1, head.count == 12, !head.dropFirst(8).elementsEqual("adtl".utf8) { return false }
      guard let count = layout.dialect.chunk(head[...])?.count else { return head.count < 8 }
      position += 8 + count + count % 2
      place += 1
    }
    return place > 0
  }

  private func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    Array(name.utf8) + number(body.count) + body + [UInt8](repeating: 0, count: body.count % 2)
  }

  private func number(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
}
