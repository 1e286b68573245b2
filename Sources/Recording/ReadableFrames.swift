/// How many whole frames a file really holds, an open sound file that reads them, and what to tell the user.
struct ReadableFrames {
  /// Positioned at the first frame.
  var sound: SoundFile
  /// Whole frames that can be read.
  var count: Int
  /// Where header and file disagree.
  var warnings: [RecordingWarning] = []

  /// Looks at the header and the length of the file; samples are looked at for FLAC only, see `inFLAC`.
  init(of sound: SoundFile, encoding: SampleEncoding, path: String) throws(RecordingError) {
    if sound.format.container == .flac {
      try self.init(inFLAC: sound, path)
    } else {
      try self.init(inWAV: sound, encoding, path)
    }
  }

  /// WAV, RF64, W64: the lengths declared are compared with the length of the file.
  private init(inWAV sound: SoundFile, _ encoding: SampleEncoding, _ path: String) throws(RecordingError) {
    self.sound = sound
    count = sound.frameCount ?? 0
    let file = sound.descriptor
    do throws(CallError) {
      guard let declared = try DeclaredSizes(of: file) else { return }
      let frameSize = encoding.byteCount * sound.channelCount
      if declared.isUnfinished {
        count = max(0, file.length - declared.dataStart) / frameSize
        let format = SoundFileFormat(headerless: encoding, bigEndian: declared.dialect == .rifx)
        self.sound = try SoundFile(
          headerless: file, format: format, sampleRate: sound.sampleRate, channelCount: sound.channelCount,
          start: declared.dataStart)
        warnings = [.lengthNeverWritten(path: path, frames: count)]
      } else if let bytes = declared.dataCount, bytes / frameSize > count {
        warnings = [.framesMissing(path: path, declared: bytes / frameSize, held: count)]
      } else if declared.missingBytes(fileLength: file.length) > 0, let end = declared.fileEnd {
        warnings = [.bytesMissing(path: path, declared: end, held: file.length, frames: count)]
      }
    } catch {
      throw .reading(path, frame: 0, error)
    }
  }

  /// FLAC: its frames of samples differ in length, so the length of the file tells nothing. When the last frame can
  /// be reached, all is well; when not, or when the header gives no length because the writer was stopped, the file is
  /// decoded once to count, in constant memory.
  private init(inFLAC sound: SoundFile, _ path: String) throws(RecordingError) {
    self.sound = sound
    count = sound.frameCount ?? 0
    if let declared = sound.frameCount, declared == 0 || sound.reaches(declared - 1) { return }
    do throws(CallError) {
      count = try SoundFile(reading: sound.descriptor).countFrames()
      self.sound = try SoundFile(reading: sound.descriptor)
    } catch {
      throw .reading(path, frame: 0, error)
    }
    warnings = [
      sound.frameCount.map { .framesMissing(path: path, declared: $0, held: count) }
        ?? .lengthNeverWritten(path: path, frames: count)
    ]
  }
}
