import EMGUnits

/// A recording as a stream of large blocks in the file's own sample type, without loss.
public final class RecordingFeed {
  /// Frames in a block: large enough to read fast, small enough to stay in the processor's cache.
  private static let framesPerBlock = 16_384

  /// The recording.
  public let reader: RecordingReader
  private let int16: UnsafeMutableBufferPointer<Int16>
  private let int32: UnsafeMutableBufferPointer<Int32>
  private let float: UnsafeMutableBufferPointer<Float>

  /// Reads from the recording's current place on.
  public init(_ reader: RecordingReader) {
    self.reader = reader
    let count = min(Self.framesPerBlock, reader.frameCount) * reader.channelCount
    int16 = .allocate(capacity: reader.nativeKind == .int16 ? count : 0)
    int32 = .allocate(capacity: reader.nativeKind == .int32 ? count : 0)
    float = .allocate(capacity: reader.nativeKind == .float ? count : 0)
    int16.initialize(repeating: 0)
    int32.initialize(repeating: 0)
    float.initialize(repeating: 0)
  }

  deinit {
    int16.deallocate()
    int32.deallocate()
    float.deallocate()
  }

  /// The next frames, valid until the next call; nil at the end.
  ///
  /// - Throws: `RecordingError.readFailed`.
  public func next() throws(RecordingError) -> (samples: RawSamples, frames: Int)? {
    let frames: Int
    let samples: RawSamples?
    switch reader.nativeKind {
    case .int16:
      frames = try reader.read(into: int16)
      samples = int16.baseAddress.map { .int16(UnsafePointer($0)) }
    case .int32:
      frames = try reader.read(into: int32)
      samples = int32.baseAddress.map { .int32(UnsafePointer($0)) }
    case .float:
      frames = try reader.read(into: float)
      samples = float.baseAddress.map { .float(UnsafePointer($0)) }
    }
    guard frames > 0, let samples else { return nil }
    return (samples, frames)
  }
}

/// A recording as a source: it waits for whoever reads it.
extension RecordingFeed: FrameSource {
  /// Frames per second.
  public var sampleRate: Hertz { reader.sampleRate }
  /// Samples in a frame.
  public var channelCount: Int { reader.channelCount }
  /// A recording waits.
  public var isLive: Bool { false }
}
