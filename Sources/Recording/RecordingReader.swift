import EMGUnits

/// A recording, read from its first frame to its last: WAV, W64, RF64 or FLAC.
///
/// - Output: interleaved frames of `channelCount` samples, in the type that the caller chooses; `nativeKind` tells
///   which one is without loss. NaN and infinity in float files pass unchanged.
/// - Memory: constant; 16-bit WAV samples go straight into the caller's buffer. Ask for large blocks.
/// - Damage: a file that was cut off is read to its last whole frame and `warnings` says so.
/// - Threads: one at a time.
public final class RecordingReader {
  /// As given.
  public let path: String
  /// 500…192 000 Hz.
  public let sampleRate: Hertz
  /// 1…16.
  public let channelCount: Int
  /// Whole frames that can be read, at least 1.
  public let frameCount: Int
  /// How the file stores a sample.
  public let encoding: SampleEncoding
  /// The kind of file.
  public let container: RecordingContainer
  /// What the user should know; damage in the middle of a FLAC file is added when reading gets there.
  public private(set) var warnings: [RecordingWarning]

  private let sound: SoundFile
  private var position = 0

  /// The type to read without loss.
  public var nativeKind: SampleKind { encoding.nativeKind }

  /// Opens a recording and looks at its header.
  ///
  /// - Throws: `RecordingError`, for a path that is no file, a file that is no recording, and a recording outside
  ///   `RecordingLimits` or without a frame.
  public init(path: String) throws(RecordingError) {
    let opened = try Self.open(path)
    let format = opened.format
    guard let container = format.container, let encoding = format.encoding else {
      throw .unsupported(path: path, format: format.name)
    }
    let rate = Hertz(Double(opened.sampleRate))
    try RecordingLimits.check(channelCount: opened.channelCount, sampleRate: rate, container: container, path: path)
    let readable = try ReadableFrames(of: opened, encoding: encoding, path: path)
    guard readable.count > 0 else { throw .noFrames(path: path) }
    self.path = path
    self.container = container
    self.encoding = encoding
    sampleRate = rate
    channelCount = opened.channelCount
    frameCount = readable.count
    sound = readable.sound
    warnings = readable.warnings + (encoding == .float64 ? [.rounded(path: path)] : [])
  }

  /// Reads the next frames of a 16-bit file.
  ///
  /// - Parameter samples: room for at least one frame; filled from its start, interleaved.
  /// - Returns: whole frames read; 0 at the end.
  /// - Throws: `.readFailed`, `.sampleKind` for any other encoding.
  public func read(into samples: UnsafeMutableBufferPointer<Int16>) throws(RecordingError) -> Int {
    try read(.int16, samples) { (base, count) throws(CallError) in try sound.read(base, frames: count) }
  }

  /// Reads the next frames of an integer file, left-justified: full scale is 2³¹ whatever the depth.
  ///
  /// - Parameter samples: room for at least one frame; filled from its start, interleaved.
  /// - Returns: whole frames read; 0 at the end.
  /// - Throws: `.readFailed`, `.sampleKind` for float encodings.
  public func read(into samples: UnsafeMutableBufferPointer<Int32>) throws(RecordingError) -> Int {
    try read(.int32, samples) { (base, count) throws(CallError) in try sound.read(base, frames: count) }
  }

  /// Reads the next frames of any file; integers are divided by their full scale, 32-bit ones rounded.
  ///
  /// - Parameter samples: room for at least one frame; filled from its start, interleaved.
  /// - Returns: whole frames read; 0 at the end.
  /// - Throws: `.readFailed`.
  public func read(into samples: UnsafeMutableBufferPointer<Float>) throws(RecordingError) -> Int {
    try read(.float, samples) { (base, count) throws(CallError) in try sound.read(base, frames: count) }
  }

  /// Goes to a frame, so that the next `read` begins there.
  ///
  /// - Throws: `.readFailed`, as for a damaged FLAC file.
  package func seek(to frame: Int) throws(RecordingError) {
    precondition((0...frameCount).contains(frame), "The frame must be in the recording.")
    do { try sound.seek(to: frame) } catch { throw .reading(path, frame: frame, error) }
    position = frame
  }

  private static func open(_ path: String) throws(RecordingError) -> SoundFile {
    let descriptor = try FileDescriptor(reading: path)
    guard descriptor.length > 0 else { throw .empty(path: path) }
    do throws(CallError) {
      return try SoundFile(reading: descriptor)
    } catch {
      let first = (try? descriptor.bytes(at: 0, count: 12)) ?? []
      guard let container = RecordingContainer(beginningWith: first) else { throw .notSound(path: path) }
      throw .damaged(path: path, container: container)
    }
  }

  private func read<Sample>(
    _ kind: SampleKind, _ samples: UnsafeMutableBufferPointer<Sample>,
    _ call: (UnsafeMutablePointer<Sample>, Int) throws(CallError) -> Int
  ) throws(RecordingError) -> Int {
    guard kind.canRead(encoding) else { throw .sampleKind(path: path, encoding: encoding, asked: kind, .reading) }
    precondition(samples.count >= channelCount, "The buffer must have room for a frame.")
    let wanted = min(samples.count / channelCount, frameCount - position)
    guard wanted > 0, let base = samples.baseAddress else { return 0 }
    do throws(CallError) {
      let got = try call(base, wanted)
      if got == 0 { endEarly() }
      position += got
      return got
    } catch {
      // A damaged FLAC frame is the end of a recording that is good until there; a failing disk is not.
      guard error.code == 0 else { throw .reading(path, frame: position, error) }
      endEarly()
      return 0
    }
  }

  private func endEarly() {
    let warning = RecordingWarning.endedEarly(path: path, declared: frameCount, frames: position)
    if !warnings.contains(warning) { warnings.append(warning) }
  }
}
