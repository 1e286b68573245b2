import EMGUnits

/// A recording being written: WAV (RF64 once it exceeds 4 GiB) or FLAC, by the ending of its name.
///
/// Samples read back are the samples written, bit for bit. A WAV file is valid after every `flushHeader`, and holds the
/// frames up to there if the program is killed. The same samples give the same bytes. Threads: one at a time.
public final class RecordingWriter {
  /// As given.
  public let path: String
  /// Frames written so far.
  public private(set) var frameCount = 0
  /// Samples per frame.
  public let channelCount: Int
  /// How a sample is stored.
  public let encoding: SampleEncoding
  /// The kind of file.
  public let container: RecordingContainer

  private var sound: SoundFile?

  /// Creates the file and writes its header.
  ///
  /// - Parameters:
  ///   - path: ends in `.wav` or `.flac`.
  ///   - sampleRate: 500…192 000 Hz, whole.
  ///   - channelCount: 1…16; FLAC 1…8.
  ///   - encoding: for WAV all but `.float64`, for FLAC `.int16` and `.int24`.
  ///   - overwrite: whether a file of that name may be replaced.
  /// - Throws: `RecordingError`, for a setting that is not possible and a file that cannot be made.
  public convenience init(
    path: String, sampleRate: Hertz, channelCount: Int, encoding: SampleEncoding, overwrite: Bool = false
  ) throws(RecordingError) {
    guard let container = RecordingContainer(writtenTo: path) else { throw .fileEnding(path: path) }
    guard container.writableEncodings.contains(encoding) else {
      throw .encoding(path: path, given: encoding, container: container)
    }
    try RecordingLimits.check(channelCount: channelCount, sampleRate: sampleRate, container: container, path: path)
    guard let rate = Int(exactly: sampleRate.value) else { throw .fractionalRate(path: path, given: sampleRate) }
    try self.init(
      unchecked: path, sampleRate: rate, channelCount: channelCount, encoding: encoding, container: container,
      overwrite: overwrite)
  }

  /// Creates any kind of file that is read, whatever its limits; a `.wav` is an RF64 that stays plain below 4 GiB.
  package init(
    unchecked path: String, sampleRate: Int, channelCount: Int, encoding: SampleEncoding, container: RecordingContainer,
    overwrite: Bool = false
  ) throws(RecordingError) {
    self.path = path
    self.channelCount = channelCount
    self.encoding = encoding
    self.container = container
    let file = try NewFile(path, overwrite: overwrite)
    do throws(CallError) {
      let format = SoundFileFormat(container == .wav ? .rf64 : container, encoding)
      let opened = try SoundFile(
        writing: file.descriptor, format: format, sampleRate: sampleRate, channelCount: channelCount)
      if container == .wav { try opened.downgradeRF64WhenSmall() }
      try opened.updateHeader()
      sound = opened
    } catch {
      file.discard()
      throw .writing(path, frame: 0, error)
    }
  }

  deinit {
    // `close` tells about a full disk; here no one is left to hear it.
    try? close()
  }

  /// Writes whole interleaved frames into an integer file.
  ///
  /// - Throws: `.diskFull` or `.writeFailed` (frames written before can be read), `.closed`, `.sampleKind` for a float file.
  public func write(_ samples: UnsafeBufferPointer<Int16>) throws(RecordingError) {
    try write(.int16, samples) { (sound, base, count) throws(CallError) in try sound.write(base, frames: count) }
  }

  /// Writes whole interleaved frames of left-justified samples into a 24- or 32-bit file; 24 bits keep the upper 24.
  ///
  /// - Throws: `.diskFull` or `.writeFailed` (frames written before can be read), `.closed`, `.sampleKind` for another file.
  public func write(_ samples: UnsafeBufferPointer<Int32>) throws(RecordingError) {
    try write(.int32, samples) { (sound, base, count) throws(CallError) in try sound.write(base, frames: count) }
  }

  /// Writes whole interleaved frames into a float file; values beyond ±1, NaN and infinity are kept.
  ///
  /// - Throws: `.diskFull` or `.writeFailed` (frames written before can be read), `.closed`, `.sampleKind` for an integer file.
  public func write(_ samples: UnsafeBufferPointer<Float>) throws(RecordingError) {
    try write(.float, samples) { (sound, base, count) throws(CallError) in try sound.write(base, frames: count) }
  }

  /// Brings the header up to date, so that the file is valid with the frames written so far if the program is killed.
  /// FLAC has no such need: what is in the file can be read; its last 4096 frames are still in memory.
  ///
  /// - Throws: `.writeFailed`, `.diskFull`, `.closed`.
  public func flushHeader() throws(RecordingError) {
    guard let sound else { throw .closed(path: path) }
    guard container != .flac else { return }
    do { try sound.updateHeader() } catch { throw .writing(path, frame: frameCount, error) }
  }

  /// Finishes the file and looks whether its last frame has arrived; later calls do nothing.
  ///
  /// - Throws: `.writeFailed`, `.diskFull`.
  public func close() throws(RecordingError) {
    guard let open = sound else { return }
    sound = nil
    do throws(CallError) {
      try open.close()
      if open.descriptor.isRegular, frameCount > 0 { try confirm(open) }
    } catch {
      throw .writing(path, frame: frameCount, error)
    }
    if let code = open.descriptor.close() { throw .writing(path, frame: frameCount, CallError("close", code: code)) }
  }

  /// libsndfile's close reports no failure of the last write, which for FLAC holds up to 4096 frames.
  private func confirm(_ closed: SoundFile) throws(CallError) {
    let written = try SoundFile(reading: closed.descriptor)
    guard written.frameCount == frameCount, written.reaches(frameCount - 1) else {
      throw CallError("sf_close", code: closed.writeFailure, words: "the end of the file is missing")
    }
  }

  private func write<Sample>(
    _ kind: SampleKind, _ samples: UnsafeBufferPointer<Sample>,
    _ call: (SoundFile, UnsafePointer<Sample>, Int) throws(CallError) -> Int
  ) throws(RecordingError) {
    guard let sound else { throw .closed(path: path) }
    guard kind.canWrite(encoding) else { throw .sampleKind(path: path, encoding: encoding, asked: kind, .writing) }
    precondition(samples.count.isMultiple(of: channelCount), "Whole frames only.")
    var rest = samples.count / channelCount
    guard rest > 0, var next = samples.baseAddress else { return }
    do throws(CallError) {
      while rest > 0 {
        let count = try call(sound, next, rest)
        guard count > 0 else { throw CallError("sf_writef", code: sound.writeFailure) }
        frameCount += count
        rest -= count
        next += count * channelCount
      }
    } catch {
      throw .writing(path, frame: frameCount, error)
    }
  }
}
