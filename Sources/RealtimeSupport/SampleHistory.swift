/// The latest `capacity` samples of a stream, addressed by their position in the whole stream.
///
/// Every sample is stored twice, `capacity` apart, so that any stretch of up to `capacity` samples is one contiguous
/// block of memory (a mirrored ring). Positions before the start of the stream read as 0; asking for a position that is
/// not there any more, or not yet, traps.
public struct SampleHistory: ~Copyable {
  private let storage: UnsafeMutablePointer<Float>
  /// How many samples are kept.
  public let capacity: Int
  /// The position after the newest sample: how many have been appended.
  public private(set) var end = 0
  /// Where the next sample goes: `end` modulo `capacity`.
  private var next = 0

  /// Keeps the latest `capacity` samples.
  public init(capacity: Int) {
    self.capacity = capacity
    storage = .allocate(capacity: 2 * capacity)
    storage.initialize(repeating: 0, count: 2 * capacity)
  }

  deinit { storage.deallocate() }

  /// The oldest position that can be read; negative while the stream is shorter than the history.
  @inlinable public var start: Int { @inline(__always) get { end - capacity } }

  /// Adds one sample.
  @_noLocks
  public mutating func append(_ sample: Float) {
    storage[next] = sample
    storage[next + capacity] = sample
    end += 1
    next = next + 1 == capacity ? 0 : next + 1
  }

  /// Adds `count` samples.
  @_noLocks
  public mutating func append(_ samples: UnsafePointer<Float>, count: Int) {
    let isPossible = count >= 0
    assert(isPossible, "fewer than no samples")
    var done = 0
    while done < count {
      let run = min(count - done, capacity - next)
      (storage + next).copy(from: samples + done, count: run)
      (storage + next + capacity).copy(from: samples + done, count: run)
      done += run
      end += run
      next = next + run == capacity ? 0 : next + run
    }
  }

  /// The samples from `position` on, contiguous for `count` samples.
  @_noLocks
  public func block(at position: Int, count: Int) -> UnsafeMutablePointer<Float> {
    let fits = position >= start && position + count <= end && count >= 0
    precondition(fits)
    return storage + slot(position)
  }

  /// One sample.
  @_noLocks
  public func sample(at position: Int) -> Float {
    block(at: position, count: 1).pointee
  }

  /// Writes one kept sample anew.
  @_noLocks
  public func replace(at position: Int, with sample: Float) {
    let kept = position >= max(0, start) && position < end
    precondition(kept)
    let slot = slot(position)
    storage[slot] = sample
    storage[slot + capacity] = sample
  }

  /// Where the sample at a position from `start` to `end` is kept, without dividing.
  @_noLocks @inline(__always)
  private func slot(_ position: Int) -> Int {
    let behind = next - (end - position)
    return behind >= 0 ? behind : behind + capacity
  }
}
