/// A block of memory of fixed size for plain values, owned by one holder and allocated once.
///
/// It exists because the real-time path may not allocate, lock or count references: an `Array` may do all three.
/// Reading or writing beyond the end traps.
public struct FixedBuffer<Element: BitwiseCopyable>: ~Copyable {
  /// The first element; valid as long as the buffer is.
  public let pointer: UnsafeMutablePointer<Element>
  /// The number of elements.
  public let count: Int

  /// Allocates `count` elements, each set to `value`.
  public init(repeating value: Element, count: Int) {
    pointer = .allocate(capacity: max(count, 1))
    pointer.initialize(repeating: value, count: max(count, 1))
    self.count = count
  }

  deinit { pointer.deallocate() }

  /// The element at `index`, from 0.
  @inlinable
  public subscript(_ index: Int) -> Element {
    @inline(__always) get {
      precondition(index >= 0 && index < count)
      return pointer[index]
    }
    @inline(__always) nonmutating set {
      precondition(index >= 0 && index < count)
      pointer[index] = newValue
    }
  }

  /// The element at `index` for loops that have looked at their range before: checked in debug builds only.
  @inlinable
  public subscript(unchecked index: Int) -> Element {
    @inline(__always) get {
      assertFits(index, count: 1)
      return pointer[index]
    }
    @inline(__always) nonmutating set {
      assertFits(index, count: 1)
      pointer[index] = newValue
    }
  }

  /// The first of `count` elements from `index` on; that they are all there is checked in debug builds only.
  @inlinable @inline(__always)
  public func block(at index: Int, count: Int) -> UnsafeMutablePointer<Element> {
    assertFits(index, count: count)
    return pointer + index
  }

  @inlinable @inline(__always)
  func assertFits(_ index: Int, count wanted: Int) {
    // outside of the assertion, which may not capture on the real-time path
    let fits = index >= 0 && wanted >= 0 && index <= count - wanted
    assert(fits, "outside of the buffer")
  }

  /// Sets every element to `value`.
  @inlinable @inline(__always)
  public func fill(_ value: Element) {
    pointer.update(repeating: value, count: count)
  }
}

extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
  /// Copies `count` plain values; the two stretches may overlap. What `update(from:count:)` does, in a way that the compiler
  /// accepts on the real-time path.
  @inlinable @inline(__always)
  public func copy(from source: UnsafePointer<Pointee>, count: Int) {
    UnsafeMutableRawPointer(self).copyMemory(
      from: UnsafeRawPointer(source), byteCount: count &* MemoryLayout<Pointee>.stride)
  }
}
