/// The lengths that the header of a WAV, RF64 or W64 file declares, as they stand in the file.
///
/// libsndfile silently corrects lengths that do not fit the file and shows them only in the text of its log,
/// in other words for every container, and for W64 not at all. A file whose writer was killed before it could
/// fill in the lengths is taken for empty unless it happens to carry the one pattern that libsndfile knows. So the
/// chunk headers, nothing else, are walked here up to the samples; what is in the chunks stays libsndfile's business.
struct DeclaredSizes {
  /// Byte after the last one, for the whole file; nil when the header says that it is unknown (all ones).
  private(set) var fileEnd: Int?
  /// First byte of the samples.
  private(set) var dataStart: Int
  /// Bytes of samples; nil when the header says that it is unknown (all ones).
  private(set) var dataCount: Int?
  /// First byte of the frame count in a `fact` chunk before the samples; nil when there is none.
  private(set) var factStart: Int?
  /// How the chunks are laid out.
  let dialect: ChunkDialect

  /// Whether the lengths were never filled in: unknown, or no samples in a file that ends where they begin.
  /// A finished recording without samples is not meant: its file length covers its header, and nothing follows.
  var isUnfinished: Bool {
    dataCount == nil || dataCount == 0 && (fileEnd.map { $0 <= dataStart } ?? true)
  }

  /// Bytes that the whole file lacks; a missing pad byte at its very end is forgiven, as it carries nothing.
  func missingBytes(fileLength: Int) -> Int {
    guard let fileEnd, fileEnd - fileLength >= dialect.alignment else { return 0 }
    return fileEnd - fileLength
  }

  /// Walks the chunks; nil when this is another kind of file or there are no samples.
  init?(of file: FileDescriptor) throws(CallError) {
    let first = try file.bytes(at: 0, count: ChunkDialect.longestPreamble)
    guard let dialect = ChunkDialect(first) else { return nil }
    self.dialect = dialect
    fileEnd = dialect.fileEnd(first)
    var long: [Int?]?
    var position = dialect.preambleCount
    while true {
      guard let chunk = dialect.chunk(try file.bytes(at: position, count: dialect.headerCount)) else { return nil }
      let body = position + dialect.headerCount
      switch chunk.name {
      case "ds64" where dialect == .rf64:
        let bytes = try file.bytes(at: body, count: 16)
        guard bytes.count == 16 else { return nil }
        long = [0, 8].map { dialect.integer(bytes[$0..<$0 + 8]) }
        fileEnd = (long?[0]).flatMap { $0.addingReportingOverflow(8).overflow ? nil : $0 + 8 }
      case "data":
        dataStart = body
        dataCount = chunk.count
        if chunk.count == nil, let long { dataCount = long[1] }
        return
      case "fact" where dialect != .w64:
        factStart = body
      default:
        break
      }
      guard let count = chunk.count, count < file.length else { return nil }
      let end = body + count
      position = end + (dialect.alignment - end % dialect.alignment) % dialect.alignment
    }
  }
}
