import Files

extension SoundFile {
  /// Whether the last frame can be read; on success the position is 0 again.
  func reaches(_ last: Int) -> Bool {
    var samples = [Int32](repeating: 0, count: channelCount)
    do throws(FileError) {
      try seek(to: last)
      guard try samples.read(from: self, frames: 1) == 1 else { return false }
      try seek(to: 0)
      return true
    } catch {
      return false
    }
  }

  /// Reads from here to the end or to the first damage; returns the number of whole frames.
  ///
  /// - Throws: when the disk fails. Damage in the file does not throw: what is before it counts.
  func countFrames() throws(FileError) -> Int {
    let block = 16_384
    var samples = [Int32](repeating: 0, count: block * channelCount)
    var count = 0
    do throws(FileError) {
      while case let got = try samples.read(from: self, frames: block), got > 0 { count += got }
    } catch {
      guard !error.isOfSystem else { throw error }
    }
    return count
  }
}

extension [Int32] {
  /// Fills the array from its start.
  fileprivate mutating func read(from sound: SoundFile, frames: Int) throws(FileError) -> Int {
    try withUnsafeMutableBufferPointer { (buffer) throws(FileError) -> Int in
      guard let base = buffer.baseAddress else { return 0 }
      return try sound.read(base, frames: frames)
    }
  }
}
