import Recording
import TestSupport

/// A recording in memory.
struct RecordedFrames {
  let rate: Double
  let channelCount: Int
  let samples: [Float]

  /// A real one.
  init(_ name: String) throws { try self.init(path: RealRecordings.path(name)) }

  /// One of the package's own.
  init(sample name: String) throws { try self.init(path: SampleRecordings.path(name)) }

  private init(path: String) throws {
    let reader = try RecordingReader(path: path)
    rate = reader.sampleRate.value
    channelCount = reader.channelCount
    var samples = [Float](repeating: 0, count: reader.frameCount * reader.channelCount)
    var done = 0
    try samples.withUnsafeMutableBufferPointer { buffer in
      while case let frames = try reader.read(into: UnsafeMutableBufferPointer(rebasing: buffer[done...])), frames > 0 {
        done += frames * reader.channelCount
        if done == buffer.count { break }
      }
    }
    self.samples = samples
  }

  var raw: RawSignal { .float(samples) }
  var frameCount: Int { samples.count / channelCount }

  /// One channel, from 0.
  func channel(_ index: Int) -> [Float] { stride(from: index, to: samples.count, by: channelCount).map { samples[$0] } }
}
