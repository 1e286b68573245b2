import RealtimeSupport

/// The latest four seconds or so of one row of samples, and the lines in their spectrum.
package struct HumSpectrum: ~Copyable {
  private let rate: Double
  private let tuning: SignalTuning
  private let fourier: RealFourierTransform
  private let recent: FixedBuffer<Float>
  private let window: FixedBuffer<Float>
  private let neighbours: FixedBuffer<Float>
  /// Samples taken since the beginning, or since `forget`.
  private(set) var total = 0
  /// How many of them the spectrum is of.
  private(set) var filled = 0

  package init(rate: Double, _ tuning: SignalTuning) {
    self.rate = rate
    self.tuning = tuning
    var size = 256
    while Double(size) < 3 * rate { size *= 2 }
    fourier = RealFourierTransform(size: size, .forward)
    recent = FixedBuffer(repeating: 0, count: size)
    neighbours = FixedBuffer(repeating: 0, count: size)
    window = FixedBuffer(repeating: 0, count: size)
    var values = HannWindow(length: size)
    for i in 0..<size { window[i] = values.next() }
  }

  /// Samples that a full look needs.
  package var size: Int { @_noLocks get { fourier.size } }

  /// As many samples are there as a full look needs.
  package var isFull: Bool { @_noLocks get { total >= size } }

  /// Takes at most `count` samples; returns how many it took.
  @_noLocks
  package mutating func add(_ samples: UnsafePointer<Float>, count: Int) -> Int {
    let slot = total % size
    let taken = min(count, size - slot)
    (recent.pointer + slot).copy(from: samples, count: taken)
    total += taken
    return taken
  }

  /// What comes next does not follow on what was there.
  @_noLocks
  package mutating func forget() { total = 0 }

  /// Hann window over what there is, zeros behind it.
  @_noLocks
  package mutating func transform() {
    filled = min(total, size)
    let oldest = total - filled
    var slot = oldest % size
    var i = 0
    if filled == size {
      weigh(from: slot, at: 0, count: size - slot)
      weigh(from: 0, at: size - slot, count: slot)
      i = size
    }
    var shortWindow = HannWindow(length: filled)
    while i < filled {
      fourier.time[i] = recent.pointer[slot] * shortWindow.next()
      slot = slot + 1 == size ? 0 : slot + 1
      i += 1
    }
    while i < size {
      fourier.time[i] = 0
      i += 1
    }
    fourier.forward()
  }

  /// Weighs `count` of the recent samples by the window from `place` on.
  @_noLocks
  private func weigh(from slot: Int, at place: Int, count: Int) {
    let source = UnsafeRawPointer(recent.pointer + slot)
    let weights = UnsafeRawPointer(window.pointer + place)
    let target = UnsafeMutableRawPointer(fourier.time + place)
    var at = 0
    while at &+ 16 <= 4 &* count {
      let four =
        source.loadUnaligned(fromByteOffset: at, as: SIMD4<Float>.self)
        * weights.loadUnaligned(fromByteOffset: at, as: SIMD4<Float>.self)
      target.storeBytes(of: four, toByteOffset: at, as: SIMD4<Float>.self)
      at &+= 16
    }
    var i = at / 4
    while i < count {
      fourier.time[place &+ i] = recent.pointer[slot &+ i] * window.pointer[place &+ i]
      i &+= 1
    }
  }

  /// The strongest bin near a frequency against the median of its surroundings, and where it is to a tenth of a bin.
  ///
  /// On a slope, such as that of an input's own high-pass, the median of both sides says little about the level in
  /// between; so the bin must stand out of the louder side too, by a quarter of what is asked for (10 dB for 16).
  @_noLocks
  package func line(at frequency: Double) -> (prominence: Float, frequency: Double) {
    let perHertz = Double(size) / rate
    guard frequency + 10 < 0.5 * rate else { return (0, frequency) }
    // a short look resolves less: its main lobe is 4 / duration wide
    let reach = max(1, 1.0 * rate / Double(filled))
    let inner = max(3, 4 * rate / Double(filled))
    var best = Int((frequency - reach) * perHertz)
    var bin = best
    while bin <= Int((frequency + reach) * perHertz) {
      if power(bin) > power(best) { best = bin }
      bin += 1
    }
    var count = 0
    var below = 0
    bin = Int((frequency - inner - 7) * perHertz)
    while bin <= Int((frequency + inner + 7) * perHertz) {
      let away = abs(Double(bin) / perHertz - frequency)
      if away >= inner && bin > 0 && bin < fourier.binCount {
        neighbours.pointer[count] = power(bin)
        count += 1
        if Double(bin) < frequency * perHertz { below = count }
      }
      bin += 1
    }
    let lower = realtimeQuantile(neighbours.pointer, count: below, fraction: 0.5)
    let upper = realtimeQuantile(neighbours.pointer + below, count: count - below, fraction: 0.5)
    let both = realtimeQuantile(neighbours.pointer, count: count, fraction: 0.5)
    let usual = max(both, max(lower, upper) * tuning.humSlope)
    let place = (Double(best) + peakOffset(best)) / perHertz
    // a sine of amplitude a makes a bin of a × filled / 4 behind a Hann window
    let least = tuning.humAmplitude * Float(filled) / 4
    return (power(best) < least * least ? 0 : power(best) / max(usual, .leastNormalMagnitude), place)
  }

  @_noLocks
  private func peakOffset(_ bin: Int) -> Double {
    let left = realtimeLog(max(power(bin - 1), .leastNormalMagnitude))
    let middle = realtimeLog(max(power(bin), .leastNormalMagnitude))
    let right = realtimeLog(max(power(bin + 1), .leastNormalMagnitude))
    let curvature = left - 2 * middle + right
    return curvature < 0 ? Double(max(-0.5, min(0.5, 0.5 * (left - right) / curvature))) : 0
  }

  @_noLocks
  private func power(_ bin: Int) -> Float {
    let re = fourier.bins[2 * bin]
    let im = fourier.bins[2 * bin + 1]
    return re * re + im * im
  }
}
