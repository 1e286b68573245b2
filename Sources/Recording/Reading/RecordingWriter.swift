import EMGUnits
import Files

/// A recording being written: WAV (RF64 once it exceeds 4 GiB) or FLAC, by the ending of its name.
///
/// Samples read back are the samples written, bit for bit. The file is valid at every instant, and says after every
/// `flushHeader` how many frames it holds: WAV all that were written, FLAC all but at most 1153. The same samples give the
/// same bytes. Until it is closed it is locked (flock), so that nobody mends it meanwhile. Threads: one at a time.
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

  private(set) var sound: SoundFile?
  /// FLAC: frames that the header says, and the bytes that hold them.
  private var announced = (frames: 0, bytes: 0)

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
    let file: NewFile
    do { file = try NewFile(path, overwrite: overwrite) } catch { throw RecordingError(path, error) }
    do throws(FileError) {
      let format = SoundFileFormat(container == .wav ? .rf64 : container, encoding)
      let opened = try SoundFile(
        writing: file.file, format: format, sampleRate: sampleRate, channelCount: channelCount)
      if container == .wav { try opened.downgradeRF64WhenSmall() }
      if container == .flac { try opened.useShortBlocks() }
      try opened.updateHeader()
      // a file system that knows no locks is no reason against recording
      _ = file.file.lock()
      sound = opened
    } catch {
      file.discard()
      throw .writing(path, frame: 0, error)
    }
  }

  /// Whether its file is still where it was made.
  public var isInPlace: Bool { sound?.descriptor.isAt(path) ?? true }

  deinit {
    // `close` tells about a full disk; here no one is left to hear it.
    try? close()
  }

  /// Writes whole interleaved frames into an integer file.
  ///
  /// - Throws: `.diskFull` or `.writeFailed` (frames written before can be read), `.closed`, `.sampleKind` for a float file.
  public func write(_ samples: UnsafeBufferPointer<Int16>) throws(RecordingError) {
    try write(.int16, samples) { (sound, base, count) throws(FileError) in try sound.write(base, frames: count) }
  }

  /// Writes whole interleaved frames of left-justified samples into a 24- or 32-bit file; 24 bits keep the upper 24.
  ///
  /// - Throws: `.diskFull` or `.writeFailed` (frames written before can be read), `.closed`, `.sampleKind` for another file.
  public func write(_ samples: UnsafeBufferPointer<Int32>) throws(RecordingError) {
    try write(.int32, samples) { (sound, base, count) throws(FileError) in try sound.write(base, frames: count) }
  }

  /// Writes whole interleaved frames into a float file; values beyond ±1, NaN and infinity are kept.
  ///
  /// - Throws: `.diskFull` or `.writeFailed` (frames written before can be read), `.closed`, `.sampleKind` for an integer file.
  public func write(_ samples: UnsafeBufferPointer<Float>) throws(RecordingError) {
    try write(.float, samples) { (sound, base, count) throws(FileError) in try sound.write(base, frames: count) }
  }

  /// Writes `frames` raw frames, the first being number `offset` of `samples`.
  ///
  /// - Throws: as above.
  public func write(_ samples: RawSamples, offset: Int, frames: Int) throws(RecordingError) {
    let (start, count) = (offset * channelCount, frames * channelCount)
    switch samples {
    case .int16(let values): try write(UnsafeBufferPointer(start: values + start, count: count))
    case .int32(let values): try write(UnsafeBufferPointer(start: values + start, count: count))
    case .float(let values): try write(UnsafeBufferPointer(start: values + start, count: count))
    }
  }

  /// Brings the header up to date, so that readers find the frames written so far if the program is killed. One write of
  /// a few bytes within one page, which a reader sees whole or not at all. FLAC: the last 1153 frames are still in memory.
  ///
  /// - Throws: `.writeFailed`, `.diskFull`, `.closed`.
  public func flushHeader() throws(RecordingError) {
    guard let sound else { throw .closed(path: path) }
    do throws(FileError) {
      if container == .flac { try announceBlocks(sound) } else { try sound.updateHeader() }
    } catch { throw .writing(path, frame: frameCount, error) }
  }

  /// Makes what was handed to the system survive a loss of power. May take long on a slow disk.
  ///
  /// - Throws: `.writeFailed`, `.diskFull`, `.closed`.
  public func sync() throws(RecordingError) {
    guard let sound else { throw .closed(path: path) }
    do { try sound.descriptor.sync() } catch { throw .writing(path, frame: frameCount, error) }
  }

  /// libFLAC writes a block once one frame more than it holds has come, and says how many frames there are at the end only.
  private func announceBlocks(_ sound: SoundFile) throws(FileError) {
    let frames = max(0, frameCount - 1) / FLACStreamInfo.blockFrames * FLACStreamInfo.blockFrames
    guard frames > announced.frames, sound.descriptor.isRegular else { return }
    try FLACStreamInfo(of: sound.descriptor).announce(frames: frames)
    announced = (frames, try sound.descriptor.currentLength())
  }

  /// Ends a recording that cannot be continued, as when the disk is full: the header says what is whole, the rest is cut
  /// off. What fails here too is left to `RecordingMending`; readers cope with it.
  ///
  /// - Returns: frames kept.
  public func abandon() -> Int {
    guard let open = sound else { return frameCount }
    sound = nil
    try? open.close()
    let kept = container == .flac ? announced.frames : frameCount
    let file = open.descriptor
    if file.isRegular, container == .flac {
      try? FLACStreamInfo(of: file).announce(frames: kept)
      try? FLACStreamInfo(of: file).forgetChecksum()
      if kept > 0 { try? file.truncate(to: announced.bytes) }
    } else if file.isRegular {
      try? cut(file, to: kept)
    }
    try? file.close()
    return kept
  }

  /// Sets the lengths in the header to so many frames, and takes away what is behind them.
  private func cut(_ file: OpenFile, to frames: Int) throws(FileError) {
    let file = try file.again()
    guard let layout = try WAVLayout(of: file) else { return }
    let end = layout.dataStart + frames * layout.format.frameBytes
    let pad = layout.dialect.padding(after: end)
    let header = try WAVHeader(layout, of: file).bytes(frames: frames, tailCount: pad)
    guard header.count == layout.dataStart else { return }
    try file.write(header, at: 0)
    try file.truncate(to: end)
    try file.write([UInt8](repeating: 0, count: pad), at: end)
  }

  /// Finishes the file and looks whether its last frame has arrived; later calls do nothing.
  ///
  /// - Parameters:
  ///   - markers: become cue points in a WAV, which audio editors show; FLAC has no place for them.
  ///   - waitsForDisk: whether all of it is on the disk afterwards.
  /// - Throws: `.writeFailed`, `.diskFull`.
  public func close(markers: [RecordingMarker] = [], waitsForDisk: Bool = false) throws(RecordingError) {
    guard let open = sound else { return }
    sound = nil
    do throws(FileError) {
      try open.close()
      if open.descriptor.isRegular, frameCount > 0 { try confirm(open) }
      if open.descriptor.isRegular, container == .wav { try CuePoints(markers).append(to: open.descriptor) }
      if waitsForDisk { try open.descriptor.sync() }
      try open.descriptor.close()
    } catch {
      throw .writing(path, frame: frameCount, error)
    }
  }

  /// libsndfile's close reports no failure of the last write, which for FLAC holds up to 4096 frames.
  private func confirm(_ closed: SoundFile) throws(FileError) {
    let written = try SoundFile(reading: closed.descriptor)
    guard written.frameCount == frameCount, written.reaches(frameCount - 1) else {
      throw FileError(.reading, "sf_close", code: closed.writeFailure, words: "the end of the file is missing")
    }
  }

  private func write<Sample>(
    _ kind: SampleKind, _ samples: UnsafeBufferPointer<Sample>,
    _ call: (SoundFile, UnsafePointer<Sample>, Int) throws(FileError) -> Int
  ) throws(RecordingError) {
    guard let sound else { throw .closed(path: path) }
    guard kind.canWrite(encoding) else { throw .sampleKind(path: path, encoding: encoding, asked: kind, .writing) }
    precondition(samples.count.isMultiple(of: channelCount), "Whole frames only.")
    var rest = samples.count / channelCount
    guard rest > 0, var next = samples.baseAddress else { return }
    do throws(FileError) {
      while rest > 0 {
        let count = try call(sound, next, rest)
        guard count > 0 else { throw FileError(.reading, "sf_writef", code: sound.writeFailure) }
        frameCount += count
        rest -= count
        next += count * channelCount
      }
    } catch {
      throw .writing(path, frame: frameCount, error)
    }
  }
}
