import EMGUnits
import Files

/// The frames of a recording written anew, for a FLAC file that never came to its end.
struct RecordingCopy {
  private static let blockFrames = 16_384

  private let source: String
  private let target: String

  /// From one path to another, which an earlier try may have left.
  init(of source: String, to target: String) {
    self.source = source
    self.target = target
  }

  /// Copies every whole frame, and compares the copy with what it was made of; should anything fail, no copy stays.
  ///
  /// - Returns: the number of frames.
  func write() throws(RecordingError) -> Int {
    do throws(RecordingError) {
      let frames = try copy()
      guard try isSame(frames) else {
        throw .writeFailed(path: target, frame: frames, reason: "the copy differs from the recording")
      }
      return frames
    } catch {
      DiskEntry(target).remove()
      if case .diskFull = error { throw .diskFull(path: target, frame: 0) }
      throw error
    }
  }

  private func copy() throws(RecordingError) -> Int {
    let reader = try RecordingReader(path: source)
    let writer = try RecordingWriter(
      unchecked: target, sampleRate: Int(bounded: reader.sampleRate.value), channelCount: reader.channelCount,
      encoding: reader.encoding, container: reader.container ?? .wav, overwrite: true)
    let feed = RecordingFeed(reader)
    while let block = try feed.next() { try writer.write(block.samples, offset: 0, frames: block.frames) }
    try writer.sync()
    try writer.close()
    return writer.frameCount
  }

  private func isSame(_ frames: Int) throws(RecordingError) -> Bool {
    let (old, new) = (try RecordingReader(path: source), try RecordingReader(path: target))
    guard old.frameCount == frames, new.frameCount == frames, new.warnings.isEmpty else { return false }
    var ours = [Int32](repeating: 0, count: Self.blockFrames * old.channelCount)
    var theirs = ours
    while case let count = try ours.fill(from: old), count > 0 {
      guard try theirs.fill(from: new) == count, ours == theirs else { return false }
    }
    return true
  }
}

extension [Int32] {
  /// Fills the array from its start; returns whole frames.
  fileprivate mutating func fill(from reader: RecordingReader) throws(RecordingError) -> Int {
    try withUnsafeMutableBufferPointer { (buffer) throws(RecordingError) in try reader.read(into: buffer) }
  }
}
