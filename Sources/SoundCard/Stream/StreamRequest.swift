import EMGUnits

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
