import EMGUnits
import Recording

/// A recording second by second, as EDF's data records are; the last one is filled up with zeros.
struct RecordingSeconds {
  /// Frames in a second.
  let framesPerSecond: Int
  /// Frames read so far.
  private(set) var framesRead = 0

  private let reader: RecordingReader
  private var integers: [Int32]
  private var floats: [Float]

  /// Reads from the recording's current place on.
  init(_ reader: RecordingReader) {
    self.reader = reader
    framesPerSecond = Int(bounded: reader.sampleRate.value)
    let count = framesPerSecond * reader.channelCount
    let isFloat = reader.nativeKind == .float
    integers = [Int32](repeating: 0, count: isFloat ? 0 : count)
    floats = [Float](repeating: 0, count: isFloat ? count : 0)
  }

  /// Goes to the next second; false at the end.
  mutating func next() throws(RecordingError) -> Bool {
    let reader = reader
    let frames =
      floats.isEmpty
      ? try Self.fill(&integers, reader) { (rest) throws(RecordingError) in try reader.read(into: rest) }
      : try Self.fill(&floats, reader) { (rest) throws(RecordingError) in try reader.read(into: rest) }
    framesRead += frames
    return frames > 0
  }

  private static func fill<Sample: Numeric>(
    _ samples: inout [Sample], _ reader: RecordingReader,
    _ read: (UnsafeMutableBufferPointer<Sample>) throws(RecordingError) -> Int
  ) throws(RecordingError) -> Int {
    var done = 0
    while done < samples.count {
      let got = try samples.withUnsafeMutableBufferPointer { (all) throws(RecordingError) in
        try read(UnsafeMutableBufferPointer(rebasing: all[done...]))
      }
      if got == 0 { break }
      done += got * reader.channelCount
    }
    for index in done..<samples.count { samples[index] = 0 }
    return done / reader.channelCount
  }

  /// One channel of the present second as integers.
  func copy(channel: Int, _ calibration: SampleScaling.Calibration, into samples: inout [Int32]) {
    let channelCount = reader.channelCount
    for frame in 0..<framesPerSecond {
      samples[frame] = calibration.integer(sample(frame * channelCount + channel))
    }
  }

  /// A sample of the present second, ±1 at full scale.
  func sample(_ index: Int) -> Double {
    floats.isEmpty ? Double(integers[index]) / 0x1p31 : Double(floats[index])
  }
}
