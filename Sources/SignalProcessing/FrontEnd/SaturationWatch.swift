import RealtimeSupport

/// Finds clipping below full scale: an amplifier that saturates at 0.9 of the converter's range gives many samples at one
/// extreme value, and hardly any beyond.
///
/// - Input: raw samples of one channel, fractions of full scale, at any steady rate: every one, or one look a core sample.
///   NaN and infinity are left out.
/// - Output: the levels at which the signal stands still, one a side, and how many samples stand there.
/// - How: a histogram of 4096 steps over ±1. At a saturated level the outermost window of it holds more than 6.25 times what
///   any window of the outer tenth does. Samples of EMG thin out towards the extreme, those of a sine's crest gather there
///   by a factor of 2.4 at most. Windows of 3, 9 and 25 steps, so that noise behind the amplifier does not hide it.
/// - Not judged: less than 2000 samples, signals of few different values (silence, foot switches), and levels less than 32
///   steps (1.6 % of full scale) from the median. A channel that stands at its end for more than half of the time has its
///   median there: that is a channel that does not move.
/// - Memory: 16 KiB, allocated once; counts are halved every 131 072 samples, so that late saturation is found as well.
/// - Latency: looks every 4096 samples, later every 16384; 0.05 % of them, and at least 20, must stand at the level.
public struct SaturationWatch: ~Copyable {
  /// Samples seen.
  public private(set) var samples = 0
  /// Samples at a level, those counted in that were seen before it was known.
  public private(set) var saturated = 0
  /// The level above, in fractions of full scale; nil while there is none.
  public private(set) var upper: Float?
  /// The level below, a negative number as a rule; nil while there is none.
  public private(set) var lower: Float?

  /// Share of all samples that stand at a level.
  public var share: Double { samples == 0 ? 0 : Double(saturated) / Double(samples) }

  private let counts = FixedBuffer<Int32>(repeating: 0, count: 4096)
  private var total: Int32 = 0
  private var upperEdge = Float.infinity
  private var lowerEdge = -Float.infinity

  // constants of the instance: a static one of another type is not for the real-time path
  private let bins: Int32 = 4096
  private let lookEvery = 4096
  private let most: Int32 = 1 << 17

  /// Knows nothing yet.
  public init() {}

  /// Takes the next sample; true when it stands at a level that is known.
  @_noLocks
  public mutating func add(_ value: Float) -> Bool {
    guard value - value == 0 else { return false }
    let scaled = (max(-1, min(value, 1)) + 1) * 2048
    let bin = min(Int(scaled), 4095)
    counts.pointer[bin] += 1
    total += 1
    samples += 1
    let isAtLevel = value >= upperEdge || value <= lowerEdge
    if isAtLevel { saturated += 1 }
    // often at first, and every fourth time later
    if samples & (lookEvery - 1) == 0 && (samples <= 4 * lookEvery || samples & (4 * lookEvery - 1) == 0) { look() }
    return isAtLevel
  }

  @_noLocks
  private mutating func look() {
    if total >= 2000, isVaried() {
      let above = search(isUpper: true)
      if above.mass > 0, upper == nil {
        upper = level(above.bin)
        upperEdge = level(above.bin - above.half) - 0.5 / 2048
        saturated += Int(above.mass)
      }
      let below = search(isUpper: false)
      if below.mass > 0, lower == nil {
        lower = -level(below.bin)
        lowerEdge = -level(below.bin - below.half) + 0.5 / 2048
        saturated += Int(below.mass)
      }
    }
    guard total >= most else { return }
    total = 0
    for bin in 0..<Int(bins) {
      counts.pointer[bin] /= 2
      total += counts.pointer[bin]
    }
  }

  /// Middle of a step, counted from below (or for the lower side from above).
  @_noLocks
  private func level(_ bin: Int32) -> Float { (Float(bin) + 0.5) / 2048 - 1 }

  /// At least 64 different values.
  @_noLocks
  private func isVaried() -> Bool {
    var different = 0
    for bin in 0..<Int(bins) where counts.pointer[bin] > 0 { different += 1 }
    return different >= 64
  }

  /// What stands in a step; for the lower side the scale is turned round.
  @_noLocks
  private func count(_ bin: Int32, _ isUpper: Bool) -> Int32 {
    guard bin >= 0, bin < bins else { return 0 }
    return counts.pointer[Int(isUpper ? bin : bins - 1 - bin)]
  }

  /// The saturated step, half of its window, and what stands in there; a mass of 0 when there is none.
  @_noLocks
  private func search(isUpper: Bool) -> (bin: Int32, half: Int32, mass: Int32) {
    let strays = max(2, total / 20_000)
    var top = bins - 1
    var outside: Int32 = 0
    while top > 0, outside + count(top, isUpper) <= strays {
      outside += count(top, isUpper)
      top -= 1
    }
    let middle = median(isUpper)
    guard top - middle >= 32 else { return (0, 0, 0) }
    let tenth = max(8, (top - middle) / 10)
    var half: Int32 = 1
    while half <= 12, 4 * half < tenth + 8 {
      let found = densest(from: top - 2 * half, to: top, half, isUpper)
      if isSpike(found, half, inner: tenth, isUpper) { return (found.bin, half, found.mass) }
      half = half == 1 ? 4 : half * 3
    }
    return (0, 0, 0)
  }

  @_noLocks
  private func median(_ isUpper: Bool) -> Int32 {
    var seen: Int32 = 0
    var bin: Int32 = 0
    while bin < bins - 1 {
      seen += count(bin, isUpper)
      if seen > total / 2 { return bin }
      bin += 1
    }
    return bin
  }

  @_noLocks
  private func mass(around bin: Int32, _ half: Int32, _ isUpper: Bool) -> Int32 {
    var sum: Int32 = 0
    var place = bin - half
    while place <= bin + half {
      sum += count(place, isUpper)
      place += 1
    }
    return sum
  }

  @_noLocks
  private func densest(
    from first: Int32, to last: Int32, _ half: Int32, _ isUpper: Bool
  ) -> (bin: Int32, mass: Int32) {
    var best: (bin: Int32, mass: Int32) = (last, 0)
    var bin = last
    while bin >= first {
      let found = mass(around: bin, half, isUpper)
      if found > best.mass { best = (bin, found) }
      bin -= 1
    }
    return best
  }

  /// Whether a window holds far more than those of the tenth inside of it, and next to nothing lies beyond.
  @_noLocks
  private func isSpike(_ found: (bin: Int32, mass: Int32), _ half: Int32, inner: Int32, _ isUpper: Bool) -> Bool {
    guard found.mass >= 20, Int(found.mass) * 2000 >= Int(total) else { return false }
    var beyond: Int32 = 0
    var bin = found.bin + half + 1
    while bin < bins {
      beyond += count(bin, isUpper)
      bin += 1
    }
    guard beyond * 4 <= found.mass else { return false }
    let end = found.bin - 2 * half - 1
    let rival = densest(from: end - inner, to: end, half, isUpper).mass
    // what chance adds to a count r, 2 √r and a little, is less than r / 4 + 5
    return 4 * Int(found.mass) > 5 * (5 * Int(rival) + 20)
  }
}
