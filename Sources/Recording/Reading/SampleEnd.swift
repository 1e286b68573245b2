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

  private let file: FileDescriptor
  private let head: WAVHead
  private let tails: WAVTail
  private let fileEnd: Int?
  private let frameBytes: Int

  init(of file: FileDescriptor, _ head: WAVHead, fileEnd: Int?, frameBytes: Int) {
    (self.file, self.head, self.fileEnd, self.frameBytes) = (file, head, fileEnd, frameBytes)
    tails = WAVTail(of: file, head.dialect, origin: head.origin, declaredEnd: fileEnd)
  }

  /// Believes the first declared length that fits what is there; where none does, looks for chunks at the end.
  func find() throws(CallError) -> Found {
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
  private func place(_ count: Int) throws(CallError) -> Place? {
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

  private func place(end: Int, padded: Int) throws(CallError) -> Place? {
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
