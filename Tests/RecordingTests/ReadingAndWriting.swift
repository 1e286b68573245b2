import Recording

extension RecordingReader {
  /// Every sample, read in blocks of `block` frames.
  func all16(block: Int = 7) throws -> [Int16] { try all(block, 0) { try read(into: $0) } }
  func all32(block: Int = 7) throws -> [Int32] { try all(block, 0) { try read(into: $0) } }
  func allFloat(block: Int = 7) throws -> [Float] { try all(block, 0) { try read(into: $0) } }

  private func all<Sample>(
    _ block: Int, _ zero: Sample, _ read: (UnsafeMutableBufferPointer<Sample>) throws -> Int
  ) throws -> [Sample] {
    var samples: [Sample] = []
    var buffer = [Sample](repeating: zero, count: block * channelCount)
    while case let frames = try buffer.withUnsafeMutableBufferPointer({ try read($0) }), frames > 0 {
      samples += buffer[..<(frames * channelCount)]
    }
    return samples
  }
}

extension RecordingWriter {
  func write(_ samples: [Int16]) throws { try samples.withUnsafeBufferPointer { try write($0) } }
  func write(_ samples: [Int32]) throws { try samples.withUnsafeBufferPointer { try write($0) } }
  func write(_ samples: [Float]) throws { try samples.withUnsafeBufferPointer { try write($0) } }
}

/// The error that `body` throws, as the user reads it, and its category.
func refusal(_ body: () throws -> Void) -> (text: String, category: RecordingErrorCategory?) {
  do {
    try body()
    return ("nothing thrown", nil)
  } catch let error as RecordingError {
    return (error.description, error.category)
  } catch {
    return ("\(error)", nil)
  }
}
