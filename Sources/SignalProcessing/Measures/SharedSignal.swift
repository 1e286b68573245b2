import EMGUnits
import RealtimeSupport

/// The short filter by which one channel's signal appears in another: least squares over 8 taps.
///
/// Adds up what a least-squares fit of `target[n] ≈ Σ h[j] source[n + 1 − j]`, j = 0…7, needs, weighted sample by sample,
/// and solves it by Cholesky's decomposition with a little ridge. Both signals must have gone through the same filters. Fixed
/// memory, no allocation.
public struct SharedSignal: ~Copyable {
  /// Taps of the filter.
  public static var taps: Int { @_noLocks get { 8 } }
  /// Samples by which the source may come after the target: filters that differ by a sample do no harm.
  public static var ahead: Int { @_noLocks get { 1 } }
  /// Part of the mean diagonal that is added to it, so that a pure tone can be solved too.
  private static var ridge: Float { @_noLocks get { 1e-4 } }

  private let moments = FixedBuffer<Float>(repeating: 0, count: 64)
  private let cross = FixedBuffer<Float>(repeating: 0, count: 8)
  private let factor = FixedBuffer<Float>(repeating: 0, count: 64)
  private let solved = FixedBuffer<Float>(repeating: 0, count: 8)
  private var targetPower: Float = 0
  /// Samples added, older ones counting less.
  public private(set) var weight: Float = 0

  /// Nothing added yet.
  public init() {}

  /// Lets what was added so far count for `share` of what it did.
  @_noLocks
  public mutating func fade(to share: Float) {
    var i = 0
    while i < 64 {
      moments.pointer[i] *= share
      i += 1
    }
    i = 0
    while i < 8 {
      cross.pointer[i] *= share
      i += 1
    }
    targetPower *= share
    weight *= share
  }

  /// Adds `count` samples, or every second or third of them, with one weight: what is sampled far above its band loses next to
  /// nothing by it. `source` must be readable from 6 samples before to 1 sample after them.
  @_noLocks
  public mutating func add(
    source: UnsafePointer<Float>, target: UnsafePointer<Float>, count: Int, weight: Float, every step: Int = 1
  ) {
    let input = UnsafeRawPointer(source - (Self.taps - 1 - Self.ahead))
    var rows = InlineArray<8, SIMD8<Float>>(repeating: .zero)
    var products = SIMD8<Float>.zero
    var power: Float = 0
    var n = 0
    while n < count {
      // element j is source[n + ahead − (7 − j)]
      let x = input.loadUnaligned(fromByteOffset: 4 &* n, as: SIMD8<Float>.self)
      let y = target[n]
      rows[0] += x * x[0]
      rows[1] += x * x[1]
      rows[2] += x * x[2]
      rows[3] += x * x[3]
      rows[4] += x * x[4]
      rows[5] += x * x[5]
      rows[6] += x * x[6]
      rows[7] += x * x[7]
      products += x * y
      power += y * y
      n &+= step
    }
    var row = 0
    while row < 8 {
      var column = 0
      while column < 8 {
        moments.pointer[8 * row + column] += weight * rows[row][column]
        column += 1
      }
      cross.pointer[row] += weight * products[row]
      row += 1
    }
    targetPower += weight * power
    self.weight += Float(count / step)
  }

  /// The fit to what was added; nil when there is no source.
  @_noLocks
  public mutating func fit() -> SharedFilter? {
    var trace: Float = 0
    var i = 0
    while i < 8 {
      trace += moments.pointer[9 * i]
      i += 1
    }
    guard trace > 0, targetPower > 0, decompose(ridge: Self.ridge * trace / 8) else { return nil }
    solve()
    var taps = SIMD8<Float>.zero
    var explained: Float = 0
    i = 0
    while i < 8 {
      taps[i] = solved.pointer[i]
      explained += solved.pointer[i] * cross.pointer[i]
      i += 1
    }
    let power = quadratic(taps)
    return SharedFilter(
      taps: taps, explained: max(0, min(1, explained / targetPower)),
      gain: realtimeSquareRoot(max(0, power) * 8 / trace))
  }

  /// hᵀ R h.
  @_noLocks
  private func quadratic(_ taps: SIMD8<Float>) -> Float {
    var sum: Float = 0
    var row = 0
    while row < 8 {
      var column = 0
      while column < 8 {
        sum += taps[row] * taps[column] * moments.pointer[8 * row + column]
        column += 1
      }
      row += 1
    }
    return sum
  }

  /// Cholesky's decomposition into `factor`; false when the moments are not positive definite.
  @_noLocks
  private func decompose(ridge: Float) -> Bool {
    var row = 0
    while row < 8 {
      var column = 0
      while column <= row {
        var sum = moments.pointer[8 * row + column] + (row == column ? ridge : 0)
        var k = 0
        while k < column {
          sum -= factor.pointer[8 * row + k] * factor.pointer[8 * column + k]
          k += 1
        }
        if row == column {
          guard sum > 0 else { return false }
          factor.pointer[9 * row] = realtimeSquareRoot(sum)
        } else {
          factor.pointer[8 * row + column] = sum / factor.pointer[9 * column]
        }
        column += 1
      }
      row += 1
    }
    return true
  }

  @_noLocks
  private func solve() {
    var row = 0
    while row < 8 {
      var sum = cross.pointer[row]
      var k = 0
      while k < row {
        sum -= factor.pointer[8 * row + k] * solved.pointer[k]
        k += 1
      }
      solved.pointer[row] = sum / factor.pointer[9 * row]
      row += 1
    }
    row = 7
    while row >= 0 {
      var sum = solved.pointer[row]
      var k = row + 1
      while k < 8 {
        sum -= factor.pointer[8 * k + row] * solved.pointer[k]
        k += 1
      }
      solved.pointer[row] = sum / factor.pointer[9 * row]
      row -= 1
    }
  }
}

/// How much of one channel's signal there is in another, and through which filter.
public struct SharedFilter: Sendable, BitwiseCopyable {
  /// The filter, oldest sample first: element j belongs to source[n + 1 − (7 − j)].
  public let taps: SIMD8<Float>
  /// The share of the target's power that the source explains, 0–1.
  public let explained: Float
  /// Amplitude of what arrives, against the source's.
  public let gain: Float

  /// Takes what the source explains off `count` samples of the target. `source` as in `SharedSignal.add`.
  @_noLocks
  public func remove(
    _ source: UnsafePointer<Float>, from target: UnsafeMutablePointer<Float>, count: Int
  ) {
    let input = UnsafeRawPointer(source - (SharedSignal.taps - 1 - SharedSignal.ahead))
    var n = 0
    while n &+ 8 <= count {
      var sum = SIMD8<Float>.zero
      sum += input.loadUnaligned(fromByteOffset: 4 &* n, as: SIMD8<Float>.self) * taps[0]
      sum += input.loadUnaligned(fromByteOffset: 4 &* (n &+ 1), as: SIMD8<Float>.self) * taps[1]
      sum += input.loadUnaligned(fromByteOffset: 4 &* (n &+ 2), as: SIMD8<Float>.self) * taps[2]
      sum += input.loadUnaligned(fromByteOffset: 4 &* (n &+ 3), as: SIMD8<Float>.self) * taps[3]
      sum += input.loadUnaligned(fromByteOffset: 4 &* (n &+ 4), as: SIMD8<Float>.self) * taps[4]
      sum += input.loadUnaligned(fromByteOffset: 4 &* (n &+ 5), as: SIMD8<Float>.self) * taps[5]
      sum += input.loadUnaligned(fromByteOffset: 4 &* (n &+ 6), as: SIMD8<Float>.self) * taps[6]
      sum += input.loadUnaligned(fromByteOffset: 4 &* (n &+ 7), as: SIMD8<Float>.self) * taps[7]
      let at = UnsafeMutableRawPointer(target + n)
      at.storeBytes(of: at.loadUnaligned(as: SIMD8<Float>.self) - sum, as: SIMD8<Float>.self)
      n &+= 8
    }
    while n < count {
      let x = input.loadUnaligned(fromByteOffset: 4 &* n, as: SIMD8<Float>.self)
      target[n] -= (x * taps).sum()
      n &+= 1
    }
  }
}
