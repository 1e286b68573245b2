import RealtimeSupport

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
