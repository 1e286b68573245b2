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

/// What was wrong with the raw samples behind one core-rate sample.
public struct SampleMark: OptionSet, Sendable, Hashable, BitwiseCopyable {
  /// The bits.
  public let rawValue: UInt8
  /// Wraps the bits.
  @_noLocks public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// At the end of the converter's range (≥ 99.95 % of full scale).
  public static var clipped: SampleMark { @_noLocks get { SampleMark(rawValue: 1) } }
  /// Not a number, infinite, or beyond 16 times full scale; replaced by 0.
  public static var invalid: SampleMark { @_noLocks get { SampleMark(rawValue: 2) } }
  /// Lost by the device: there was no sample. Says so alone: such a sample is neither clipped nor invalid.
  public static var missing: SampleMark { @_noLocks get { SampleMark(rawValue: 4) } }

  /// The bits that any of `count` marks has.
  @_noLocks
  static func any(_ marks: UnsafePointer<UInt8>, count: Int) -> UInt8 {
    let bytes = UnsafeRawPointer(marks)
    var sixteen = SIMD16<UInt8>(repeating: 0)
    var i = 0
    while i &+ 16 <= count {
      sixteen |= bytes.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
      i &+= 16
    }
    let four = unsafeBitCast(sixteen, to: SIMD4<UInt32>.self)
    let one = four[0] | four[1] | four[2] | four[3]
    var any = UInt8(truncatingIfNeeded: one | one >> 8 | one >> 16 | one >> 24)
    while i < count {
      any |= marks[i]
      i &+= 1
    }
    return any
  }
}

/// What the front end gives: for each row, samples at the core rate with the raw signal's power and marks beside them.
public struct CoreBlock: ~Copyable {
  /// Row after row of samples.
  public let samples: FixedBuffer<Float>
  /// Row after row of squares of the raw signal at each sample, constant part included.
  public let power: FixedBuffer<Float>
  /// Row after row of `SampleMark` bits.
  public let marks: FixedBuffer<UInt8>
  /// The length of a row.
  public let capacity: Int

  /// Room for `rows` rows of `capacity` samples.
  public init(rows: Int, capacity: Int) {
    self.capacity = capacity
    samples = FixedBuffer(repeating: 0, count: rows * capacity)
    power = FixedBuffer(repeating: 0, count: rows * capacity)
    marks = FixedBuffer(repeating: 0, count: rows * capacity)
  }
}

/// A stretch of input as it stands at the beginning of each row of a block.
public struct CoreStretch: Sendable, Hashable, BitwiseCopyable {
  /// Samples in each row.
  public let count: Int
  /// Frames of the input that it stands for.
  public let frames: Int
  /// Whether the device lost them.
  public let areLost: Bool
}

/// Where the rows of a block are; valid as long as the block is.
struct CoreRows: BitwiseCopyable {
  let samples: UnsafePointer<Float>
  let power: UnsafePointer<Float>
  let marks: UnsafePointer<UInt8>
  let length: Int

  @_noLocks
  init(_ block: borrowing CoreBlock) {
    samples = UnsafePointer(block.samples.pointer)
    power = UnsafePointer(block.power.pointer)
    marks = UnsafePointer(block.marks.pointer)
    length = block.capacity
  }
}
