import Synchronization

/// A queue of plain values in fixed memory between two threads: one that only writes and one that only reads.
///
/// Neither waits for the other; a full ring refuses, an empty one gives nothing. Values come out in the order and with the
/// contents in which they went in. Inlined, so that the compiler checks
/// its real-time callers with the type in place. Exactly one thread may write and exactly one may read at a time.
public struct SPSCRing<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline let slots: UnsafeMutablePointer<Element>
  @usableFromInline let mask: Int
  /// Values written so far; changed by the writer only.
  @usableFromInline let written = Atomic<Int>(0)
  /// Values read so far; changed by the reader only.
  @usableFromInline let read = Atomic<Int>(0)

  /// Room for at least `capacity` values; the next power of two is taken.
  public init(capacity: Int) {
    var size = 1
    while size < max(capacity, 1) { size *= 2 }
    mask = size - 1
    slots = .allocate(capacity: size)
    // touched now, so that no page is missing later
    UnsafeMutableRawPointer(slots).initializeMemory(
      as: UInt8.self, repeating: 0, count: size * MemoryLayout<Element>.stride)
  }

  deinit { slots.deallocate() }

  /// How many values fit.
  public var capacity: Int { mask + 1 }

  /// Values that wait to be read; either side may ask.
  public var count: Int {
    @inlinable @inline(__always) get { written.load(ordering: .acquiring) - read.load(ordering: .acquiring) }
  }

  /// Adds one value; false, and nothing changes, when the ring is full. Writer only.
  @inlinable @inline(__always)
  public borrowing func push(_ value: Element) -> Bool {
    let end = written.load(ordering: .relaxed)
    guard end - read.load(ordering: .acquiring) <= mask else { return false }
    (slots + (end & mask)).initialize(to: value)
    written.store(end + 1, ordering: .releasing)
    return true
  }

  /// Adds all of `count` values or none of them; false when they do not fit. Writer only.
  @inlinable @inline(__always)
  public borrowing func push(_ values: UnsafePointer<Element>, count: Int) -> Bool {
    let isPossible = count >= 0
    assert(isPossible, "fewer than no values")
    let end = written.load(ordering: .relaxed)
    guard count <= mask + 1 - (end - read.load(ordering: .acquiring)) else { return false }
    let place = end & mask
    let first = min(count, mask + 1 - place)
    Self.copy(slots + place, values, first)
    Self.copy(slots, values + first, count - first)
    written.store(end + count, ordering: .releasing)
    return true
  }

  /// Takes the oldest value; nil when there is none. Reader only.
  @inlinable @inline(__always)
  public borrowing func pop() -> Element? {
    let start = read.load(ordering: .relaxed)
    guard written.load(ordering: .acquiring) != start else { return nil }
    let value = slots[start & mask]
    read.store(start + 1, ordering: .releasing)
    return value
  }

  /// Takes up to `count` of the oldest values; returns how many. Reader only.
  @inlinable @inline(__always)
  public borrowing func pop(into values: UnsafeMutablePointer<Element>, count: Int) -> Int {
    let isPossible = count >= 0
    assert(isPossible, "fewer than no values")
    let start = read.load(ordering: .relaxed)
    let taken = min(count, written.load(ordering: .acquiring) - start)
    let place = start & mask
    let first = min(taken, mask + 1 - place)
    Self.copy(values, slots + place, first)
    Self.copy(values + first, slots, taken - first)
    read.store(start + taken, ordering: .releasing)
    return taken
  }

  /// Bytes, since the compiler does not see that plain values need no more.
  @inlinable @inline(__always)
  static func copy(_ target: UnsafeMutablePointer<Element>, _ source: UnsafePointer<Element>, _ count: Int) {
    UnsafeMutableRawPointer(target).copyMemory(
      from: UnsafeRawPointer(source), byteCount: count * MemoryLayout<Element>.stride)
  }
}
