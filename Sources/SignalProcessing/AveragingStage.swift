import EMGUnits
import RealtimeSupport

/// First decimation stage: interleaved raw frames in, planar samples of the wanted channels out.
///
/// Also looks at the raw signal on the way: one frame in `factor` gives the power of the raw signal and tells whether it
/// stands at the end of the converter's range.
struct AveragingStage: ~Copyable {
  /// A sample this close to full scale counts as clipped.
  static var rail: Float { @_noLocks get { 0.9995 } }
  private static var lanes: Int { @_noLocks get { 16 } }

  let factor: Int
  let delayFrames: Double
  private let channelCount: Int
  private let channels: FixedBuffer<Int>
  private let tapCount: Int
  /// One copy of each tap per interleaved channel, so that one multiplication serves all channels; zero padded.
  private let spreadTaps: FixedBuffer<Float>
  private let work: FixedBuffer<Float>
  private let maximumFrames: Int
  /// Frames at the start of `work` that belong to earlier blocks.
  private var carried: Int
  /// Above 0 while `work` may hold values that were not usable.
  private var framesToSearch = 0

  /// `channels` are 0-based places in a frame of `channelCount` samples.
  init(factor: Int, channelCount: Int, channels: [Int], maximumFrames: Int) {
    let taps = DecimationKernels.averaging(factor: factor)
    self.factor = factor
    self.channelCount = channelCount
    self.maximumFrames = maximumFrames
    self.channels = FixedBuffer(repeating: 0, count: channels.count)
    for (index, channel) in channels.enumerated() { self.channels[index] = channel }
    tapCount = taps.count
    delayFrames = Double(taps.count - 1) / 2
    let padded = (taps.count * channelCount + Self.lanes - 1) / Self.lanes * Self.lanes
    spreadTaps = FixedBuffer(repeating: 0, count: padded)
    for (index, tap) in taps.enumerated() {
      for channel in 0..<channelCount { spreadTaps[index * channelCount + channel] = Float(tap) }
    }
    work = FixedBuffer(repeating: 0, count: (taps.count + maximumFrames + factor) * channelCount + padded)
    carried = taps.count - 1
  }

  /// Takes `frames` frames and writes what that yields to row `c` of each plane; returns the samples per row.
  ///
  /// `rowLength` separates the rows of `samples`, `power` (mean square of the raw signal) and `marks`.
  @_noLocks
  mutating func process(
    _ input: RawSamples, offset: Int, frames: Int, samples: UnsafeMutablePointer<Float>,
    power: UnsafeMutablePointer<Float>, marks: UnsafeMutablePointer<UInt8>, rowLength: Int
  ) -> Int {
    precondition(frames <= maximumFrames)
    let fresh = work.pointer + carried * channelCount
    let invalid = SampleConversion.convert(
      input, offset: offset * channelCount, count: frames * channelCount, into: fresh)
    let available = carried + frames
    framesToSearch = invalid ? available : max(0, framesToSearch - frames)
    var produced = 0
    var position = 0
    while position + tapCount <= available {
      let frame = work.pointer + position * channelCount
      weigh(frame, into: samples + produced, rowLength: rowLength)
      inspect(
        frame + (tapCount / 2) * channelCount, power: power + produced, marks: marks + produced, rowLength: rowLength)
      if framesToSearch > 0 { markInvalid(frame, marks: marks + produced, rowLength: rowLength) }
      produced += 1
      position += factor
    }
    carried = available - position
    let rest = UnsafePointer(work.pointer + position * channelCount)
    var i = 0
    while i < carried * channelCount {
      work.pointer[i] = rest[i]
      i += 1
    }
    return produced
  }

  @_noLocks
  private func weigh(_ frame: UnsafePointer<Float>, into samples: UnsafeMutablePointer<Float>, rowLength: Int) {
    if Self.lanes % channelCount == 0 {
      weighVectors(frame, into: samples, rowLength: rowLength)
      return
    }
    var row = 0
    while row < channels.count {
      let channel = channels.pointer[row]
      var sum: Float = 0
      var i = channel
      while i < tapCount * channelCount {
        sum += spreadTaps.pointer[i] * frame[i]
        i += channelCount
      }
      samples[row * rowLength] = sum
      row += 1
    }
  }

  /// For 1, 2, 4, 8 and 16 channels: 16 products at a time, each lane always the same channel.
  @_noLocks @inline(__always)
  private func weighVectors(_ frame: UnsafePointer<Float>, into samples: UnsafeMutablePointer<Float>, rowLength: Int) {
    let values = UnsafeRawPointer(frame)
    let taps = UnsafeRawPointer(spreadTaps.pointer)
    let bytes = spreadTaps.count * MemoryLayout<Float>.stride
    let step = MemoryLayout<SIMD16<Float>>.stride
    var sums = SIMD16<Float>(repeating: 0)
    var at = 0
    while at < bytes {
      sums +=
        values.loadUnaligned(fromByteOffset: at, as: SIMD16<Float>.self)
        * taps.loadUnaligned(fromByteOffset: at, as: SIMD16<Float>.self)
      at += step
    }
    var row = 0
    while row < channels.count {
      var sum: Float = 0
      var lane = channels.pointer[row]
      while lane < Self.lanes {
        sum += sums[lane]
        lane += channelCount
      }
      samples[row * rowLength] = sum
      row += 1
    }
  }

  @_noLocks @inline(__always)
  private func inspect(
    _ frame: UnsafePointer<Float>, power: UnsafeMutablePointer<Float>, marks: UnsafeMutablePointer<UInt8>, rowLength: Int
  ) {
    var row = 0
    while row < channels.count {
      let value = frame[channels.pointer[row]]
      power[row * rowLength] = value * value
      marks[row * rowLength] = value.magnitude >= Self.rail ? SampleMark.clipped.rawValue : 0
      row += 1
    }
  }

  /// Rare: marks the outputs whose own `factor` frames hold a value that was not usable.
  @_noLocks
  private func markInvalid(_ frame: UnsafePointer<Float>, marks: UnsafeMutablePointer<UInt8>, rowLength: Int) {
    var row = 0
    while row < channels.count {
      var i = channels.pointer[row]
      while i < factor * channelCount {
        if frame[i].bitPattern == SampleConversion.unusable.bitPattern {
          marks[row * rowLength] |= SampleMark.invalid.rawValue
        }
        i += channelCount
      }
      row += 1
    }
  }

  @_noLocks
  mutating func reset() {
    work.fill(0)
    carried = tapCount - 1
    framesToSearch = 0
  }
}
