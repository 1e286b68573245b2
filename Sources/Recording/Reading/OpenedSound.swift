import EMGUnits

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
    let descriptor = try FileDescriptor(reading: path)
    guard descriptor.length > 0 else { throw .empty(path: path) }
    let layout: WAVLayout?
    do throws(CallError) { layout = try WAVLayout(of: descriptor) } catch { throw .reading(path, frame: 0, error) }
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
    do throws(CallError) {
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
