/// Floats into what a card plays: full scale 1, rounded, never beyond the range. What is no number is silence, for it would be
/// the loudest click that the card can make.
public struct FrameRendering: Sendable, BitwiseCopyable {
  private let format: SampleFormat
  private let cardChannels: Int

  /// For a playback stream.
  public init(_ format: StreamFormat) {
    self.format = format.format
    cardChannels = format.channels
  }

  /// Writes `frames` of `channels` floats as the card's frames. A mono source goes to the first two channels, a stereo one
  /// to its own; further channels stay silent. Real-time.
  @_noLocks
  public func render(
    _ source: UnsafePointer<Float>, channels: Int, frames: Int, gain: Float, into bytes: UnsafeMutableRawPointer
  ) {
    var frame = 0
    while frame < frames {
      var channel = 0
      while channel < cardChannels {
        let value = channel < 2 ? source[frame * channels + min(channel, channels - 1)] * gain : 0
        store(value == value ? max(-1, min(1, value)) : 0, at: frame * cardChannels + channel, bytes)
        channel += 1
      }
      frame += 1
    }
  }

  @_noLocks
  private func store(_ value: Float, at index: Int, _ bytes: UnsafeMutableRawPointer) {
    switch format {
    case .float: bytes.storeBytes(of: value, toByteOffset: 4 * index, as: Float.self)
    case .s16:
      bytes.storeBytes(of: Int16(truncatingIfNeeded: whole(value, 32_767)), toByteOffset: 2 * index, as: Int16.self)
    case .s24: bytes.storeBytes(of: whole(value, 8_388_607), toByteOffset: 4 * index, as: Int32.self)
    case .s32: bytes.storeBytes(of: whole(value, 2_147_483_647), toByteOffset: 4 * index, as: Int32.self)
    case .s24packed:
      let word = UInt32(bitPattern: whole(value, 8_388_607))
      bytes.storeBytes(of: UInt8(truncatingIfNeeded: word), toByteOffset: 3 * index, as: UInt8.self)
      bytes.storeBytes(of: UInt8(truncatingIfNeeded: word >> 8), toByteOffset: 3 * index + 1, as: UInt8.self)
      bytes.storeBytes(of: UInt8(truncatingIfNeeded: word >> 16), toByteOffset: 3 * index + 2, as: UInt8.self)
    }
  }

  /// The nearest whole number of steps of a value from −1 to 1; `rounded()` is not for the real-time path.
  @_noLocks
  private func whole(_ value: Float, _ fullScale: Double) -> Int32 {
    let scaled = Double(value) * fullScale
    return Int32(scaled + (scaled < 0 ? -0.5 : 0.5))
  }
}
