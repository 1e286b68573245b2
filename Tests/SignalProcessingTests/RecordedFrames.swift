import Recording
import TestSupport

/// A real recording in memory.
struct RecordedFrames {
  let rate: Double
  let channelCount: Int
  let samples: [Float]

  init(_ name: String) throws {
    let reader = try RecordingReader(path: RealRecordings.path(name))
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
