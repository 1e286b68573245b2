import Files

/// The bytes up to the samples of a WAV, RF64 or W64 file, with lengths for another number of frames.
struct WAVHeader {
  private let layout: WAVLayout
  private let old: [UInt8]

  /// Takes the header as it is in the file.
  init(_ layout: WAVLayout, of file: OpenFile) throws(FileError) {
    self.layout = layout
    old = try file.bytes(at: 0, count: layout.dataStart)
  }

  /// The header for so many frames and `tailCount` bytes behind them, their pad bytes included. Beyond 4 GiB a plain WAV
  /// becomes an RF64: `JUNK` at its beginning makes room for `ds64`, or `ds64` is put in and everything moves by 36 bytes.
  func bytes(frames: Int, tailCount: Int) -> [UInt8] {
    let data = frames * layout.format.frameBytes
    let end = layout.dataStart - layout.origin + data + tailCount
    switch layout.dialect {
    case .w64: return w64(data: data, end: end)
    case .rf64 where layout.places.ds64 != nil: return long(old, layout.places, data: data, end: end, frames)
    case .riff where end - 8 < ChunkDialect.mostBytes: return short(data: data, end: end, frames)
    case .rf64, .riff:
      let (header, grown) = extended()
      return long(header, grown, data: data, end: end + header.count - old.count, frames)
    case .rifx: return short(data: data, end: end, frames)
    }
  }

  private func short(data: Int, end: Int, _ frames: Int) -> [UInt8] {
    var bytes = old
    replace(&bytes, at: layout.origin + 4, with: end - 8, count: 4)
    replace(&bytes, at: layout.dataStart - 4, with: data, count: 4)
    if let fact = layout.places.fact { replace(&bytes, at: fact, with: frames, count: 4) }
    return bytes
  }

  private func long(_ header: [UInt8], _ places: WAVLayout.Places, data: Int, end: Int, _ frames: Int) -> [UInt8] {
    var bytes = header
    replace(&bytes, at: layout.origin + 4, with: -1, count: 4)
    replace(&bytes, at: bytes.count - 4, with: -1, count: 4)
    guard let ds64 = places.ds64 else { return bytes }
    replace(&bytes, at: ds64, with: end - 8, count: 8)
    replace(&bytes, at: ds64 + 8, with: data, count: 8)
    replace(&bytes, at: ds64 + 16, with: frames, count: 8)
    return bytes
  }

  private func w64(data: Int, end: Int) -> [UInt8] {
    var bytes = old
    replace(&bytes, at: layout.origin + 16, with: end, count: 8)
    replace(&bytes, at: layout.dataStart - 8, with: data + layout.dialect.headerCount, count: 8)
    return bytes
  }

  /// The header as an RF64, lengths still to be set, and where its `ds64` is. As libsndfile does, `fact` becomes an empty
  /// chunk where the room in front is four bytes short, so that the samples stay where they are.
  private func extended() -> ([UInt8], WAVLayout.Places) {
    let start = layout.origin + 12
    var places = layout.places
    places.ds64 = start + 8
    var header = old[..<layout.origin] + Array("RF64".utf8) + old[(layout.origin + 4)..<start]
    header += Array("ds64".utf8) + layout.dialect.bytes(28, count: 4) + [UInt8](repeating: 0, count: 28)
    guard let junk = layout.places.junk, junk.count == 24, let fact = layout.places.fact, fact + 12 == layout.dataStart
    else { return (Array(header + old[start...]), places) }
    header += old[junk.upperBound..<fact - 8] + Array("PAD ".utf8) + [0, 0, 0, 0] + old[(fact + 4)...]
    return (Array(header), places)
  }

  /// Sets a number of `count` bytes.
  private func replace(_ bytes: inout [UInt8], at offset: Int, with value: Int, count: Int) {
    bytes.replaceSubrange(offset..<offset + count, with: layout.dialect.bytes(value, count: count))
  }
}
