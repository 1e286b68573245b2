import RealtimeSupport

/// Where the points of the stride grid lie around a contact on a whole frame, for one stride time.
///
/// Made once a stride and used for every candidate contact: only whole frames are added.
package struct PhaseGrid: ~Copyable {
  /// Whole frames from contact to just before each point, and the share of the way to the next frame.
  package let offsets = FixedBuffer<Int>(repeating: 0, count: StridePhase.count)
  package let shares = FixedBuffer<Float>(repeating: 0, count: StridePhase.count)
  private var period = 0.0

  package init() {}

  /// Lays the points out for a stride time in frames; does nothing when it is the same as before.
  @_noLocks
  package mutating func lay(period: Double) {
    guard period != self.period else { return }
    self.period = period
    var point = 0
    while point < StridePhase.count {
      // far enough above 0 that rounding towards 0 is rounding down
      let place = Double(point) * period / Double(StridePhase.count)
      let before = period * Double(StridePhase.contact) / Double(StridePhase.count)
      let shifted = place - before + 4096
      let whole = Int(shifted)
      offsets.pointer[point] = whole - 4096
      shares.pointer[point] = Float(shifted - Double(whole))
      point += 1
    }
  }

  /// The values at a point of four strides whose contacts are at `frames` and the three frames after it.
  @_noLocks @inline(__always)
  package func sample(_ point: Int, _ frames: UnsafePointer<Float>) -> SIMD4<Float> {
    let before = UnsafeRawPointer(frames + offsets.pointer[point])
    let here = before.loadUnaligned(as: SIMD4<Float>.self)
    let next = before.loadUnaligned(fromByteOffset: 4, as: SIMD4<Float>.self)
    return here + shares.pointer[point] * (next - here)
  }
}
