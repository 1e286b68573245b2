import RealtimeSupport

/// An aim that grows with the runner (shaping): in small steps, only while it is met often enough, never down within a session.
///
/// - The first level is a low quantile of the runner's own latest strides in which the glute worked; a level kept from the
///   day before takes its place.
/// - Strides are counted in blocks. After a block in which the level was met often enough it grows by `AimTuning.step`, up to
///   `ceiling`; else it stays.
/// - `levelToKeep` is where the next session begins: the level, or, when it was missed more often than met, that quantile of
///   the session's latest strides, if that is lower.
///
/// Values in any one unit, at least 0. Fixed memory.
package struct GrowingAim: ~Copyable {
  private static var capacity: Int { 60 }

  private let tuning: AimTuning
  private let ceiling: Float
  private let latest = FixedBuffer<Float>(repeating: 0, count: GrowingAim.capacity)
  private let scratch = FixedBuffer<Float>(repeating: 0, count: GrowingAim.capacity)
  private var seen = 0
  private var blockStrides = 0
  private var blockMet = 0
  private var judged = 0
  private var met = 0
  /// What a stride is held against; nil until enough strides have come.
  package private(set) var level: Float?

  /// `start` is the level kept from the day before, nil for none.
  package init(start: Float?, ceiling: Float, tuning: AimTuning) {
    self.tuning = tuning
    self.ceiling = ceiling
    level = start.map { min($0, ceiling) }
  }

  private var wanted: Int { @_noLocks get { Int(tuning.startStrides) } }

  /// Takes the next stride; `value` is nil where the glute did not work, which misses every level and teaches none.
  ///
  /// - Returns: whether the level, as it was before, is met; nil while there is none.
  @_noLocks
  package mutating func add(_ value: Float?) -> Bool? {
    if let value {
      latest[seen % wanted] = value
      seen += 1
    }
    guard let level else {
      if seen >= wanted { self.level = min(ceiling, quantile()) }
      return nil
    }
    var isMet = false
    if let value { isMet = value >= level }
    judged += 1
    blockStrides += 1
    if isMet {
      met += 1
      blockMet += 1
    }
    if blockStrides >= Int(tuning.blockStrides) {
      // the small part that counts of strides never round to whole numbers
      if Float(blockMet) >= tuning.metShare * Float(blockStrides) - 0.001 {
        self.level = max(level, min(ceiling, level * (1 + tuning.step)))
      }
      blockStrides = 0
      blockMet = 0
    }
    return isMet
  }

  /// Where the next session begins; nil while there is no level.
  package var levelToKeep: Float? {
    guard let level else { return nil }
    guard seen >= wanted, Float(met) < tuning.keptShare * Float(judged) else { return level }
    return min(level, quantile())
  }

  @_noLocks
  private func quantile() -> Float {
    let count = min(seen, wanted)
    var i = 0
    while i < count {
      scratch[i] = latest[i]
      i += 1
    }
    return realtimeQuantile(scratch.pointer, count: count, fraction: Double(tuning.startQuantile))
  }
}
