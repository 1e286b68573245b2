import Glibc

/// Mends a recording whose writer was cut off: sets the lengths in its header to the last whole frame.
///
/// WAV and RF64 are mended in place, since only the header changes, with one write, and less than a frame is cut off the
/// end. FLAC is written anew beside the old one, compared with it sample by sample, and only then takes its place.
public struct RecordingMending {
  /// What was done.
  public enum Outcome: Sendable, Hashable {
    /// Nothing was wrong.
    case sound(frames: Int)
    /// The header told less or more than the file holds.
    case mended(frames: Int, declared: Int)
  }

  private let path: String
  private let file: FileDescriptor

  /// Opens the recording.
  ///
  /// - Throws: `.beingWritten` when a program still records into it; the errors of opening a file to write.
  public init(path: String) throws(RecordingError) {
    self.path = path
    file = try FileDescriptor(reading: path, toMend: true)
    guard file.lock() else { throw .beingWritten(path: path) }
  }

  /// Mends it, if there is anything to mend. What is there already is lost in no case.
  ///
  /// - Throws: the errors of reading a recording; `.diskFull` and `.writeFailed` when a FLAC cannot be written anew.
  public func mend() throws(RecordingError) -> Outcome {
    let reader = try RecordingReader(path: path)
    if reader.container == .flac { return try mendFLAC(isCut: !reader.warnings.isEmpty) }
    do throws(CallError) {
      return try mendWAV(reader)
    } catch {
      throw .writing(path, frame: reader.frameCount, error)
    }
  }

  /// Adds cue points to a WAV that has nothing behind its samples.
  public func add(_ markers: [RecordingMarker]) throws(RecordingError) {
    do throws(CallError) {
      guard let sizes = try DeclaredSizes(of: file), let data = sizes.dataCount else { return }
      guard try file.currentLength() <= sizes.dataStart + data + data % 2 else { return }
      try CuePoints(markers).append(to: file)
    } catch {
      throw .writing(path, frame: 0, error)
    }
  }

  private func mendWAV(_ reader: RecordingReader) throws(CallError) -> Outcome {
    let frameSize = reader.encoding.byteCount * reader.channelCount
    guard let sizes = try DeclaredSizes(of: file), var lengths = try HeaderLengths(of: file, frameSize: frameSize)
    else {
      return .sound(frames: reader.frameCount)
    }
    let tail = try tail(sizes, frameSize)
    if case .none = tail { return .sound(frames: reader.frameCount) }
    var frames = (sizes.dataCount ?? 0) / frameSize
    if case .samples = tail { frames = max(0, file.length - sizes.dataStart) / frameSize }
    try lengths.set(frames: frames)
    guard let mended = try? RecordingReader(path: path), mended.frameCount == frames else {
      try lengths.restore()
      throw CallError(
        "mend", code: 0, words: "the mended header could not be read back, so the old one is back in place")
    }
    try lengths.cut()
    try file.sync()
    return .mended(frames: frames, declared: (sizes.dataCount ?? 0) / frameSize)
  }

  /// What stands between the end that the header tells and the end of the file.
  private enum Tail { case none, samples, cuePoints }

  private func tail(_ sizes: DeclaredSizes, _ frameSize: Int) throws(CallError) -> Tail {
    guard !sizes.isUnfinished, let data = sizes.dataCount, let fileEnd = sizes.fileEnd else { return .samples }
    let dataEnd = sizes.dataStart + data
    if dataEnd > file.length { return .samples }
    // chunks behind the samples that the header knows of: finished
    guard fileEnd <= dataEnd + data % 2 else { return fileEnd > file.length + 1 ? .cuePoints : .none }
    guard file.length > dataEnd + data % 2 else { return .none }
    return CuePoints.begin(try file.bytes(at: dataEnd + data % 2, count: 12)) ? .cuePoints : .samples
  }

  private func mendFLAC(isCut: Bool) throws(RecordingError) -> Outcome {
    let declared: Int
    do throws(CallError) {
      let info = try FLACStreamInfo(of: file)
      declared = info.frames
      guard info.isUnfinished || isCut else { return .sound(frames: declared) }
      // decoders stop at the number of frames declared, and there may be more
      try info.announce(frames: 0)
    } catch { throw .writing(path, frame: 0, error) }
    let copy = RecordingCopy(of: path, to: path + ".mending")
    let frames: Int
    do throws(RecordingError) {
      frames = try copy.write()
    } catch {
      try? FLACStreamInfo(of: file).announce(frames: declared)
      throw error
    }
    guard rename((path + ".mending").onDisk, path.onDisk) == 0 else { throw .creating(path, code: errno) }
    return .mended(frames: frames, declared: declared)
  }
}
