import RealtimeSupport

/// Weighted sums of interleaved 16-bit frames, in integers: exact, and eight products in one instruction.
///
/// Frames are put together in pairs, so that the two samples of a channel which meet neighbouring taps lie side by side:
/// x86 multiplies and adds such pairs in one step (PMADDWD). Used only for the factors of which floating point is exact too,
/// weights being 16ths or 256ths and no sum longer than 24 bits: so a recording gives the same bits whatever the type of its
/// samples. 48 kHz is among them, 44.1 kHz is not.
struct IntegerWeighing: ~Copyable {
  /// Factors of which both arithmetics give the same bits.
  static var factors: [Int] { [2, 4] }

  /// Sums for each output: a power of two, at least the channels that are wanted.
  let lanes: Int
  private let factor: Int
  private let tapCount: Int
  let channelCount: Int
  /// The channels that are put together; empty when all of them are.
  let gathered: FixedBuffer<Int>
  private let scale: Float
  private let taps: FixedBuffer<Int16>
  /// The frames in pairs.
  private let paired: FixedBuffer<Int16>

  /// `channels` are 0-based places in a frame of `channelCount` samples; at most `maximumOutputs` outputs at a time.
  init(factor: Int, channelCount: Int, channels: [Int], maximumOutputs: Int) {
    self.factor = factor
    self.channelCount = channelCount
    let takesAll = 16 % channelCount == 0 && (channelCount <= 2 || 2 * channels.count > channelCount)
    var width = 1
    while width < channels.count { width *= 2 }
    lanes = takesAll ? channelCount : width
    gathered = FixedBuffer(repeating: 0, count: takesAll ? 0 : channels.count)
    for (place, channel) in channels.enumerated() where !takesAll { gathered[place] = channel }
    let numbers = DecimationKernels.averagingNumbers(factor: factor)
    tapCount = numbers.count
    scale = Float(1 / (Double(numbers.reduce(0, +)) * 32_768))
    let vector = 8
    let spread = ((tapCount + 1) / 2 * 2 * lanes + vector - 1) / vector * vector
    taps = FixedBuffer(repeating: 0, count: spread)
    for (index, number) in numbers.enumerated() {
      for lane in 0..<lanes { taps[(index / 2 * lanes + lane) * 2 + index % 2] = Int16(number) }
    }
    let isUsed = channelCount > 1 && Self.factors.contains(factor)
    paired = FixedBuffer(
      repeating: 0, count: isUsed ? (maximumOutputs * factor + 2) * lanes + spread + 2 * vector : 0)
  }

  /// Where a channel's sums are among the `lanes`: `row` is its place among the channels wanted.
  func lane(row: Int, channel: Int) -> Int { gathered.count == 0 ? channel : row }

  /// Writes `lanes` sums, full scale ±1, for each of `count` outputs; output k begins with frame k × `factor`. Up to 16
  /// samples behind the last frame are read, and count for nothing.
  @_noLocks
  func weigh(_ frames: UnsafePointer<Int16>, count: Int, into sums: UnsafeMutablePointer<Float>) {
    guard count > 0 else { return }
    if channelCount > 1 { pair(frames, count: (count - 1) * factor + tapCount + 1, into: paired.pointer) }
    let values = UnsafeRawPointer(channelCount > 1 ? UnsafePointer(paired.pointer) : frames)
    if lanes > 4 {
      weighWide(values, count: count, into: sums)
    } else if taps.count == 32 {
      weighFour(values, count: count, into: sums)
    } else {
      weighNarrow(values, count: count, into: sums)
    }
  }

  /// Bytes from one output's first pair to the next one's.
  private var step: Int { @_noLocks get { 2 &* factor &* lanes } }

  /// The loop for 32 taps and lanes, such as two channels at 48 kHz: taps stay in registers.
  @_noLocks
  private func weighFour(_ values: UnsafeRawPointer, count: Int, into sums: UnsafeMutablePointer<Float>) {
    let weights = UnsafeRawPointer(taps.pointer)
    let w0 = weights.loadUnaligned(as: SIMD8<Int16>.self)
    let w1 = weights.loadUnaligned(fromByteOffset: 16, as: SIMD8<Int16>.self)
    let w2 = weights.loadUnaligned(fromByteOffset: 32, as: SIMD8<Int16>.self)
    let w3 = weights.loadUnaligned(fromByteOffset: 48, as: SIMD8<Int16>.self)
    var values = values
    var output = 0
    while output < count {
      let front =
        Self.products(values.loadUnaligned(as: SIMD8<Int16>.self), w0)
        &+ Self.products(values.loadUnaligned(fromByteOffset: 16, as: SIMD8<Int16>.self), w1)
      let back =
        Self.products(values.loadUnaligned(fromByteOffset: 32, as: SIMD8<Int16>.self), w2)
        &+ Self.products(values.loadUnaligned(fromByteOffset: 48, as: SIMD8<Int16>.self), w3)
      fold(front &+ back, into: UnsafeMutableRawPointer(sums + output &* lanes))
      values += step
      output &+= 1
    }
  }

  /// Up to 4 lanes.
  @_noLocks
  private func weighNarrow(_ values: UnsafeRawPointer, count: Int, into sums: UnsafeMutablePointer<Float>) {
    let weights = UnsafeRawPointer(taps.pointer)
    var values = values
    var output = 0
    while output < count {
      var sum = SIMD4<Int32>(repeating: 0)
      var at = 0
      while at < 2 &* taps.count {
        sum &+= Self.products(
          values.loadUnaligned(fromByteOffset: at, as: SIMD8<Int16>.self),
          weights.loadUnaligned(fromByteOffset: at, as: SIMD8<Int16>.self))
        at &+= 16
      }
      fold(sum, into: UnsafeMutableRawPointer(sums + output &* lanes))
      values += step
      output &+= 1
    }
  }

  /// 8 or 16 lanes.
  @_noLocks
  private func weighWide(_ values: UnsafeRawPointer, count: Int, into sums: UnsafeMutablePointer<Float>) {
    var output = 0
    while output < count {
      weighWide(values + output &* step, into: sums + output &* lanes)
      output &+= 1
    }
  }

  /// One output: eight lanes at a time.
  @_noLocks @inline(__always)
  private func weighWide(_ values: UnsafeRawPointer, into sums: UnsafeMutablePointer<Float>) {
    let weights = UnsafeRawPointer(taps.pointer)
    var lane = 0
    while lane < lanes {
      var low = SIMD4<Int32>(repeating: 0)
      var high = SIMD4<Int32>(repeating: 0)
      var at = 4 &* lane
      while at < 2 &* taps.count {
        low &+= Self.products(
          values.loadUnaligned(fromByteOffset: at, as: SIMD8<Int16>.self),
          weights.loadUnaligned(fromByteOffset: at, as: SIMD8<Int16>.self))
        high &+= Self.products(
          values.loadUnaligned(fromByteOffset: at &+ 16, as: SIMD8<Int16>.self),
          weights.loadUnaligned(fromByteOffset: at &+ 16, as: SIMD8<Int16>.self))
        at &+= 4 &* lanes
      }
      let target = UnsafeMutableRawPointer(sums + lane)
      target.storeBytes(of: SIMD4<Float>(low) * scale, as: SIMD4<Float>.self)
      target.storeBytes(of: SIMD4<Float>(high) * scale, toByteOffset: 16, as: SIMD4<Float>.self)
      lane &+= 8
    }
  }

  /// Four sums of two products each.
  @_noLocks @inline(__always)
  private static func products(_ values: SIMD8<Int16>, _ weights: SIMD8<Int16>) -> SIMD4<Int32> {
    let all = SIMD8<Int32>(truncatingIfNeeded: values) &* SIMD8<Int32>(truncatingIfNeeded: weights)
    return all.evenHalf &+ all.oddHalf
  }

  /// Adds what belongs to the same channel, for up to 4 lanes.
  @_noLocks @inline(__always)
  private func fold(_ sum: SIMD4<Int32>, into target: UnsafeMutableRawPointer) {
    if lanes == 4 {
      target.storeBytes(of: SIMD4<Float>(sum) * scale, as: SIMD4<Float>.self)
      return
    }
    let two = sum.lowHalf &+ sum.highHalf
    if lanes == 2 {
      target.storeBytes(of: SIMD2<Float>(two) * scale, as: SIMD2<Float>.self)
    } else {
      target.storeBytes(of: Float(two[0] &+ two[1]) * scale, as: Float.self)
    }
  }
}

extension IntegerWeighing {
  /// Puts frames 0 and 1, 2 and 3, … together: for each lane, its sample of the first and of the second.
  @_noLocks
  func pair(_ frames: UnsafePointer<Int16>, count: Int, into target: UnsafeMutablePointer<Int16>) {
    if gathered.count > 0 {
      gather(frames, count: count, into: target)
    } else if channelCount == 2 {
      pairTwo(UnsafeRawPointer(frames), samples: 2 * count, into: UnsafeMutableRawPointer(target))
    } else {
      zip(UnsafeRawPointer(frames), count: count, into: UnsafeMutableRawPointer(target))
    }
  }

  /// Two channels: four frames at a time.
  @_noLocks
  private func pairTwo(_ source: UnsafeRawPointer, samples: Int, into target: UnsafeMutableRawPointer) {
    var at = 0
    while at < 2 &* samples {
      let v = source.loadUnaligned(fromByteOffset: at, as: SIMD8<Int16>.self)
      let paired = SIMD8<Int16>(v[0], v[2], v[1], v[3], v[4], v[6], v[5], v[7])
      target.storeBytes(of: paired, toByteOffset: at, as: SIMD8<Int16>.self)
      at &+= 16
    }
  }

  /// 4, 8 or 16 channels: four of two frames at a time.
  @_noLocks
  private func zip(_ source: UnsafeRawPointer, count: Int, into target: UnsafeMutableRawPointer) {
    let width = 2 &* channelCount
    var first = source
    var pairs = target
    var frame = 0
    while frame < count {
      var at = 0
      while at < width {
        var paired = SIMD8<Int16>()
        paired.evenHalf = first.loadUnaligned(fromByteOffset: at, as: SIMD4<Int16>.self)
        paired.oddHalf = first.loadUnaligned(fromByteOffset: at &+ width, as: SIMD4<Int16>.self)
        pairs.storeBytes(of: paired, toByteOffset: 2 &* at, as: SIMD8<Int16>.self)
        at &+= 8
      }
      first += 2 &* width
      pairs += 2 &* width
      frame &+= 2
    }
  }

  /// Some of many channels, or a number that does not fit a vector.
  @_noLocks
  private func gather(_ frames: UnsafePointer<Int16>, count: Int, into target: UnsafeMutablePointer<Int16>) {
    var place = 0
    while place < gathered.count {
      var source = frames + gathered.pointer[place]
      var pair = target + 2 &* place
      var frame = 0
      while frame < count {
        pair[0] = source[0]
        pair[1] = source[channelCount]
        source += 2 &* channelCount
        pair += 2 &* lanes
        frame &+= 2
      }
      place &+= 1
    }
  }
}
