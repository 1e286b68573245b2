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
  init(_ layout: WAVLayout, of file: FileDescriptor, path: String) throws(RecordingError) {
    count = layout.frameCount
    let stored = layout.format.stored
    do throws(CallError) {
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
    do throws(CallError) {
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
