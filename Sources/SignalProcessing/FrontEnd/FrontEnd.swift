import EMGUnits
import RealtimeSupport

/// Raw frames of a sound card or a file → blocks at the core rate, for `SignalChain` or a pipeline around it.
///
///     let stretch = frontEnd.process(samples, offset: 0, frames: count)
///     core.push(frontEnd.block, stretch)
///
/// It knows nothing of the core behind it, and may run ahead of it on another thread, into blocks of the caller's. What comes
/// out depends on the frames alone, not on how they were cut; after `init` nothing is allocated.
public struct FrontEnd: ~Copyable {
  /// The most frames that one call takes.
  public static var maximumFrames: Int { @_noLocks get { 4096 } }

  /// What the latest call gave, unless it was given a block to write to.
  public let block: CoreBlock
  /// Rows of a block: one per wanted channel.
  public let rowCount: Int
  private var decimator: Decimator
  private let silence: FixedBuffer<Int16>

  /// Makes every buffer.
  ///
  /// - Throws: `ConfigurationError` for a rate outside 500–192 000 Hz or a band that the rate does not allow.
  public init(_ settings: SignalChain.Settings) throws(ConfigurationError) {
    let design = try settings.design()
    rowCount = settings.channels.count
    decimator = Decimator(
      design, channelCount: settings.channelCount, channels: settings.channels, maximumFrames: Self.maximumFrames,
      tuning: settings.tuning)
    block = CoreBlock(rows: rowCount, capacity: design.outputCount(frames: Self.maximumFrames))
    silence = FixedBuffer(repeating: 0, count: Self.maximumFrames * settings.channelCount)
  }

  /// A block of the caller's, large enough for any call.
  public func newBlock() -> CoreBlock { CoreBlock(rows: rowCount, capacity: block.capacity) }

  /// Takes up to `maximumFrames` frames, the first being number `offset` of `input`, into `block`.
  @_noLocks
  public mutating func process(_ input: RawSamples, offset: Int, frames: Int) -> CoreStretch {
    CoreStretch(
      count: decimator.process(input, offset: offset, frames: frames, into: block), frames: frames, areLost: false)
  }

  /// The same for frames that the device lost: each channel goes on at its latest value, marked as missing.
  @_noLocks
  public mutating func processGap(frames: Int) -> CoreStretch {
    CoreStretch(count: decimator.processGap(frames: frames, into: block), frames: frames, areLost: true)
  }

  /// Either of them, into a block from `newBlock`.
  public mutating func process(
    _ input: RawSamples, offset: Int, frames: Int, areLost: Bool, into block: borrowing CoreBlock
  ) -> CoreStretch {
    let count =
      areLost
      ? decimator.processGap(frames: frames, into: block)
      : decimator.process(input, offset: offset, frames: frames, into: block)
    return CoreStretch(count: count, frames: frames, areLost: areLost)
  }

  /// Up to `maximumFrames` frames of silence, which push the end of the input through the filters.
  @_noLocks
  public mutating func processSilence(frames: Int) -> CoreStretch {
    process(.int16(UnsafePointer(silence.pointer)), offset: 0, frames: frames)
  }
}
