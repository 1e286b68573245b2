import RealtimeSupport

/// The session's own average stride: logarithms of both muscles' envelopes around contact, learned stride by stride.
///
/// A stride is found by shifting the template along the envelopes until the squared difference is least. Most of a
/// muscle's mean difference is left out of it, so that a muscle that fires weakly still helps and one that has fallen
/// silent neither helps nor harms.
package struct StrideTemplate: ~Copyable {
  /// Muscles in a template: glute, hamstring.
  static var rows: Int { @_noLocks get { 2 } }
  /// How much of the mean difference is left out: 1 − 0.2².
  private static var levelFreedom: Float { @_noLocks get { 0.96 } }

  /// Row after row of `StridePhase.count` logarithms of amplitude.
  let values = FixedBuffer<Float>(repeating: 0, count: 2 * StridePhase.count)
  private let sampled = FixedBuffer<Float>(repeating: 0, count: 2 * StridePhase.count)
  private var grid = PhaseGrid()
  /// Strides that the template has learned from.
  private(set) var learned = 0

  package init() {}

  @_noLocks mutating func clear() {
    values.fill(0)
    learned = 0
  }

  /// The number of points from half a stride before contact to `ahead` strides after.
  @_noLocks static func points(ahead: Double) -> Int {
    min(StridePhase.count, StridePhase.contact + Int(ahead * Double(StridePhase.count)))
  }

  /// Squared difference per point, over both muscles, of the stride whose contact is at frame `contact`.
  @_noLocks
  package mutating func cost(
    _ logs: borrowing EnvelopeLogs, contact: Int, periodFrames: Double, ahead: Double, usable: (Bool, Bool)
  ) -> Float {
    grid.lay(periodFrames: periodFrames)
    let points = Self.points(ahead: ahead)
    var total: Float = 0
    var row = 0
    while row < Self.rows {
      if row == 0 ? usable.0 : usable.1 {
        let template = values.pointer + row * StridePhase.count
        logs.sample(row: row, contact: contact, grid: grid, points: points, into: sampled.pointer)
        total += Self.difference(sampled.pointer, template, points)
      }
      row += 1
    }
    return total
  }

  /// `cost` for the contacts at `contact` and the three frames after it; nil when a stride reaches beyond what is kept.
  // Swift 6.3 cannot compile a caller with this put into it.
  @_noLocks @inline(never)
  package mutating func costs(
    _ logs: borrowing EnvelopeLogs, contact: Int, periodFrames: Double, ahead: Double, usable: (Bool, Bool)
  ) -> SIMD4<Float>? {
    grid.lay(periodFrames: periodFrames)
    let points = Self.points(ahead: ahead)
    guard points.isMultiple(of: 4) else { return nil }
    var total = SIMD4<Float>.zero
    var row = 0
    while row < Self.rows {
      if row == 0 ? usable.0 : usable.1 {
        guard let frames = logs.frames(row: row, around: contact, to: contact + 3, grid, points) else { return nil }
        total += Self.differences(frames, grid, values.pointer + row * StridePhase.count, points)
      }
      row += 1
    }
    return total
  }

  /// `difference` for four strides, a frame apart; operation by operation as there, so that the bits are the same.
  @_noLocks
  private static func differences(
    _ frames: UnsafePointer<Float>, _ grid: borrowing PhaseGrid, _ template: UnsafePointer<Float>, _ count: Int
  ) -> SIMD4<Float> {
    var sums = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
    var squares = sums
    var i = 0
    while i < count {
      let d0 = grid.sample(i, frames) - template[i]
      let d1 = grid.sample(i &+ 1, frames) - template[i &+ 1]
      let d2 = grid.sample(i &+ 2, frames) - template[i &+ 2]
      let d3 = grid.sample(i &+ 3, frames) - template[i &+ 3]
      sums = (sums.0 + d0, sums.1 + d1, sums.2 + d2, sums.3 + d3)
      squares = (squares.0 + d0 * d0, squares.1 + d1 * d1, squares.2 + d2 * d2, squares.3 + d3 * d3)
      i &+= 4
    }
    let mean = (((sums.0 + sums.1) + sums.2) + sums.3) / Float(count)
    let square = ((squares.0 + squares.1) + squares.2) + squares.3
    return square / Float(count) - levelFreedom * mean * mean
  }

  /// Mean square of the difference, with most of the mean difference left out.
  @_noLocks
  private static func difference(_ stride: UnsafePointer<Float>, _ template: UnsafePointer<Float>, _ count: Int)
    -> Float
  {
    let x = UnsafeRawPointer(stride)
    let y = UnsafeRawPointer(template)
    var sums = SIMD4<Float>(repeating: 0)
    var squares = SIMD4<Float>(repeating: 0)
    var i = 0
    while i + 4 <= count {
      let difference =
        x.loadUnaligned(fromByteOffset: 4 * i, as: SIMD4<Float>.self)
        - y.loadUnaligned(fromByteOffset: 4 * i, as: SIMD4<Float>.self)
      sums += difference
      squares += difference * difference
      i += 4
    }
    var sum = sums.sum()
    var square = squares.sum()
    while i < count {
      let difference = stride[i] - template[i]
      sum += difference
      square += difference * difference
      i += 1
    }
    let mean = sum / Float(count)
    return square / Float(count) - levelFreedom * mean * mean
  }

  /// How alike a stride and the template are in one muscle: correlation, and peak level against the template's.
  @_noLocks
  func likeness(
    _ logs: borrowing EnvelopeLogs, row: Int, contact: Double, periodFrames: Double, ahead: Double
  ) -> (correlation: Float, level: Float) {
    Self.likeness(
      of: values.pointer + row * StridePhase.count, logs, row: row, contact: contact, periodFrames: periodFrames,
      ahead: ahead,
      scratch: sampled.pointer)
  }

  /// The same for any pattern of `StridePhase.count` points; `scratch` has room for as many.
  @_noLocks
  static func likeness(
    of template: UnsafePointer<Float>, _ logs: borrowing EnvelopeLogs, row: Int, contact: Double, periodFrames: Double,
    ahead: Double, scratch: UnsafeMutablePointer<Float>
  ) -> (correlation: Float, level: Float) {
    let points = Self.points(ahead: ahead)
    logs.sample(row: row, contact: contact, periodFrames: periodFrames, points: points, into: scratch)
    var sums: (x: Float, y: Float, xx: Float, yy: Float, xy: Float) = (0, 0, 0, 0, 0)
    var peaks = (x: -Float.infinity, y: -Float.infinity)
    // differences from the first point keep single precision precise
    let origin = (x: scratch[0], y: template[0])
    var i = 0
    while i < points {
      let x = scratch[i] - origin.x
      let y = template[i] - origin.y
      sums = (sums.x + x, sums.y + y, sums.xx + x * x, sums.yy + y * y, sums.xy + x * y)
      peaks = (max(peaks.x, scratch[i]), max(peaks.y, template[i]))
      i += 1
    }
    let n = Float(points)
    let covariance = sums.xy / n - sums.x * sums.y / n / n
    let variances = (sums.xx / n - sums.x * sums.x / n / n) * (sums.yy / n - sums.y * sums.y / n / n)
    let correlation = variances > 0 ? covariance / realtimeSquareRoot(variances) : 0
    return (correlation, realtimeExp(peaks.x - peaks.y))
  }

  /// Learns one muscle's stride: moves the row by `rate` (1 = becomes it).
  @_noLocks
  package func learn(_ logs: borrowing EnvelopeLogs, row: Int, contact: Double, periodFrames: Double, rate: Float) {
    let template = values.pointer + row * StridePhase.count
    logs.sample(
      row: row, contact: contact, periodFrames: periodFrames, points: StridePhase.count, into: sampled.pointer)
    var i = 0
    while i < StridePhase.count {
      template[i] += rate * (sampled.pointer[i] - template[i])
      i += 1
    }
  }

  /// Takes a pattern of both muscles over, as if learned from as many strides as make a template settle.
  @_noLocks
  mutating func take(_ pattern: UnsafePointer<Float>) {
    var i = 0
    while i < 2 * StridePhase.count {
      values.pointer[i] = pattern[i]
      i += 1
    }
    learned = Self.settled
  }

  /// Strides after which each further one counts for a tenth.
  private static var settled: Int { @_noLocks get { 10 } }

  /// Counts a stride as learned.
  @_noLocks mutating func count() { learned += 1 }
}
