import EMGUnits
import SignalProcessing

/// What a stretch of one channel holds, muscle or not.
package struct ElectrodeSignal: BitwiseCopyable {
  /// Mean and lowest power of the 60 ms envelope, in the band.
  package var bandPower: Float = 0
  package var lowestPower: Float = .infinity
  /// Power of the signal as it came, constant part not counted: of all of it, and of its later half.
  package var rawPower: Float = 0
  package var laterRawPower: Float = 0
  /// Power of what changes slower than about 20 times a second, constant part not counted.
  package var movementPower: Float = 0
  /// Share of samples at the end of the converter's range.
  package var clippedShare: Float = 0
  /// A sample was not a usable number.
  package var hasInvalid = false
  /// Nothing of the stretch was lost.
  package var isWhole = true

  @_noLocks package init() {}
}

extension SignalChain {
  /// What a channel holds between two instants of input time; nil when too little of it is there.
  @_noLocks
  package func electrodeSignal(
    _ row: Int, from start: Double, to end: Double, endTime: Double, _ tuning: EvidenceTuning
  ) -> ElectrodeSignal? {
    // near the ends the filters and the envelope see the silence outside the input
    var from = max(start, Double(tuning.edgeSeconds))
    let to = min(end, endTime - Double(tuning.edgeSeconds))
    var signal = ElectrodeSignal()
    // behind a gap only what comes after it says anything
    if let clean = endOfGap(from: from, to: to) {
      guard to - clean >= Double(tuning.leastSeconds) else { return nil }
      from = clean
      signal.isWhole = false
    }
    guard from < to else { return nil }
    readMarks(row, from: from, to: to, into: &signal)
    readEnvelope(row, from: from, to: to, into: &signal)
    readRaw(row, from: from, to: to, into: &signal)
    return signal
  }

  @_noLocks
  private func readMarks(_ row: Int, from: Double, to: Double, into signal: inout ElectrodeSignal) {
    let first = max(markIndex(at: from), max(0, marks[row].start))
    let last = min(markIndex(at: to), marks[row].end)
    guard first < last else { return }
    let marks = marks[row].block(at: first, count: last - first)
    var clipped = 0
    var i = Self.firstNonZero(marks, count: last - first)
    while i < last - first {
      if marks[i] != 0 {
        let mark = UInt8(marks[i])
        if mark & SampleMark.clipped.rawValue != 0 { clipped += 1 }
        if mark & SampleMark.invalid.rawValue != 0 { signal.hasInvalid = true }
      }
      i += 1
    }
    signal.clippedShare = Float(clipped) / Float(last - first)
  }

  /// The first mark that says something, or `count`, to within four.
  @_noLocks
  private static func firstNonZero(_ marks: UnsafePointer<Float>, count: Int) -> Int {
    let words = UnsafeRawPointer(marks)
    var i = 0
    while i &+ 4 <= count {
      let four = words.loadUnaligned(fromByteOffset: 4 &* i, as: SIMD4<UInt32>.self)
      if four.x | four.y | four.z | four.w != 0 { return i }
      i &+= 4
    }
    return i
  }

  @_noLocks
  private func readEnvelope(_ row: Int, from: Double, to: Double, into signal: inout ElectrodeSignal) {
    let first = max(Int(frame(at: from)), max(0, envelope[row].start))
    let last = min(Int(frame(at: to)), envelope[row].end)
    guard first < last else { return }
    let frames = envelope[row].block(at: first, count: last - first)
    var sum: Float = 0
    var i = 0
    while i < last - first {
      sum += frames[i]
      signal.lowestPower = min(signal.lowestPower, frames[i])
      i += 1
    }
    signal.bandPower = sum / Float(last - first)
  }

  /// Raw power of the whole stretch and of its later half, and movement: means over 12.5 ms, smoothed by the binomial
  /// 1 4 6 4 1 (zero at 40 and 80 Hz, −22 dB at 60 Hz).
  @_noLocks
  private func readRaw(_ row: Int, from: Double, to: Double, into signal: inout ElectrodeSignal) {
    let first = max(markIndex(at: from), max(0, raw[row].start))
    let last = min(markIndex(at: to), raw[row].end)
    let size = max(1, Int(coreRate.value / 80))
    let blocks = (last - first) / size
    guard blocks > 0 else { return }
    let samples = raw[row].block(at: first, count: last - first)
    // with the first sample as origin, sums of squares stay precise whatever the offset
    let origin = samples[0]
    var whole = PowerSum()
    var later = PowerSum()
    var movement = PowerSum()
    var means = SIMD8<Float>.zero
    var block = 0
    while block < blocks {
      let sums = Self.sums(samples + block * size, count: size, origin: origin)
      whole.add(sums.sum, sums.squares, count: size)
      if 2 * block >= blocks { later.add(sums.sum, sums.squares, count: size) }
      means = SIMD8(means[1], means[2], means[3], means[4], sums.sum / Float(size), 0, 0, 0)
      if block >= 4 {
        let smooth = (means[0] + means[4] + 4 * (means[1] + means[3]) + 6 * means[2]) / 16
        movement.add(smooth, smooth * smooth, count: 1)
      }
      block += 1
    }
    signal.rawPower = whole.variance
    signal.laterRawPower = later.variance
    signal.movementPower = movement.variance
  }

  @_noLocks
  private static func sums(
    _ samples: UnsafePointer<Float>, count: Int, origin: Float
  ) -> (sum: Float, squares: Float) {
    var sums = SIMD4<Float>(repeating: 0)
    var squares = SIMD4<Float>(repeating: 0)
    var i = 0
    while i &+ 4 <= count {
      let four = UnsafeRawPointer(samples + i).loadUnaligned(as: SIMD4<Float>.self) - origin
      sums += four
      squares += four * four
      i &+= 4
    }
    var sum = sums.sum()
    var square = squares.sum()
    while i < count {
      let value = samples[i] - origin
      sum += value
      square += value * value
      i += 1
    }
    return (sum, square)
  }
}

/// A variance, added up in double precision.
private struct PowerSum: BitwiseCopyable {
  private var sum = 0.0
  private var squares = 0.0
  private var count = 0

  @_noLocks init() {}

  @_noLocks
  mutating func add(_ sum: Float, _ squares: Float, count: Int) {
    self.sum += Double(sum)
    self.squares += Double(squares)
    self.count += count
  }

  var variance: Float {
    @_noLocks get {
      guard count > 0 else { return 0 }
      let mean = sum / Double(count)
      return Float(max(0, squares / Double(count) - mean * mean))
    }
  }
}
