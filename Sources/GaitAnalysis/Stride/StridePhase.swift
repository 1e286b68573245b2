/// The grid on which patterns over one stride are kept: 128 points from half a stride before contact to half after.
///
/// Point `contact` is the initial contact. A point is 0.8 % of the stride, 6 ms in running.
package enum StridePhase {
  /// Points in a stride.
  package static var count: Int { @_noLocks get { 128 } }
  /// The point at initial contact.
  package static var contact: Int { @_noLocks get { 64 } }

  /// Phase of a point: −0.5 … 0.5, in strides after contact.
  @_noLocks package static func phase(_ point: Int) -> Double { Double(point - contact) / Double(count) }

  /// A phase wrapped into −0.5 ..< 0.5.
  @_noLocks package static func wrapped(_ phase: Double) -> Double {
    var value = phase
    while value < -0.5 { value += 1 }
    while value >= 0.5 { value -= 1 }
    return value
  }
}
