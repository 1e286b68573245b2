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
  /// The latest frame: it stands for those that the device lost.
  private let heldShorts: FixedBuffer<Int16>
  private let heldFloats: FixedBuffer<Float>

  /// Begins with `silence` frames of zeros. `capacity` is in samples, with room for what is read beyond the last frame.
  init(channelCount: Int, silence: Int, capacity: Int, allowsInteger: Bool) {
    self.channelCount = channelCount
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
}

/// Raw samples to floating point with full scale at ±1.
enum SampleConversion {
  /// Values beyond this many times full scale are no measurement.
  static var largestValue: Float { @_noLocks get { 16 } }
  /// What such a value becomes: as good as 0, yet recognisable (the smallest subnormal number).
  static var unusable: Float { @_noLocks @inline(__always) get { .leastNonzeroMagnitude } }

  /// Converts `count` values; returns true when a value was not usable and became `unusable`.
  @_noLocks
  static func convert(_ source: RawSamples, offset: Int, count: Int, into target: UnsafeMutablePointer<Float>) -> Bool {
    switch source {
    case .int16(let values):
      convert(values + offset, count: count, into: target)
      return false
    case .int32(let values):
      convert(values + offset, count: count, into: target)
      return false
    case .float(let values):
      return copyFinite(values + offset, count: count, into: target)
    }
  }

  @_noLocks
  private static func convert(_ source: UnsafePointer<Int16>, count: Int, into target: UnsafeMutablePointer<Float>) {
    let scale = SIMD8<Float>(repeating: 1 / 32_768)
    var i = 0
    while i + 8 <= count {
      let raw = UnsafeRawPointer(source + i).loadUnaligned(as: SIMD8<Int16>.self)
      let value = SIMD8<Float>(SIMD8<Int32>(truncatingIfNeeded: raw)) * scale
      UnsafeMutableRawPointer(target + i).storeBytes(of: value, as: SIMD8<Float>.self)
      i += 8
    }
    while i < count {
      target[i] = Float(source[i]) / 32_768
      i += 1
    }
  }

  @_noLocks
  private static func convert(_ source: UnsafePointer<Int32>, count: Int, into target: UnsafeMutablePointer<Float>) {
    var i = 0
    while i < count {
      target[i] = Float(source[i]) * (1 / 2_147_483_648)
      i += 1
    }
  }

  @_noLocks
  private static func copyFinite(
    _ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>
  ) -> Bool {
    var found = false
    var i = 0
    while i < count {
      let value = source[i]
      let usable = value.magnitude <= largestValue
      // a measured value never looks like an unusable one
      target[i] = usable ? (value == unusable ? 0 : value) : unusable
      found = found || !usable
      i += 1
    }
    return found
  }
}
