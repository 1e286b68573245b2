/// The bytes of a WAV file, with any lengths in its header, true or not.
package struct WAVBytes: Sendable {
  package var channelCount = 2
  package var sampleRate = 1000
  package var bitsPerSample = 16
  /// 1 PCM, 3 float, 6 A-law.
  package var formatTag = 1
  package var isBigEndian = false
  /// The samples as they stand in the file.
  package var data: [UInt8] = []
  /// Chunks after the samples, with the pad byte of `data` if there is to be one.
  package var tail: [UInt8] = []
  /// What the header says; nil is the truth.
  package var declaredFile: Int?
  package var declaredData: Int?

  /// Joins the parts; what is not given is true.
  package init(
    channelCount: Int = 2, sampleRate: Int = 1000, bitsPerSample: Int = 16, formatTag: Int = 1,
    isBigEndian: Bool = false, data: [UInt8] = [], tail: [UInt8] = [], declaredFile: Int? = nil,
    declaredData: Int? = nil
  ) {
    self.channelCount = channelCount
    self.sampleRate = sampleRate
    self.bitsPerSample = bitsPerSample
    self.formatTag = formatTag
    self.isBigEndian = isBigEndian
    self.data = data
    self.tail = tail
    self.declaredFile = declaredFile
    self.declaredData = declaredData
  }

  /// Interleaved 16-bit samples at the rate that EMG is mostly taken at.
  package init(_ samples: [Int16], sampleRate: Int = 2000) {
    self.init(sampleRate: sampleRate)
    data = self.samples(samples)
  }

  /// Interleaved 32-bit floats at the same rate.
  package init(floats samples: [Float]) {
    self.init(sampleRate: 2000, bitsPerSample: 32, formatTag: 3)
    data = samples.flatMap { number(Int($0.bitPattern), 4) }
  }

  package var bytes: [UInt8] {
    let frame = channelCount * bitsPerSample / 8
    let format =
      number(formatTag, 2) + number(channelCount, 2) + number(sampleRate, 4) + number(sampleRate * frame, 4)
      + number(frame, 2) + number(bitsPerSample, 2)
    let file = declaredFile ?? 36 + data.count + tail.count
    return Array((isBigEndian ? "RIFX" : "RIFF").utf8) + number(file, 4) + Array("WAVEfmt ".utf8) + number(16, 4)
      + format + Array("data".utf8) + number(declaredData ?? data.count, 4) + data + tail
  }

  package func number(_ value: Int, _ count: Int) -> [UInt8] {
    let little = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return isBigEndian ? little.reversed() : little
  }

  /// 16-bit samples as they stand in a file.
  package func samples(_ values: [Int16]) -> [UInt8] { values.flatMap { number(Int($0), 2) } }
}

/// `count` frames of two channels that repeat nowhere and reach full scale.
package func testSamples(frames count: Int) -> [Int16] {
  (0..<2 * count).map { $0 == 0 ? .min : $0 == 1 ? .max : Int16(truncatingIfNeeded: $0 * 7919) }
}
