import EMGUnits
import Glibc

/// A sound card as a plain source of frames, for whoever measures and does not have to decide within a stride.
///
/// An overrun is dealt with by starting anew: frames are lost, and counted as one interruption.
public final class CardFrameSource: FrameSource {
  /// A device that gives nothing for so long is gone.
  private static let patienceMilliseconds: Int32 = 2000

  private let stream: PCMStream
  private var conversion: FrameConversion
  private let bytes: UnsafeMutableRawPointer
  /// How often frames were lost.
  public private(set) var interruptions = 0

  /// Opens a device for capture and starts it.
  public init(_ device: String, _ request: StreamRequest) throws(SoundCardError) {
    let stream = try PCMStream(device, .capture, request)
    conversion = FrameConversion(stream.format, frames: stream.format.periodFrames)
    bytes = .allocate(byteCount: stream.format.periodFrames * stream.format.frameBytes, alignment: 16)
    self.stream = stream
    try self.stream.prepare()
    try self.stream.start()
  }

  deinit { bytes.deallocate() }

  /// Frames per second, as the device says.
  public var sampleRate: Hertz { Hertz(Double(stream.format.rate)) }
  /// Samples in a frame.
  public var channelCount: Int { stream.format.channels }
  /// A card does not wait.
  public var isLive: Bool { true }

  /// Waits for a period.
  ///
  /// - Throws: `.gone` when nothing comes any more.
  public func next() throws(SoundCardError) -> (samples: RawSamples, frames: Int)? {
    while true {
      let woken = stream.wait(milliseconds: Self.patienceMilliseconds)
      if woken < 0 { try startAnew(Int(woken)) }
      let frames = stream.read(into: bytes, frames: stream.format.periodFrames)
      if frames > 0 { return (conversion.samples(bytes, frames: frames), frames) }
      if frames < 0 && frames != -Int(EAGAIN) { try startAnew(frames) }
      if woken == 0 && frames != 0 && stream.available() <= 0 { throw .gone(device: stream.device) }
    }
  }

  private func startAnew(_ code: Int) throws(SoundCardError) {
    guard [-Int(EPIPE), -Int(ESTRPIPE), -Int(EINTR)].contains(code) else { throw .gone(device: stream.device) }
    interruptions += 1
    try stream.prepare()
    try stream.start()
  }
}

/// What a card delivered, as the core and the recording take it: 24-bit samples left-justified in 32, all else as it is.
public struct FrameConversion: ~Copyable {
  private let format: SampleFormat
  private let channels: Int
  private let unpacked: UnsafeMutablePointer<Int32>

  /// For up to `frames` at a time.
  public init(_ format: StreamFormat, frames: Int) {
    self.format = format.format
    channels = format.channels
    unpacked = .allocate(capacity: frames * format.channels)
    unpacked.initialize(repeating: 0, count: frames * format.channels)
  }

  deinit { unpacked.deallocate() }

  /// The samples of a block, valid until the next call. Real-time.
  @_noLocks
  public func samples(_ bytes: UnsafeRawPointer, frames: Int) -> RawSamples {
    let count = frames * channels
    switch format {
    case .s16: return .int16(bytes.assumingMemoryBound(to: Int16.self))
    case .s32: return .int32(bytes.assumingMemoryBound(to: Int32.self))
    case .float: return .float(bytes.assumingMemoryBound(to: Float.self))
    case .s24:
      let source = bytes.assumingMemoryBound(to: Int32.self)
      var i = 0
      while i < count {
        unpacked[i] = source[i] &<< 8
        i += 1
      }
    case .s24packed:
      let source = bytes.assumingMemoryBound(to: UInt8.self)
      var i = 0
      while i < count {
        let low = UInt32(source[3 * i]) << 8 | UInt32(source[3 * i + 1]) << 16 | UInt32(source[3 * i + 2]) << 24
        unpacked[i] = Int32(bitPattern: low)
        i += 1
      }
    }
    return .int32(UnsafePointer(unpacked))
  }

  /// The same as bytes, for the recording's ring: `frames × channels × SampleFormat.handedBytes`. Real-time.
  @_noLocks
  public static func bytes(_ samples: RawSamples) -> UnsafePointer<UInt8> {
    switch samples {
    case .int16(let values): UnsafeRawPointer(values).assumingMemoryBound(to: UInt8.self)
    case .int32(let values): UnsafeRawPointer(values).assumingMemoryBound(to: UInt8.self)
    case .float(let values): UnsafeRawPointer(values).assumingMemoryBound(to: UInt8.self)
    }
  }
}
