import RealtimeSupport

/// Looks for mains hum in one row of samples: lines at 50 or 60 Hz and their multiples.
///
/// Every two seconds it takes the spectrum of the last 4 s (the first looks are after 1 and 2 s) and compares the
/// strongest bin within ± 1 Hz of a multiple with the median of the bins 3–10 Hz away. EMG is noise: its bins exceed
/// their median by 16 dB less than once in 10¹¹, but once in 6000 looks at 1 s, so the first full look confirms or takes
/// back what the early ones found; hum stands out by 24 dB and more on real electrodes. Its frequency is known to 1 mHz
/// where it is as strong as the EMG.
package struct MainsDetector: ~Copyable {
  private let tuning: SignalTuning
  private let rate: Double
  private let highest: Double
  private let candidates: (Double, Double)
  private let transform: RealFourierTransform
  private let recent: FixedBuffer<Float>
  private let window: FixedBuffer<Float>
  private let neighbours: FixedBuffer<Float>
  private let absences: FixedBuffer<Int>
  private var filled = 0
  private var total = 0
  private var nextLook: Int
  /// What was found before a gap had been confirmed: the first full look behind it takes nothing back.
  private var isConfirmed = false
  /// Samples in a row that the device lost.
  private var lost = 0
  /// 50 or 60 when hum was found, else 0.
  package private(set) var nominal = 0.0
  /// How far the strongest line stood out in the latest look, as a power ratio.
  package private(set) var prominence: Float = 0

  /// `mains` is 50 or 60 to look only there, 0 for both; `highest` is the highest line worth removing, in hertz.
  package init(rate: Double, mains: Int, highest: Double, tuning: SignalTuning = SignalTuning()) {
    self.tuning = tuning
    self.rate = rate
    self.highest = min(highest, 0.48 * rate)
    candidates = mains == 0 ? (50, 60) : (Double(mains), Double(mains))
    var size = 256
    while Double(size) < 3 * rate { size *= 2 }
    transform = RealFourierTransform(size: size, .forward)
    recent = FixedBuffer(repeating: 0, count: size)
    neighbours = FixedBuffer(repeating: 0, count: size)
    window = FixedBuffer(repeating: 0, count: size)
    var values = HannWindow(length: size)
    for i in 0..<size { window[i] = values.next() }
    absences = FixedBuffer(repeating: 0, count: MainsNotch.largestCount)
    nextLook = Int(rate)
  }

  /// Seconds of signal that a full look needs.
  package var windowSeconds: Double { Double(transform.size) / rate }

  /// Takes samples of which some may be lost: looks are at unbroken signal only, and what was found stays found.
  @_noLocks
  package mutating func process(
    _ samples: UnsafePointer<Float>, marks: UnsafePointer<UInt8>, length: Int, notch: inout MainsNotch
  ) {
    guard SampleMark.any(marks, count: length) & SampleMark.missing.rawValue != 0 else {
      if length > 0 { lost = 0 }
      return process(samples, length: length, notch: &notch)
    }
    var done = 0
    while done < length {
      let isLost = marks[done] & SampleMark.missing.rawValue != 0
      var end = done
      while end < length && (marks[end] & SampleMark.missing.rawValue != 0) == isLost { end &+= 1 }
      lost = isLost ? lost + end - done : 0
      if !isLost || Double(lost) < Double(tuning.humGap) * rate {
        process(samples + done, length: end - done, notch: &notch)
      } else {
        isConfirmed = nominal > 0 && (isConfirmed || total >= recent.count)
        total = 0
        nextLook = isConfirmed ? recent.count : Int(rate)
      }
      done = end
    }
  }

  /// Takes samples; retunes `notch` when a look falls due within them.
  @_noLocks
  package mutating func process(_ samples: UnsafePointer<Float>, length: Int, notch: inout MainsNotch) {
    var done = 0
    while done < length {
      let slot = total % recent.count
      let run = min(min(length - done, nextLook - total), recent.count - slot)
      (recent.pointer + slot).copy(from: samples + done, count: run)
      done += run
      total += run
      if total == nextLook {
        filled = min(total, recent.count)
        look(&notch)
        nextLook += total < recent.count ? min(total, recent.count - total) : recent.count / 2
      }
    }
  }

  @_noLocks
  private mutating func look(_ notch: inout MainsNotch) {
    fillSpectrum()
    let first = strength(of: candidates.0)
    let second = strength(of: candidates.1)
    let better = first >= second ? candidates.0 : candidates.1
    prominence = max(first, second)
    let found = prominence > tuning.humFundamental
    if found && better != nominal {
      nominal = better
      notch.reset()
    } else if !found && total == recent.count && !isConfirmed {
      // the first full look: what an early one took for hum was none
      nominal = 0
      notch.reset()
    }
    if nominal > 0 { retune(&notch) }
  }

  /// Hann window over what there is, zeros behind it.
  @_noLocks
  private func fillSpectrum() {
    let size = transform.size
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
      transform.time[i] = recent.pointer[slot] * shortWindow.next()
      slot = slot + 1 == size ? 0 : slot + 1
      i += 1
    }
    while i < size {
      transform.time[i] = 0
      i += 1
    }
    transform.forward()
  }

  /// Weighs `count` of the recent samples by the window from `place` on.
  @_noLocks
  private func weigh(from slot: Int, at place: Int, count: Int) {
    let source = UnsafeRawPointer(recent.pointer + slot)
    let weights = UnsafeRawPointer(window.pointer + place)
    let target = UnsafeMutableRawPointer(transform.time + place)
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
      transform.time[place &+ i] = recent.pointer[slot &+ i] * window.pointer[place &+ i]
      i &+= 1
    }
  }

  /// How far a mains frequency stands out: its fundamental or, where a box filters that away, its third multiple.
  @_noLocks
  private func strength(of frequency: Double) -> Float {
    max(line(at: frequency).prominence, line(at: 3 * frequency).prominence)
  }

  @_noLocks
  private mutating func retune(_ notch: inout MainsNotch) {
    let fundamental = fundamental()
    let present = prominence > tuning.humFundamental
    var multiple = 1
    while multiple <= MainsNotch.largestCount && Double(multiple) * nominal < highest {
      let here = line(at: Double(multiple) * nominal)
      if present && here.prominence > tuning.humHarmonic {
        absences[multiple - 1] = 0
        notch.tune(multiple - 1, to: Double(multiple) * fundamental)
      } else if notch.count >= multiple && notch.frequency(multiple - 1) > 0 {
        absences[multiple - 1] += 1
        if absences[multiple - 1] >= Int(tuning.humPatience) { notch.tune(multiple - 1, to: 0) }
      }
      multiple += 1
    }
  }

  /// The mean of what every clear line says of the fundamental. A line is known the better the more it stands out, and
  /// its nth multiple tells the fundamental n times as closely.
  @_noLocks
  private func fundamental() -> Double {
    let first = line(at: nominal)
    let third = line(at: 3 * nominal)
    let rough = first.prominence >= third.prominence ? first.frequency : third.frequency / 3
    var sum = 0.0
    var weights = 0.0
    var multiple = 1.0
    while multiple * nominal < highest {
      let here = line(at: multiple * nominal)
      let estimate = here.frequency / multiple
      let agrees = abs(estimate - rough) * Double(filled) < Double(tuning.humAgreement) * rate
      if agrees && here.prominence > tuning.humFundamental {
        let weight = Double(here.prominence) * multiple * multiple
        sum += weight * estimate
        weights += weight
      }
      multiple += 1
    }
    return weights > 0 ? sum / weights : rough
  }

  /// The strongest bin near a frequency against the median of its surroundings, and where it is to a tenth of a bin.
  ///
  /// On a slope, such as that of an input's own high-pass, the median of both sides says little about the level in
  /// between; so the bin must stand out of the louder side too, by a quarter of what is asked for (10 dB for 16).
  @_noLocks
  private func line(at frequency: Double) -> (prominence: Float, frequency: Double) {
    let perHertz = Double(transform.size) / rate
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
      if away >= inner && bin > 0 && bin < transform.binCount {
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
    let re = transform.bins[2 * bin]
    let im = transform.bins[2 * bin + 1]
    return re * re + im * im
  }

  @_noLocks
  mutating func reset() {
    total = 0
    nextLook = Int(rate)
    nominal = 0
    prominence = 0
    isConfirmed = false
    lost = 0
    absences.fill(0)
  }
}
