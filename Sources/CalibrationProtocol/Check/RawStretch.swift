import EMGUnits

/// A stretch of raw input kept in memory: interleaved frames with full scale at ± 1. NaN and infinity stay as they came.
public struct RawStretch: Sendable {
  /// Samples in a frame.
  public let channelCount: Int
  /// Frame after frame.
  public private(set) var samples: [Float] = []

  /// Starts empty.
  public init(channelCount: Int) { self.channelCount = channelCount }

  /// Takes interleaved samples of whole frames.
  public init(channelCount: Int, samples: [Float]) {
    self.channelCount = channelCount
    self.samples = samples
  }

  /// Whole frames held.
  public var frameCount: Int { samples.count / channelCount }

  /// Adds frames from number `offset` of a block on.
  public mutating func append(_ block: RawSamples, offset: Int, frames: Int) {
    let first = offset * channelCount
    let count = frames * channelCount
    switch block {
    case .int16(let values):
      for index in first..<first + count { samples.append(Float(values[index]) / 32_768) }
    case .int32(let values):
      for index in first..<first + count { samples.append(Float(values[index]) / 2_147_483_648) }
    case .float(let values):
      samples.append(contentsOf: UnsafeBufferPointer(start: values + first, count: count))
    }
  }

  /// Forgets all but the last `frames` frames.
  public mutating func keepLast(_ frames: Int) {
    let excess = frameCount - frames
    if excess > 0 { samples.removeFirst(excess * channelCount) }
  }
}
