/// The lengths in the header of a WAV or RF64 file as this program writes them, to be set to what the file holds.
///
/// The whole header is written at once, so that it is valid at every instant; samples are never moved.
struct HeaderLengths {
  private let file: FileDescriptor
  private let frameSize: Int
  private let sizes: DeclaredSizes
  /// The header as it was found.
  private let old: [UInt8]
  private var frames: Int

  /// Reads the header; nil for a file of another kind (big-endian, W64).
  init?(of file: FileDescriptor, frameSize: Int) throws(CallError) {
    guard let sizes = try DeclaredSizes(of: file), sizes.dialect == .riff || sizes.dialect == .rf64 else { return nil }
    self.file = file
    self.frameSize = frameSize
    self.sizes = sizes
    old = try file.bytes(at: 0, count: sizes.dataStart)
    frames = (sizes.dataCount ?? 0) / frameSize
  }

  /// The byte after the last frame, and after the pad byte that an odd number of bytes needs.
  private var end: (data: Int, padded: Int) {
    let data = sizes.dataStart + frames * frameSize
    return (data, data + data % 2)
  }

  /// Writes a header for so many frames and nothing behind them.
  mutating func set(frames: Int) throws(CallError) {
    self.frames = frames
    try file.write(header, at: 0)
  }

  /// Puts the header back as it was found.
  func restore() throws(CallError) { try file.write(old, at: 0) }

  /// Cuts off what is behind the frames: part of a frame, or of a chunk.
  func cut() throws(CallError) {
    try file.truncate(to: end.data)
    if end.padded > end.data { try file.write([0], at: end.data) }
  }

  private var header: [UInt8] {
    let data = end.data - sizes.dataStart
    if sizes.dialect == .rf64 { return long(old, data: data) }
    guard end.padded - 8 >= Int(UInt32.max) else { return short(data: data) }
    return extended(data: data).map { long($0, data: data) } ?? old
  }

  private func short(data: Int) -> [UInt8] {
    var bytes = old
    bytes.replace(at: 4, with: end.padded - 8, count: 4)
    bytes.replace(at: sizes.dataStart - 4, with: data, count: 4)
    if let fact = sizes.factStart { bytes.replace(at: fact, with: frames, count: 4) }
    return bytes
  }

  private func long(_ header: [UInt8], data: Int) -> [UInt8] {
    var bytes = header
    bytes.replace(at: 4, with: -1, count: 4)
    bytes.replace(at: 20, with: end.padded - 8, count: 8)
    bytes.replace(at: 28, with: data, count: 8)
    bytes.replace(at: 36, with: frames, count: 8)
    bytes.replace(at: sizes.dataStart - 4, with: -1, count: 4)
    return bytes
  }

  /// The RF64 form of a plain header with the room that libsndfile leaves for it: JUNK becomes `ds64`, which is four bytes
  /// longer, and `fact` an empty chunk, which is four bytes shorter. Nil where that room is not there.
  private func extended(data: Int) -> [UInt8]? {
    let junk = 12..<44
    guard let fact = sizes.factStart, fact + 12 == sizes.dataStart, fact - 8 > junk.upperBound,
      old[junk].starts(with: "JUNK".utf8)
    else { return nil }
    var header = Array("RF64".utf8) + old[4..<12]
    header += Array("ds64".utf8) + [28, 0, 0, 0]
    header += [UInt8](repeating: 0, count: 28)
    header += old[44..<fact - 8]
    header += Array("PAD ".utf8) + [0, 0, 0, 0]
    return header + old[(fact + 4)...]
  }
}

extension [UInt8] {
  /// Sets a little-endian number of `count` bytes.
  fileprivate mutating func replace(at offset: Int, with value: Int, count: Int) {
    for place in 0..<count { self[offset + place] = UInt8(truncatingIfNeeded: value >> (8 * place)) }
  }
}
