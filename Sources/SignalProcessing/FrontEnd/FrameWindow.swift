import EMGUnits
import RealtimeSupport

/// The frames that a decimation stage looks at, oldest first and without a break: those kept from earlier blocks, and a
/// fresh block behind them.
///
/// 16-bit samples are kept as they are, so that integer arithmetic can work on them, until samples of another kind come:
/// from then on everything is floating point with full scale ±1. Both hold the same values.
struct FrameWindow: ~Copyable {
  /// The frames as 16-bit samples; holds nothing unless `isInteger`.
  let shorts: FixedBuffer<Int16>
  /// The frames as floating point; holds nothing when `isInteger`.
  let floats: FixedBuffer<Float>
  /// Whether the frames are in `shorts`.
  private(set) var isInteger: Bool
  /// Frames in the window.
  private(set) var count: Int
  private let channelCount: Int
  private let silence: Int
  private let allowsInteger: Bool
  /// The latest frame: it stands for those that the device lost.
  private let heldShorts: FixedBuffer<Int16>
  private let heldFloats: FixedBuffer<Float>

  /// Begins with `silence` frames of zeros. `capacity` is in samples, with room for what is read beyond the last frame.
  init(channelCount: Int, silence: Int, capacity: Int, allowsInteger: Bool) {
    self.channelCount = channelCount
    self.silence = silence
    self.allowsInteger = allowsInteger
    shorts = FixedBuffer(repeating: 0, count: allowsInteger ? capacity : 0)
    floats = FixedBuffer(repeating: 0, count: capacity)
    heldShorts = FixedBuffer(repeating: 0, count: channelCount)
    heldFloats = FixedBuffer(repeating: 0, count: channelCount)
    isInteger = allowsInteger
    count = silence
  }

  /// Adds `frames` frames; true when a value was not usable and became `SampleConversion.unusable`.
  @_noLocks
  mutating func append(_ input: RawSamples, offset: Int, frames: Int) -> Bool {
    guard frames > 0 else { return false }
    if isInteger {
      if case .int16(let samples) = input {
        (shorts.pointer + count * channelCount).copy(
          from: samples + offset * channelCount, count: frames * channelCount)
        count += frames
        holdLatest()
        return false
      }
      becomeFloat()
    }
    let fresh = floats.pointer + count * channelCount
    let invalid = SampleConversion.convert(
      input, offset: offset * channelCount, count: frames * channelCount, into: fresh)
    count += frames
    holdLatest()
    return invalid
  }

  /// Adds `frames` frames, each as the latest one was.
  @_noLocks
  mutating func appendHeld(frames: Int) {
    var frame = count
    count += frames
    while frame < count {
      var channel = 0
      while channel < channelCount {
        let place = frame &* channelCount &+ channel
        if isInteger {
          shorts.pointer[place] = heldShorts.pointer[channel]
        } else {
          floats.pointer[place] = heldFloats.pointer[channel]
        }
        channel &+= 1
      }
      frame &+= 1
    }
  }

  /// One sample, full scale ±1.
  @_noLocks @inline(__always)
  func value(_ frame: Int, _ channel: Int) -> Float {
    let place = frame &* channelCount &+ channel
    return isInteger ? Float(shorts.pointer[place]) * (1 / 32_768) : floats.pointer[place]
  }

  /// Drops the oldest frames.
  @_noLocks
  mutating func drop(_ frames: Int) {
    count -= frames
    if isInteger {
      shorts.pointer.copy(from: shorts.pointer + frames * channelCount, count: count * channelCount)
    } else {
      floats.pointer.copy(from: floats.pointer + frames * channelCount, count: count * channelCount)
    }
  }

  @_noLocks
  private func holdLatest() {
    var channel = 0
    while channel < channelCount {
      if isInteger { heldShorts.pointer[channel] = shorts.pointer[(count - 1) * channelCount + channel] }
      let value = value(count - 1, channel)
      heldFloats.pointer[channel] = value.bitPattern == SampleConversion.unusable.bitPattern ? 0 : value
      channel += 1
    }
  }

  @_noLocks
  private mutating func becomeFloat() {
    isInteger = false
    _ = SampleConversion.convert(
      .int16(UnsafePointer(shorts.pointer)), offset: 0, count: count * channelCount, into: floats.pointer)
  }

  /// Forgets everything, as if new.
  @_noLocks
  mutating func reset() {
    shorts.fill(0)
    floats.fill(0)
    heldShorts.fill(0)
    heldFloats.fill(0)
    isInteger = allowsInteger
    count = silence
  }
}
