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
  private var spectrum: HumSpectrum
  /// For each line that is removed: looks in a row that did not find it.
  private let absences: FixedBuffer<Int>
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
    spectrum = HumSpectrum(rate: rate, tuning)
    absences = FixedBuffer(repeating: 0, count: MainsNotch.largestCount)
    nextLook = Int(rate)
  }

  /// Seconds of signal that a full look needs.
  package var windowSeconds: Double { Double(spectrum.size) / rate }

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
        isConfirmed = nominal > 0 && (isConfirmed || spectrum.isFull)
        spectrum.forget()
        nextLook = isConfirmed ? spectrum.size : Int(rate)
      }
      done = end
    }
  }

  /// Takes samples; retunes `notch` when a look falls due within them.
  @_noLocks
  package mutating func process(_ samples: UnsafePointer<Float>, length: Int, notch: inout MainsNotch) {
    var done = 0
    while done < length {
      done += spectrum.add(samples + done, count: min(length - done, nextLook - spectrum.total))
      if spectrum.total == nextLook {
        look(&notch)
        nextLook += spectrum.isFull ? spectrum.size / 2 : min(spectrum.total, spectrum.size - spectrum.total)
      }
    }
  }

  @_noLocks
  private mutating func look(_ notch: inout MainsNotch) {
    spectrum.transform()
    let first = strength(of: candidates.0)
    let second = strength(of: candidates.1)
    let better = first >= second ? candidates.0 : candidates.1
    prominence = max(first, second)
    let found = prominence > tuning.humFundamental
    if found && better != nominal {
      nominal = better
      notch.reset()
    } else if !found && spectrum.total == spectrum.size && !isConfirmed {
      // the first full look: what an early one took for hum was none
      nominal = 0
      notch.reset()
    }
    if nominal > 0 { retune(&notch) }
  }

  /// How far a mains frequency stands out: its fundamental or, where a box filters that away, its third multiple.
  @_noLocks
  private func strength(of frequency: Double) -> Float {
    max(spectrum.line(at: frequency).prominence, spectrum.line(at: 3 * frequency).prominence)
  }

  @_noLocks
  private mutating func retune(_ notch: inout MainsNotch) {
    let fundamental = fundamental()
    let present = prominence > tuning.humFundamental
    var multiple = 1
    while multiple <= MainsNotch.largestCount && Double(multiple) * nominal < highest {
      let here = spectrum.line(at: Double(multiple) * nominal)
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
    let first = spectrum.line(at: nominal)
    let third = spectrum.line(at: 3 * nominal)
    let rough = first.prominence >= third.prominence ? first.frequency : third.frequency / 3
    var sum = 0.0
    var weights = 0.0
    var multiple = 1.0
    while multiple * nominal < highest {
      let here = spectrum.line(at: multiple * nominal)
      let estimate = here.frequency / multiple
      let agrees = abs(estimate - rough) * Double(spectrum.filled) < Double(tuning.humAgreement) * rate
      if agrees && here.prominence > tuning.humFundamental {
        let weight = Double(here.prominence) * multiple * multiple
        sum += weight * estimate
        weights += weight
      }
      multiple += 1
    }
    return weights > 0 ? sum / weights : rough
  }
}
