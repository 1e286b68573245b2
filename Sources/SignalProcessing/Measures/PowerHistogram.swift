import RealtimeSupport

/// How often a power occurred, in steps of an eighth of an octave; constant memory for any length of signal.
public struct PowerHistogram: ~Copyable {
  private let counts: FixedBuffer<Int>
  /// How many powers were added.
  public private(set) var total = 0

  package init() { counts = FixedBuffer(repeating: 0, count: 2048) }

  /// Adds a power ≥ 0. The bin is the number's exponent and the first three bits of its mantissa.
  @_noLocks
  package mutating func add(_ power: Float) {
    counts.pointer[Int(power.bitPattern >> 20) & 2047] += 1
    total += 1
  }

  /// The power below which `fraction` (0–1) of those added lie, to within 6 %; 0 when there are none.
  @_noLocks
  public func quantile(_ fraction: Double) -> Float {
    let wanted = Int(fraction * Double(total))
    var seen = 0
    var bin = 0
    while bin < counts.count {
      seen += counts.pointer[bin]
      if seen > wanted { return Float(bitPattern: UInt32(bin) << 20 | 1 << 19) }
      bin += 1
    }
    return 0
  }

  @_noLocks
  package mutating func reset() {
    counts.fill(0)
    total = 0
  }
}
