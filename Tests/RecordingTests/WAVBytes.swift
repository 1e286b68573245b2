/// The bytes of a WAV file, with any lengths in its header, true or not.
struct WAVBytes {
  var channelCount = 2
  var sampleRate = 1000
  var bitsPerSample = 16
  /// 1 PCM, 3 float, 6 A-law.
  var formatTag = 1
  var isBigEndian = false
  /// The samples as they stand in the file.
  var data: [UInt8] = []
  /// Chunks after the samples, with the pad byte of `data` if there is to be one.
  var tail: [UInt8] = []
  /// What the header says; nil is the truth.
  var declaredFile: Int?
  var declaredData: Int?

  var bytes: [UInt8] {
    let frame = channelCount * bitsPerSample / 8
    let format =
      number(formatTag, 2) + number(channelCount, 2) + number(sampleRate, 4) + number(sampleRate * frame, 4)
      + number(frame, 2) + number(bitsPerSample, 2)
    let file = declaredFile ?? 36 + data.count + tail.count
    return Array((isBigEndian ? "RIFX" : "RIFF").utf8) + number(file, 4) + Array("WAVEfmt ".utf8) + number(16, 4)
      + format + Array("data".utf8) + number(declaredData ?? data.count, 4) + data + tail
  }

  func number(_ value: Int, _ count: Int) -> [UInt8] {
    let little = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return isBigEndian ? little.reversed() : little
  }

  /// 16-bit samples as they stand in a file.
  func samples(_ values: [Int16]) -> [UInt8] { values.flatMap { number(Int($0), 2) } }
}

/// `count` frames of two channels that repeat nowhere and reach full scale.
func testSamples(frames count: Int) -> [Int16] {
  (0..<2 * count).map { $0 == 0 ? .min : $0 == 1 ? .max : Int16(truncatingIfNeeded: $0 * 7919) }
}
