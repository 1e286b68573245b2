extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
  /// Copies `count` plain values; the two stretches may overlap. What `update(from:count:)` does, in a way that the compiler
  /// accepts on the real-time path.
  @inlinable @inline(__always)
  public func copy(from source: UnsafePointer<Pointee>, count: Int) {
    UnsafeMutableRawPointer(self).copyMemory(
      from: UnsafeRawPointer(source), byteCount: count &* MemoryLayout<Pointee>.stride)
  }
}
