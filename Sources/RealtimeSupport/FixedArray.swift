/// A fixed number of values that may themselves own memory, such as one filter a channel.
///
/// The elements are used in place: `filters[2].process(…)` neither copies nor allocates. A bad index traps.
public struct FixedArray<Element: ~Copyable>: ~Copyable {
  @usableFromInline let base: UnsafeMutablePointer<Element>
  /// The number of elements.
  public let count: Int

  /// Makes `count` elements by calling `make` with each index.
  public init<Failure: Error>(count: Int, _ make: (Int) throws(Failure) -> Element) throws(Failure) {
    base = .allocate(capacity: max(count, 1))
    var made = 0
    do {
      while made < count {
        (base + made).initialize(to: try make(made))
        made += 1
      }
    } catch {
      base.deinitialize(count: made)
      base.deallocate()
      throw error
    }
    self.count = count
  }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  /// The element at `index`, from 0, in place.
  @inlinable
  public subscript(_ index: Int) -> Element {
    @inline(__always) unsafeAddress {
      precondition(index >= 0 && index < count)
      return UnsafePointer(base + index)
    }
    @inline(__always) nonmutating unsafeMutableAddress {
      precondition(index >= 0 && index < count)
      return base + index
    }
  }
}
