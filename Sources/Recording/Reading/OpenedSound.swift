import EMGUnits
import Files

/// A file opened for reading: what it holds, and who reads it.
///
/// Uncompressed samples of the WAV family are where `WAVLayout` finds them; every other file is as libsndfile says.
struct OpenedSound {
  /// The kind of file.
  let container: RecordingContainer
  /// How samples stand in the file.
  let stored: SampleEncoding
  /// What can be read.
  let readable: ReadableFrames

  /// Opens it and looks at its header.
  ///
  /// - Throws: for a path that is no file, a file that is no recording, and an encoding that is not read.
  init(path: String) throws(RecordingError) {
    let descriptor: OpenFile
    do { descriptor = try OpenFile(reading: path) } catch { throw RecordingError(path, error) }
    guard descriptor.length > 0 else { throw .empty(path: path) }
    let layout: WAVLayout?
    do throws(FileError) { layout = try WAVLayout(of: descriptor) } catch { throw .reading(path, frame: 0, error) }
    if let layout {
      container = RecordingContainer(layout.dialect)
      stored = layout.format.stored
      try RecordingLimits.check(
        channelCount: layout.format.channelCount, sampleRate: Hertz(Double(layout.format.sampleRate)),
        container: container,
        path: path)
      readable = try ReadableFrames(layout, of: descriptor, path: path)
      return
    }
    let sound: SoundFile
    do throws(FileError) {
      sound = try SoundFile(reading: descriptor)
    } catch {
      let start = (try? LeadingTag.end(in: descriptor)) ?? 0
      let first = (try? descriptor.bytes(at: start, count: 12)) ?? []
      guard let container = RecordingContainer(beginningWith: first) else { throw .notSound(path: path) }
      throw .damaged(path: path, container: container)
    }
    guard let container = sound.format.container, let encoding = sound.format.encoding else {
      throw .unsupported(path: path, format: sound.format.name)
    }
    (self.container, stored) = (container, encoding)
    readable =
      container == .flac
      ? try ReadableFrames(inFLAC: sound, encoding, path: path) : ReadableFrames(asItIs: sound, encoding)
  }
}

extension RecordingContainer {
  /// The container with these chunks.
  init(_ dialect: ChunkDialect) {
    switch dialect {
    case .riff, .rifx: self = .wav
    case .rf64: self = .rf64
    case .w64: self = .w64
    }
  }
}

/// The kind of file that holds the samples.
public enum RecordingContainer: String, Sendable, Hashable, CaseIterable {
  /// RIFF WAVE, plain or extensible; up to 4 GiB.
  case wav
  /// Sony Wave64.
  case w64
  /// RF64: WAV beyond 4 GiB.
  case rf64
  /// FLAC, lossless compression.
  case flac

  /// The encodings that may be written into it.
  public var writableEncodings: [SampleEncoding] {
    switch self {
    case .wav, .w64, .rf64: [.int16, .int24, .int32, .float32]
    case .flac: [.int16, .int24]
    }
  }

  /// The container that a file with these first 12 bytes claims to be; nil for any other file.
  init?(beginningWith bytes: [UInt8]) {
    let name = String(decoding: bytes.prefix(4), as: UTF8.self)
    let form = String(decoding: bytes.dropFirst(8).prefix(4), as: UTF8.self)
    switch name {
    case "RIFF" where "WAVE".hasPrefix(form), "RIFX" where "WAVE".hasPrefix(form): self = .wav
    case "RF64": self = .rf64
    case "riff": self = .w64
    case "fLaC": self = .flac
    default: return nil
    }
  }

  /// The container that a file name asks for when writing: `.wav` or `.flac`, in either case; nil for anything else.
  public init?(writtenTo path: String) {
    let name = path.lowercased()
    if name.hasSuffix(".wav") {
      self = .wav
    } else if name.hasSuffix(".flac") {
      self = .flac
    } else {
      return nil
    }
  }
}

extension RecordingContainer: CustomStringConvertible {
  /// `WAV`, `W64`, `RF64` or `FLAC`.
  public var description: String { rawValue.uppercased() }
}

/// How many whole frames a file really holds, an open sound file that reads them, and what to tell the user.
struct ReadableFrames {
  /// Positioned at the first frame.
  let sound: SoundFile
  /// Whole frames that can be read.
  let count: Int
  /// How samples are told.
  let encoding: SampleEncoding
  /// Bits by which integer samples have to be shifted up.
  private(set) var shift = 0
  /// Where header and file disagree.
  private(set) var warnings: [RecordingWarning] = []

  /// WAV, RF64, W64: the samples are where `layout` finds them, whatever the lengths in the header; libsndfile reads them
  /// as headerless ones.
  init(_ layout: WAVLayout, of file: OpenFile, path: String) throws(RecordingError) {
    count = layout.frameCount
    let stored = layout.format.stored
    do throws(FileError) {
      sound = try SoundFile(
        headerless: file, format: SoundFileFormat(headerless: stored, bigEndian: layout.dialect == .rifx),
        sampleRate: layout.format.sampleRate, channelCount: layout.format.channelCount, start: layout.dataStart)
      let found = try SampleJustification(of: sound, layout)
      shift = found?.shift ?? 0
      encoding = stored == .int32 && shift >= 8 ? .int24 : stored
      warnings = Self.warnings(layout, fileLength: file.length, path: path)
      if let found, layout.format.validBits != found.bits {
        warnings.append(.rightJustified(path: path, bits: found.bits, of: 8 * layout.format.sampleBytes))
      }
    } catch {
      throw .reading(path, frame: 0, error)
    }
  }

  private static func warnings(_ layout: WAVLayout, fileLength: Int, path: String) -> [RecordingWarning] {
    let count = layout.frameCount
    guard let declared = layout.declaredFrames, !layout.isUnfinished else {
      return [.lengthNeverWritten(path: path, frames: count)]
    }
    if declared > count { return [.framesMissing(path: path, declared: declared, held: count)] }
    if declared < count { return [.moreFrames(path: path, declared: declared, held: count)] }
    let zeros = fileLength - layout.tailStart
    if layout.tail == .padding, zeros >= layout.format.frameBytes {
      return [.zerosBehind(path: path, bytes: zeros, frames: count)]
    }
    // a missing pad byte at the very end is forgiven, as it carries nothing
    if let end = layout.fileEnd, end - fileLength >= layout.dialect.alignment {
      return [.bytesMissing(path: path, declared: end, held: fileLength, frames: count)]
    }
    return []
  }

  /// FLAC: its frames of samples differ in length, so the length of the file tells nothing. When the last frame declared can
  /// be reached and none follows it, all is well; when not, the file is decoded once to count, in constant memory.
  init(inFLAC sound: SoundFile, _ encoding: SampleEncoding, path: String) throws(RecordingError) {
    self.encoding = encoding
    do throws(FileError) {
      let file = sound.descriptor
      let info = try FLACStreamInfo(of: file)
      let declared = info.frames
      if declared > 0, sound.reaches(declared - 1), try !SoundFile(unlimited: info, of: file).reaches(declared) {
        (self.sound, count) = (sound, declared)
        return
      }
      count = try SoundFile(unlimited: info, of: file).countFrames()
      self.sound = try SoundFile(unlimited: info, of: file)
      if declared == 0 {
        warnings = [.lengthNeverWritten(path: path, frames: count)]
      } else if declared > count {
        warnings = [.framesMissing(path: path, declared: declared, held: count)]
      } else if declared < count {
        warnings = [.moreFrames(path: path, declared: declared, held: count)]
      }
    } catch {
      throw .reading(path, frame: 0, error)
    }
  }

  /// Any other file as libsndfile takes it.
  init(asItIs sound: SoundFile, _ encoding: SampleEncoding) {
    (self.sound, count, self.encoding) = (sound, sound.frameCount ?? 0, encoding)
  }
}
