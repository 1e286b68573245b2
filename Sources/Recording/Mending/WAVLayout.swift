import Files

/// What a WAV, RF64 or W64 file really holds: its chunks up to the samples, where the samples end, and what follows them.
///
/// Lengths in a header may be wrong: older than what was written since, wrapped beyond 4 GiB, never filled in, or larger
/// than what a cut left. So a declared end of the samples is believed only when the file ends there too, or when what
/// follows is a chunk, a tag or padding; otherwise the samples reach to the first chunk of a chain that ends with the file,
/// or else to the end of the file. Reader and repair both go by this. Positions are in bytes of the file.
struct WAVLayout {
  /// How the chunks are laid out.
  let dialect: ChunkDialect
  /// First byte of the container, behind ID3v2 tags.
  let origin: Int
  /// What the samples are.
  let format: WAVFormat
  /// Byte after the last one of the container, as its header says; nil when it says that it is unknown.
  let fileEnd: Int?
  /// First byte of the samples; right before it stands their declared length.
  let dataStart: Int
  /// Bytes of samples by the header, of RF64 in the first place by `ds64`; nil when it says that they are unknown.
  let declaredCount: Int?
  /// Byte after the last whole frame.
  let dataEnd: Int
  /// First byte of what is kept behind the samples; the file's length when that is nothing.
  let tailStart: Int
  /// What that is.
  let tail: WAVTail.Finding
  /// Body of `ds64`, of `fact`, of the first chunk when that is `JUNK`, each before the samples; nil without it.
  let places: Places
  /// Whether a chunk before the samples has a length that leads nowhere, so that they were searched for. Should the file grow,
  /// it may lead somewhere.
  let isSearched: Bool

  /// Bodies of the chunks whose contents follow from the number of frames.
  struct Places: Hashable {
    var ds64: Int?
    var fact: Int?
    var junk: Range<Int>?
  }

  /// Whether nothing but `fmt ` stands before the samples, as arecord and simple programs leave it; never in recordings of
  /// this program.
  var isBare: Bool { dataStart - origin <= dialect.preambleCount + 2 * dialect.headerCount + WAVFormat.longestBody }
  /// Whole frames.
  var frameCount: Int { (dataEnd - dataStart) / format.frameBytes }
  /// Whole frames by the header; nil when it tells none.
  var declaredFrames: Int? { declaredCount.map { $0 / format.frameBytes } }
  /// Whether the lengths were never filled in: unknown, or nothing in a file that ends where the samples begin.
  var isUnfinished: Bool { declaredCount == nil || declaredCount == 0 && (fileEnd.map { $0 <= dataStart } ?? true) }
  /// Whether other programs would read too few frames or too many.
  var isMisdeclared: Bool { declaredFrames != frameCount }

  /// Looks at a file; nil when it is of another kind, its samples are compressed, or no samples can be found.
  init?(of file: OpenFile) throws(FileError) {
    origin = try LeadingTag.end(in: file)
    let first = try file.bytes(at: origin, count: ChunkDialect.longestPreamble)
    guard let dialect = ChunkDialect(first) else { return nil }
    self.dialect = dialect
    guard let head = try WAVHead(of: file, dialect, origin: origin), let format = head.format else { return nil }
    self.format = format
    (dataStart, places, isSearched) = (head.dataStart, head.places, head.isSearched)
    let declaredEnd = head.longFileCount.map { $0 + dialect.headerCount } ?? dialect.fileEnd(first)
    let (start, count) = (origin, declaredEnd.map { min($0, Int.max / 2) })
    fileEnd = count.map { $0 + start }
    let found = try SampleEnd(of: file, head, fileEnd: fileEnd, frameBytes: format.frameBytes).find()
    (declaredCount, tailStart, tail) = (found.declared, found.place.tailStart, found.place.tail)
    dataEnd = dataStart + (max(0, found.place.end - dataStart)) / format.frameBytes * format.frameBytes
  }
}

/// The chunks up to the samples.
struct WAVHead {
  /// How far `data` is looked for when a chunk's length leads nowhere.
  private static let searchBytes = 1 << 20

  let dialect: ChunkDialect
  let origin: Int
  /// nil for samples that are compressed.
  private(set) var format: WAVFormat?
  private(set) var dataStart = 0
  /// What stands before the samples.
  private(set) var dataCount: Int?
  /// `ds64`: bytes of samples and of the file; nil without it, or where it was never filled in.
  private(set) var longDataCount: Int?
  private(set) var longFileCount: Int?
  private(set) var places = WAVLayout.Places()
  private(set) var isSearched = false

  /// Walks the chunks; nil when there are no samples.
  init?(of file: OpenFile, _ dialect: ChunkDialect, origin: Int) throws(FileError) {
    (self.dialect, self.origin) = (dialect, origin)
    var position = origin + dialect.preambleCount
    while true {
      let header = try file.bytes(at: position, count: dialect.headerCount)
      guard let chunk = dialect.chunk(header[...]) else { return nil }
      let body = position + dialect.headerCount
      if chunk.name == "data" {
        (dataStart, dataCount) = (body, chunk.count)
        return
      }
      if chunk.name == "fmt ", format == nil {
        // as long as it can be, whatever its length says
        format = WAVFormat(try file.bytes(at: body, count: WAVFormat.longestBody), dialect)
      }
      if let next = try chunkEnd(chunk, body, in: file) {
        position = next
      } else {
        position = try searched(from: body, in: file)
        isSearched = true
      }
      try take(chunk, body..<position, in: file)
    }
  }

  /// Takes what the chunks tell about the samples, as far as there is room for it before the next chunk.
  private mutating func take(
    _ chunk: (name: String, count: Int?), _ body: Range<Int>, in file: OpenFile
  ) throws(FileError) {
    switch chunk.name {
    case "ds64" where dialect == .rf64 && places.ds64 == nil && body.count >= 28:
      let bytes = try file.bytes(at: body.lowerBound, count: 16)
      guard bytes.count == 16 else { return }
      places.ds64 = body.lowerBound
      longFileCount = dialect.integer(bytes[0..<8]).flatMap { $0 > 0 && $0 < Int.max / 2 ? $0 : nil }
      longDataCount = dialect.integer(bytes[8..<16]).flatMap { $0 > 0 && $0 < Int.max / 2 ? $0 : nil }
    case "fact" where dialect != .w64 && places.fact == nil && body.count >= 4: places.fact = body.lowerBound
    case "JUNK" where body.lowerBound == origin + 20 && body.count == chunk.count: places.junk = body
    default: break
    }
  }

  /// Where the next chunk begins; nil when the length of this one leads nowhere.
  private func chunkEnd(
    _ chunk: (name: String, count: Int?), _ body: Int, in file: OpenFile
  ) throws(FileError) -> Int? {
    guard let count = chunk.count, count < file.length - body else { return nil }
    let end = body + count
    let next = end + dialect.padding(after: end - origin)
    if try isChunk(at: next, in: file, ofAnyName: true) { return next }
    guard next > end, try isChunk(at: end, in: file, ofAnyName: false) else { return nil }
    return end
  }

  /// Where `fmt ` or `data` begins, as the length of a chunk is not to be believed; the end of the file when nowhere.
  private func searched(from body: Int, in file: OpenFile) throws(FileError) -> Int {
    let window = try file.bytes(at: body, count: min(Self.searchBytes, max(0, file.length - body)))
    let wanted = Array((format == nil ? "fmt " : "data").utf8)
    for place in stride(from: 0, to: max(0, window.count - 4), by: dialect.alignment)
    where window[place] == wanted[0] && window[place..<place + 4].elementsEqual(wanted) {
      return body + place
    }
    return file.length
  }

  private func isChunk(at position: Int, in file: OpenFile, ofAnyName: Bool) throws(FileError) -> Bool {
    let header = try file.bytes(at: position, count: dialect.headerCount)
    guard let chunk = dialect.chunk(header[...]) else { return false }
    if dialect == .w64 { return dialect.isW64Name(header[...]) }
    if ["data", "fmt "].contains(chunk.name) || WAVTail.names.contains(chunk.name) { return true }
    guard ofAnyName, header.prefix(4).allSatisfy({ (0x20..<0x7f).contains($0) }) else { return false }
    return chunk.count.map { $0 < file.length - position } ?? false
  }
}

/// Where the samples of a WAV, RF64 or W64 file end.
struct SampleEnd {
  /// Byte after the last sample, perhaps within a frame; first byte of what is kept behind them; what that is.
  typealias Place = (end: Int, tailStart: Int, tail: WAVTail.Finding)

  /// What is believed.
  struct Found {
    /// Bytes of samples by the header; nil for unknown.
    let declared: Int?
    /// Where they end.
    let place: Place
  }

  private static let wrap = 1 << 32

  private let file: OpenFile
  private let head: WAVHead
  private let tails: WAVTail
  private let fileEnd: Int?
  private let frameBytes: Int

  init(of file: OpenFile, _ head: WAVHead, fileEnd: Int?, frameBytes: Int) {
    (self.file, self.head, self.fileEnd, self.frameBytes) = (file, head, fileEnd, frameBytes)
    tails = WAVTail(of: file, head.dialect, origin: head.origin, declaredEnd: fileEnd)
  }

  /// Believes the first declared length that fits what is there; where none does, looks for chunks at the end.
  func find() throws(FileError) -> Found {
    // a length of 0 was never filled in
    let candidates = [head.longDataCount, head.dataCount].compactMap(\.self).filter { $0 > 0 }
    for count in candidates {
      if let place = try place(count) { return Found(declared: count, place: place) }
    }
    let declared = candidates.first ?? head.dataCount
    // beyond 4 GiB a 32-bit length begins again at 0
    if let count = head.dataCount, head.longDataCount == nil {
      for wrapped in stride(from: count + Self.wrap, through: file.length - head.dataStart, by: Self.wrap) {
        if let place = try place(wrapped) { return Found(declared: declared, place: place) }
      }
    }
    let begin = try tails.search(from: head.dataStart)
    let end = begin ?? file.length
    return Found(declared: declared, place: (end, end, begin == nil ? .nothing : .whole))
  }

  /// The end by a length, when what follows is not more samples; nil otherwise.
  private func place(_ count: Int) throws(FileError) -> Place? {
    let (end, overflow) = head.dataStart.addingReportingOverflow(count)
    guard !overflow, end <= file.length, try end <= tails.tagStart() ?? end else { return nil }
    let padded = end + head.dialect.padding(after: end - head.origin)
    guard let found = try place(end: end, padded: padded) else { return nil }
    // where the end says little, and the length of the file says otherwise, chunks before it say more
    let isCoherent = fileEnd.map { (end...padded).contains($0) } ?? true
    let isWeak = found.tail == .nothing || found.tail == .padding
    if isWeak, !isCoherent, let begin = try tails.search(from: head.dataStart), begin < end { return nil }
    return found
  }

  private func place(end: Int, padded: Int) throws(FileError) -> Place? {
    let count = end - head.dataStart
    for start in padded == end ? [end] : [padded, end] {
      let tail = try tails.finding(at: start)
      if tail == .unknown { continue }
      // a length that is short by a byte: what looks like a pad byte is the last one of a frame
      let isShort = (count + 1) % frameBytes == 0 && end < min(start, file.length)
      return (isShort ? end + 1 : end, min(start, file.length), tail)
    }
    let isLessThanAFrame = (file.length - head.dataStart) / frameBytes == count / frameBytes
    return isLessThanAFrame ? (end, file.length, .nothing) : nil
  }
}
