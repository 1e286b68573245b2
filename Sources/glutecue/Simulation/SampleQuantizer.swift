import Recording

/// Puts samples of ± 1 into the form in which a recording stores them, as a converter does: rounded to the nearest
/// step, clipped at full scale.
struct SampleQuantizer {
  private var narrow: [Int16] = []
  private var wide: [Int32] = []

  /// Writes interleaved frames.
  ///
  /// - Throws: what the writer throws.
  mutating func write(_ samples: [Float], to writer: RecordingWriter) throws(RecordingError) {
    switch writer.encoding.nativeKind {
    case .float:
      try Self.pass(samples) { (buffer) throws(RecordingError) in try writer.write(buffer) }
    case .int16:
      narrow.removeAll(keepingCapacity: true)
      for sample in samples { narrow.append(Int16(min((sample * 0x1p15).rounded(), 0x1p15 - 1))) }
      try Self.pass(narrow) { (buffer) throws(RecordingError) in try writer.write(buffer) }
    case .int32:
      wide.removeAll(keepingCapacity: true)
      for sample in samples { wide.append(Int32(min((sample * 0x1p23).rounded(), 0x1p23 - 1)) << 8) }
      try Self.pass(wide) { (buffer) throws(RecordingError) in try writer.write(buffer) }
    }
  }

  private static func pass<Sample>(
    _ samples: [Sample], _ body: (UnsafeBufferPointer<Sample>) throws(RecordingError) -> Void
  ) throws(RecordingError) {
    try samples.withUnsafeBufferPointer { (buffer) throws(RecordingError) in try body(buffer) }
  }
}
