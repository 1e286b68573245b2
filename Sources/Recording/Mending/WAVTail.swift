import Files
import Glibc

/// What stands behind a position in a WAV, RF64 or W64 file, up to its end: chunks, tags, padding, or nothing of the kind,
/// which behind the declared end of the samples means more samples.
struct WAVTail {
  /// How sure it is that these are no samples.
  enum Finding: Hashable {
    /// The position is the end of the file.
    case nothing
    /// Zeros alone.
    case padding
    /// Chunks or tags up to the end of the file.
    case whole
    /// A known chunk whose end the file lacks.
    case cutOff
    /// Neither.
    case unknown
  }

  /// Chunks that programs put behind the samples. Parts of a `LIST` are not among them, nor are `data` and `fmt `, which
  /// also stand in a `cue ` chunk.
  static let names: Set<String> = [
    "LIST", "list", "cue ", "bext", "iXML", "axml", "chna", "id3 ", "ID3 ", "smpl", "inst", "plst", "PEAK", "JUNK",
    "junk",
    "PAD ", "FLLR", "afsp", "acid", "strc", "_PMX", "cart", "levl", "MD5 ", "umid", "regn", "DISP", "fact", "summ",
    "mark",
    "RIFF",
  ]
  private static let tagBytes = 128
  /// Fewer bytes that all happen to be letters may be samples.
  private static let leastText = 16
  /// How far back from the end chunks are looked for that no length leads to.
  private static let searchBytes = 4 << 20
  private static let blockBytes = 1 << 16

  private let file: OpenFile
  private let dialect: ChunkDialect
  /// The container's first byte, from which positions are aligned.
  private let origin: Int
  private let end: Int
  private let declaredEnd: Int?

  init(of file: OpenFile, _ dialect: ChunkDialect, origin: Int, declaredEnd: Int?) {
    (self.file, self.dialect, self.origin, end) = (file, dialect, origin, file.length)
    self.declaredEnd = declaredEnd
  }

  /// What begins at `position`. A chunk of a name not known counts only when a chain of chunks ends with the file.
  func finding(at position: Int) throws(FileError) -> Finding {
    guard position < end else { return .nothing }
    if try isZero(from: position) { return .padding }
    if end - position >= Self.leastText, try isText(from: position) { return .whole }
    var (place, isKnown) = (position, false)
    while place < end {
      let head = try file.bytes(at: place, count: max(dialect.headerCount, Self.tagBytes))
      if isTag(head, at: place) { return .whole }
      if let length = LeadingTag.length(head[...]) ?? Self.apeLength(head), place + length <= end {
        (place, isKnown) = (place + length, true)
        continue
      }
      let chunk = dialect.chunk(head[...])
      let name = chunk?.name ?? String(decoding: head.prefix(4), as: UTF8.self)
      let hasKnownName = Self.names.contains(name) && (dialect != .w64 || dialect.isW64Name(head[...]))
      guard let chunk else {
        return hasKnownName || isCutBefore(place + dialect.headerCount) ? .cutOff : isKnown ? .whole : .unknown
      }
      guard let count = chunk.count, hasKnownName || Self.isPrintable(head.prefix(4)) else {
        return hasKnownName ? .cutOff : isKnown ? .whole : .unknown
      }
      let (next, overflow) = (place + dialect.headerCount).addingReportingOverflow(count)
      guard !overflow, next <= end else {
        let isLast =
          !overflow && declaredEnd.map { $0 == next || $0 == next + dialect.padding(after: next - origin) } ?? false
        return hasKnownName || isLast ? .cutOff : isKnown ? .whole : .unknown
      }
      isKnown = isKnown || hasKnownName
      place = min(end, next + dialect.padding(after: next - origin))
      if place < end, try isZero(from: place) { return .whole }
    }
    return .whole
  }

  /// Whether the file was longer by its own word, so that what is left of a header is one.
  private func isCutBefore(_ position: Int) -> Bool { declaredEnd.map { $0 >= position } ?? false }

  /// The first of the chunks that end with the file, at or behind `least`; nil when there are none. Used where the length
  /// of the samples is not to be trusted.
  func search(from least: Int) throws(FileError) -> Int? {
    let start = max(least, end - Self.searchBytes)
    guard start < end else { return nil }
    let aligned = start + dialect.padding(after: start - origin)
    let window = try file.bytes(at: aligned, count: end - aligned)
    let candidates = window.withUnsafeBufferPointer { window in
      stride(from: 0, to: max(0, window.count - 7), by: dialect.alignment).filter { place in
        Self.firstLetters.contains(window[place])
          && Self.names.contains(String(decoding: window[place..<place + 4], as: UTF8.self))
      }
    }
    for place in candidates where try finding(at: aligned + place) == .whole { return aligned + place }
    return try tagStart().flatMap { $0 >= least ? $0 : nil }
  }

  /// First byte of an ID3v1 tag at the end of the file; nil without one.
  func tagStart() throws(FileError) -> Int? {
    let place = end - Self.tagBytes
    guard place > 0, isTag(try file.bytes(at: place, count: Self.tagBytes), at: place) else { return nil }
    return place
  }

  /// Whether every byte is zero; the last ones are looked at first, as samples seldom end with silence.
  private func isZero(from position: Int) throws(FileError) -> Bool {
    if end - position > Self.blockBytes {
      guard try file.bytes(at: end - 64, count: 64).allSatisfy({ $0 == 0 }) else { return false }
    }
    var place = position
    while place < end {
      let block = try file.bytes(at: place, count: min(Self.blockBytes, end - place))
      guard block.allSatisfy({ $0 == 0 }) else { return false }
      place += block.count
    }
    return true
  }

  private func isText(from position: Int) throws(FileError) -> Bool {
    let bytes = try file.bytes(at: position, count: min(Self.blockBytes, end - position))
    return bytes.allSatisfy { (0x20..<0x7f).contains($0) || [9, 10, 13].contains($0) }
  }

  /// ID3v1: three letters, then five fields of text that zeros or spaces fill up, 128 bytes at the very end, or what a cut has
  /// left of them.
  private func isTag(_ bytes: [UInt8], at position: Int) -> Bool {
    let count = end - position
    guard (Self.leastText...Self.tagBytes).contains(count), bytes.starts(with: "TAG".utf8) else { return false }
    return [3..<33, 33..<63, 63..<93, 93..<97, 97..<125].allSatisfy { field in
      let part = bytes[min(field.lowerBound, count)..<min(field.upperBound, count)]
      let text = part.prefix { $0 != 0 }
      return text.allSatisfy { $0 >= 0x20 } && part.dropFirst(text.count).allSatisfy { $0 == 0 || $0 == 0x20 }
    }
  }

  /// APEv2, header first (https://wiki.hydrogenaud.io/index.php?title=APE_Tags_Header).
  private static func apeLength(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 32, bytes.starts(with: "APETAGEX".utf8) else { return nil }
    return 32 + bytes[12..<16].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static let firstLetters = Set(names.compactMap(\.utf8.first))

  private static func isPrintable(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count == 4 && bytes.allSatisfy { (0x20..<0x7f).contains($0) }
  }
}
