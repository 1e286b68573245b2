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

  /// Sets every element to `value`.
  @inlinable @inline(__always)
  public func fill(_ value: Element) {
    pointer.update(repeating: value, count: count)
  }
}
