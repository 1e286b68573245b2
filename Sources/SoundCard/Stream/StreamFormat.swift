import CALSA
import EMGUnits

/// How a sound card hands over a sample. Little-endian, as every machine that this runs on.
public enum SampleFormat: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  /// 32-bit integers.
  case s32 = "S32"
  /// 24 bits in the lower three bytes of four.
  case s24 = "S24"
  /// 24 bits in three bytes.
  case s24packed = "S24_3LE"
  /// 16-bit integers.
  case s16 = "S16"
  /// 32-bit floats, full scale ±1.
  case float = "FLOAT"

  /// The library's number for it.
  var code: snd_pcm_format_t {
    switch self {
    case .s32: SND_PCM_FORMAT_S32_LE
    case .s24: SND_PCM_FORMAT_S24_LE
    case .s24packed: SND_PCM_FORMAT_S24_3LE
    case .s16: SND_PCM_FORMAT_S16_LE
    case .float: SND_PCM_FORMAT_FLOAT_LE
    }
  }

  /// Bytes of one sample in the card's memory.
  public var byteCount: Int {
    switch self {
    case .s32, .s24, .float: 4
    case .s24packed: 3
    case .s16: 2
    }
  }

  /// Bits that carry the signal.
  public var bits: Int {
    switch self {
    case .s32, .float: 32
    case .s24, .s24packed: 24
    case .s16: 16
    }
  }

  /// Bytes of one sample as it is handed on: 24-bit ones left-justified in four.
  public var handedBytes: Int { self == .s16 ? 2 : 4 }
}

extension SampleFormat: CustomStringConvertible {
  /// `24-bit (3 bytes)`.
  public var description: String {
    switch self {
    case .s32: "32-bit integer"
    case .s24: "24-bit integer"
    case .s24packed: "24-bit integer (3 bytes)"
    case .s16: "16-bit integer"
    case .float: "32-bit float"
    }
  }
}

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

/// What is asked of a device. What is nil is chosen to fit; what is not is demanded: the device can do it or is refused.
public struct StreamRequest: Sendable, Hashable {
  /// Frames a second.
  public var rate: Hertz?
  /// Samples in a frame.
  public var channels: Int?
  /// Where the choice is free: at least so many channels.
  public var leastChannels = 1
  /// And rather so many, if it can: headphones and line inputs are stereo, and a sound server may drop a mono signal.
  public var preferredChannels = 2
  /// Seconds of a period: how often the device is served.
  public var periodSeconds: Double?
  /// Seconds of the device's whole buffer.
  public var bufferSeconds: Double?
  /// How a sample is stored.
  public var format: SampleFormat?

  /// Demands nothing.
  public init() {}

  /// What a period lasts unless demanded otherwise: 5 ms.
  public static let usualPeriodSeconds = 0.005
  /// What the buffer of a capture device holds: half a second, at no cost in latency, for the day the computer stumbles.
  public static let usualCaptureBufferSeconds = 0.5
  /// What the buffer of a playback device holds: all of it is latency.
  public static let usualPlaybackBufferSeconds = 0.02
}

/// What a device was set to.
public struct StreamFormat: Sendable, Hashable, BitwiseCopyable {
  /// Frames a second, as the device says.
  public let rate: Int
  /// Samples in a frame.
  public let channels: Int
  /// How a sample is stored.
  public let format: SampleFormat
  /// Frames in a period.
  public let periodFrames: Int
  /// Frames in the whole buffer.
  public let bufferFrames: Int

  package init(rate: Int, channels: Int, format: SampleFormat, periodFrames: Int, bufferFrames: Int) {
    self.rate = rate
    self.channels = channels
    self.format = format
    self.periodFrames = periodFrames
    self.bufferFrames = bufferFrames
  }

  /// Bytes of a frame in the device's memory.
  public var frameBytes: Int { channels * format.byteCount }
}

extension StreamFormat: CustomStringConvertible {
  /// `48000 Hz, 2 channels, 32-bit integer, period 5 ms, buffer 500 ms`.
  public var description: String {
    "\(rate) Hz, \(channels == 1 ? "1 channel" : "\(channels) channels"), \(format), "
      + "period \(milliseconds(periodFrames)) ms, buffer \(milliseconds(bufferFrames)) ms"
  }

  private func milliseconds(_ frames: Int) -> String {
    let tenths = (10_000 * frames + rate / 2) / rate
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
