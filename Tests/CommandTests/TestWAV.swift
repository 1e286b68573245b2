/// The bytes of a WAV file, with any header, true or not.
struct TestWAV {
  var channelCount = 2
  var sampleRate = 2000
  var bitsPerSample = 16
  /// 1 integers, 3 floats.
  var formatTag = 1
  /// The samples as they stand in the file.
  var data: [UInt8] = []
  /// Bytes of samples as the header says; nil is the truth.
  var declaredData: Int?

  /// Interleaved 16-bit samples.
  init(_ samples: [Int16] = []) { data = samples.flatMap { Self.number(Int($0), 2) } }

  /// Interleaved 32-bit floats.
  init(floats samples: [Float]) {
    bitsPerSample = 32
    formatTag = 3
    data = samples.flatMap { Self.number(Int($0.bitPattern), 4) }
  }

  var bytes: [UInt8] {
    let number = Self.number
    let frame = channelCount * bitsPerSample / 8
    let length = declaredData ?? data.count
    let format =
      number(formatTag, 2) + number(channelCount, 2) + number(sampleRate, 4) + number(sampleRate * frame, 4)
      + number(frame, 2) + number(bitsPerSample, 2)
    return Array("RIFF".utf8) + number(36 + length, 4) + Array("WAVEfmt ".utf8) + number(16, 4) + format
      + Array("data".utf8) + number(length, 4) + data
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
