/// A WAV, RF64 or W64 file written anew with true lengths: header, every whole frame, and what is kept behind them.
struct WAVMending {
  private let layout: WAVLayout
  private let file: FileDescriptor

  init(_ layout: WAVLayout, of file: FileDescriptor) { (self.layout, self.file) = (layout, file) }

  /// Writes it, and compares it with the old one: the same bytes, and a reader finds the same samples in them.
  func write(to path: String) throws(CallError) {
    let new = try FileDescriptor(draft: path)
    let samples = layout.dataStart..<layout.dataEnd
    let pad = layout.dialect.padding(after: layout.dataEnd - layout.origin)
    let tail = min(layout.tailStart, file.length)..<file.length
    let header = try WAVHeader(layout, of: file).bytes(frames: layout.frameCount, tailCount: pad + tail.count)
    try new.write(header, at: 0)
    let copy = ByteCopy(from: file, to: new)
    try copy.copy(samples, to: header.count)
    let end = header.count + samples.count
    try new.write([UInt8](repeating: 0, count: pad), at: end)
    try copy.copy(tail, to: end + pad)
    guard try new.bytes(at: 0, count: header.count) == header, try copy.isSame(samples, at: header.count),
      try copy.isSame(tail, at: end + pad)
    else { throw CallError("copy", code: 0, words: "the copy differs from the recording, so nothing was changed") }
    let again = try WAVLayout(of: new.again())
    guard again?.dataStart == header.count, again?.frameCount == layout.frameCount else {
      throw CallError("copy", code: 0, words: "other samples would be read from the copy, so nothing was changed")
    }
    if let code = new.close() { throw CallError("close", code: code) }
  }
}
