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
