import RealtimeSupport

/// What one channel was like over the whole signal so far; constant memory.
public struct ChannelStatistics: ~Copyable {
  /// Core-rate samples seen, but for those that the device lost.
  public private(set) var samples = 0
  /// Those that the device lost.
  public private(set) var missing = 0
  /// Of these, how many stand for a raw sample at the end of the converter's range.
  public private(set) var clipped = 0
  /// … and how many for a raw sample that was not a usable number.
  public private(set) var invalid = 0
  /// The position of the first unusable one.
  public private(set) var firstInvalid: Int?
  private var rawPower = 0.0
  private var rawSum = 0.0
  private var bandPower = 0.0
  private var bandSamples = 0
  private var lowest = Float.infinity
  private var highest = -Float.infinity
  /// How often each power of the 60 ms envelope occurred.
  public private(set) var envelope = PowerHistogram()

  init() {}

  /// The largest swing of the decimated signal, in units of full scale.
  public var peakToPeak: Float { samples == 0 ? 0 : highest - lowest }
  /// Root mean square of the raw signal without its constant part.
  public var rawRMS: Double {
    guard samples > 0 else { return 0 }
    let mean = rawSum / Double(samples)
    return max(0, rawPower / Double(samples) - mean * mean).squareRoot()
  }
  /// Root mean square of the band-passed signal.
  public var bandRMS: Double { bandSamples == 0 ? 0 : (bandPower / Double(bandSamples)).squareRoot() }
  /// The share of the raw signal's power, constant part not counted, that lies in the band.
  public var bandShare: Double {
    let raw = rawRMS
    return raw == 0 ? 0 : min(1, bandRMS * bandRMS / (raw * raw))
  }

  @_noLocks
  mutating func addRaw(
    _ values: UnsafePointer<Float>, power: UnsafePointer<Float>, marks: UnsafePointer<UInt8>, count: Int
  ) {
    if count > 0, addAround(values, power: power, marks: marks, count: count) { return }
    var sums = SIMD4<Float>(repeating: 0)
    var powers = SIMD4<Float>(repeating: 0)
    var low = SIMD4<Float>(repeating: lowest)
    var high = SIMD4<Float>(repeating: highest)
    var i = 0
    while i &+ 4 <= count {
      let four = UnsafeRawPointer(values + i).loadUnaligned(as: SIMD4<Float>.self)
      sums += four
      powers += UnsafeRawPointer(power + i).loadUnaligned(as: SIMD4<Float>.self)
      low.replace(with: four, where: four .< low)
      high.replace(with: four, where: four .> high)
      i &+= 4
    }
    lowest = low.min()
    highest = high.max()
    rawSum += Double(sums.sum())
    rawPower += Double(powers.sum())
    while i < count {
      rawSum += Double(values[i])
      rawPower += Double(power[i])
      lowest = min(lowest, values[i])
      highest = max(highest, values[i])
      i &+= 1
    }
    countMarks(marks, count: count)
    samples += count
  }

  /// The samples of a hop in which some are missing, one by one; false when none is.
  @_noLocks
  private mutating func addAround(
    _ values: UnsafePointer<Float>, power: UnsafePointer<Float>, marks: UnsafePointer<UInt8>, count: Int
  ) -> Bool {
    guard SampleMark.any(marks, count: count) & SampleMark.missing.rawValue != 0 else { return false }
    var i = 0
    while i < count {
      if marks[i] & SampleMark.missing.rawValue != 0 {
        missing += 1
      } else {
        addRaw(values + i, power: power + i, marks: marks + i, count: 1)
      }
      i += 1
    }
    return true
  }

  @_noLocks
  private mutating func countMarks(_ marks: UnsafePointer<UInt8>, count: Int) {
    guard SampleMark.any(marks, count: count) != 0 else { return }
    var i = 0
    while i < count {
      if marks[i] & SampleMark.clipped.rawValue != 0 { clipped += 1 }
      if marks[i] & SampleMark.invalid.rawValue != 0 {
        invalid += 1
        if firstInvalid == nil { firstInvalid = samples + missing + i }
      }
      i += 1
    }
  }

  @_noLocks
  mutating func addBand(_ values: UnsafePointer<Float>, count: Int) {
    var sums = SIMD4<Float>(repeating: 0)
    var i = 0
    while i &+ 4 <= count {
      let four = UnsafeRawPointer(values + i).loadUnaligned(as: SIMD4<Float>.self)
      sums += four * four
      i &+= 4
    }
    var sum = sums.sum()
    while i < count {
      sum += values[i] * values[i]
      i &+= 1
    }
    bandPower += Double(sum)
    bandSamples += count
  }

  @_noLocks
  mutating func addEnvelope(_ power: Float) { envelope.add(power) }
}

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
}
