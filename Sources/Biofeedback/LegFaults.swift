import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// What is wrong with a channel during a stride.
extension LegAnalysis {
  /// −120 dB of full scale: below what any converter gives.
  private static var silencePower: Float { @_noLocks get { 1e-12 } }
  /// A stride with less power, bursts and all, than this share of the noise between bursts holds no electrode's signal:
  /// a silent muscle leaves the electrode's noise, a cable that has come off takes that away too.
  private static var deadShare: Float { @_noLocks get { 0.3 } }
  private static var edgeSeconds: Double { @_noLocks get { 0.06 } }
  /// Less signal than this behind a gap says nothing about a channel.
  private static var leastSeconds: Double { @_noLocks get { 0.1 } }
  /// Raw power of a stride against that of the reference strides above which the electrode is off. On the skin the ratio
  /// stays below 3 in steady running, with single strides up to 11; off it, hum and swings of 0.13–0.3 of full scale give
  /// 70 and more.
  private static var offRatio: Float { @_noLocks get { 20 } }

  /// Notes what is wrong with the glute and the hamstring channel between two instants.
  @_noLocks
  func addFaults(
    to flags: inout StrideFlags, from: Double, to: Double, gait: Gait, _ chain: borrowing SignalChain
  ) {
    let glute = faults(.gluteusMaximus, from: from, to: to, gait, chain).rawValue
    let hamstring = faults(.hamstrings, from: from, to: to, gait, chain).rawValue
    flags.glute = ChannelFaults(rawValue: flags.glute.rawValue | glute)
    flags.hamstring = ChannelFaults(rawValue: flags.hamstring.rawValue | hamstring)
  }

  @_noLocks
  private func faults(
    _ muscle: Muscle, from: Double, to: Double, _ gait: Gait, _ chain: borrowing SignalChain
  ) -> ChannelFaults {
    let row = channels.row(muscle)
    let gait = gait.place
    guard row >= 0 else { return ChannelFaults(rawValue: 0) }
    // near the ends the filters and the envelope see the silence outside the input
    var from = max(from, Self.edgeSeconds)
    let to = min(to, endTime - Self.edgeSeconds)
    // behind a gap only what comes after it says anything
    let clean = chain.endOfGap(from: from, to: to)
    let isWhole = clean == nil
    if let clean {
      guard to - clean >= Self.leastSeconds else { return ChannelFaults(rawValue: 0) }
      from = clean
    }
    var found: UInt8 = 0
    let firstMark = max(chain.markIndex(at: from), chain.marks[row].start)
    let lastMark = min(chain.markIndex(at: to), chain.marks[row].end)
    var clipped = 0
    if firstMark < lastMark {
      let marks = chain.marks[row].block(at: firstMark, count: lastMark - firstMark)
      var i = firstNonZero(marks, count: lastMark - firstMark)
      while i < lastMark - firstMark {
        if marks[i] != 0 {
          let mark = UInt8(marks[i])
          if mark & SampleMark.clipped.rawValue != 0 { clipped += 1 }
          if mark & SampleMark.invalid.rawValue != 0 { found |= ChannelFaults.invalid.rawValue }
        }
        i += 1
      }
    }
    // more than 0.5 %
    if 200 * clipped > max(0, lastMark - firstMark) { found |= ChannelFaults.clipped.rawValue }
    let lowest = lowestEnvelope(row, from: from, to: to, chain)
    let isKnown = references[gait].isKnown
    let reference = references[gait].muscle(muscle)
    let quietest = isKnown ? reference.noisePower * Self.deadShare : 0
    if meanEnvelope(row, from: from, to: to, chain) <= max(Self.silencePower, quietest) {
      found |= ChannelFaults.dead.rawValue
    }
    if isKnown && isOff(row, reference, from: from, to: to, isWhole, chain) { found |= ChannelFaults.off.rawValue }
    let noisyAbove = reference.amplitude / 2
    if isKnown && isWhole && lowest > noisyAbove * noisyAbove { found |= ChannelFaults.noisy.rawValue }
    return ChannelFaults(rawValue: found)
  }

  /// An electrode off the skin: an open input takes up what is around, up to its full range. The filters take that out,
  /// and what is left looks like a silent muscle; so the signal is looked at as it came. The later half counts by itself,
  /// with twice the limit since it may hold the whole burst, for an electrode that comes off within the stride; so does what
  /// is left of a stride behind a gap.
  @_noLocks
  private func isOff(
    _ row: Int, _ reference: MuscleReference, from: Double, to: Double, _ isWhole: Bool,
    _ chain: borrowing SignalChain
  ) -> Bool {
    let usual = max(reference.rawPower, Self.silencePower)
    let middle = (from + to) / 2
    return rawPower(row, from: from, to: to, chain) > (isWhole ? 1 : 2) * Self.offRatio * usual
      || rawPower(row, from: middle, to: to, chain) > 2 * Self.offRatio * usual
  }

  /// The power of the signal as it came between two instants, its mean not counted.
  @_noLocks
  func rawPower(_ row: Int, from: Double, to: Double, _ chain: borrowing SignalChain) -> Float {
    let first = max(chain.markIndex(at: from), max(0, chain.raw[row].start))
    let last = min(chain.markIndex(at: to), chain.raw[row].end)
    guard first < last else { return 0 }
    let samples = chain.raw[row].block(at: first, count: last - first)
    var sums = SIMD4<Double>(repeating: 0)
    var squares = SIMD4<Double>(repeating: 0)
    var i = 0
    while i &+ 4 <= last - first {
      let four = SIMD4<Double>(UnsafeRawPointer(samples + i).loadUnaligned(as: SIMD4<Float>.self))
      sums += four
      squares += four * four
      i &+= 4
    }
    var sum = sums.sum()
    var square = squares.sum()
    while i < last - first {
      let value = Double(samples[i])
      sum += value
      square += value * value
      i &+= 1
    }
    let mean = sum / Double(last - first)
    return Float(max(0, square / Double(last - first) - mean * mean))
  }

  /// The first mark that says something, or `count`, to within four.
  @_noLocks
  private func firstNonZero(_ marks: UnsafePointer<Float>, count: Int) -> Int {
    let words = UnsafeRawPointer(marks)
    var i = 0
    while i &+ 4 <= count {
      let four = words.loadUnaligned(fromByteOffset: 4 &* i, as: SIMD4<UInt32>.self)
      if four.x | four.y | four.z | four.w != 0 { return i }
      i &+= 4
    }
    return i
  }

  /// Whether there was less signal in a muscle's window, or in the later half of it, than its electrode's own noise: a cable
  /// may come off in the middle of the burst.
  @_noLocks
  func isDead(_ muscle: Muscle, in stride: OpenStride, _ chain: borrowing SignalChain) -> Bool {
    guard let whole = windowPower(muscle, stride, chain),
      let later = windowPower(muscle, stride, chain, laterHalf: true)
    else { return false }
    let reference = references[Gait(period: stride.period).place].muscle(muscle)
    return min(whole, later) < max(Self.silencePower, Self.deadShare * reference.noisePower)
  }

  /// The mean power of the envelope between two instants.
  @_noLocks
  func meanEnvelope(_ row: Int, from: Double, to: Double, _ chain: borrowing SignalChain) -> Float {
    let first = max(Int(chain.frame(at: from)), max(0, chain.envelope[row].start))
    let last = min(Int(chain.frame(at: to)), chain.envelope[row].end)
    guard first < last else { return 0 }
    let frames = chain.envelope[row].block(at: first, count: last - first)
    var sum: Float = 0
    var i = 0
    while i < last - first {
      sum += frames[i]
      i += 1
    }
    return sum / Float(last - first)
  }

  /// The lowest power of the envelope between two instants.
  @_noLocks
  func lowestEnvelope(_ row: Int, from: Double, to: Double, _ chain: borrowing SignalChain) -> Float {
    let first = max(Int(chain.frame(at: from)), max(0, chain.envelope[row].start))
    let last = min(Int(chain.frame(at: to)), chain.envelope[row].end)
    guard first < last else { return 0 }
    let frames = chain.envelope[row].block(at: first, count: last - first)
    var lowest = Float.infinity
    var i = 0
    while i < last - first {
      lowest = min(lowest, frames[i])
      i += 1
    }
    return lowest
  }
}
