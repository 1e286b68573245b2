import EMGUnits
import RealtimeSupport

/// When a muscle's main burst begins, by the Teager–Kaiser energy and a double threshold.
///
/// The energy operator x²(n) − x(n+1)·x(n−1) raises what is both large and fast above a quiet baseline (Solnik et al.
/// 2008, Acta Bioeng Biomech 10:65). It is smoothed over 20 ms; the burst's start is found by walking back from its peak
/// until the energy stays below the threshold for 25 ms (two thresholds, in height and in time: Bonato et al. 1998, IEEE
/// TBME 45:287). Onsets of single strides are uncertain by 15–30 ms even at 40 dB (Kowalski et al. 2021, J Funct Morphol
/// Kinesiol 6:70); medians over strides are far better.
public struct OnsetDetector: ~Copyable {
  private let tuning: WindowTuning
  private let rate: Double
  private let energy: FixedBuffer<Float>
  private let smoothed: FixedBuffer<Float>
  private let sorted: FixedBuffer<Float>

  /// For up to 2.5 s of samples at `rate`.
  public init(rate: Hertz, tuning: WindowTuning = WindowTuning()) {
    self.tuning = tuning
    self.rate = rate.value
    let count = Int(2.5 * rate.value)
    energy = FixedBuffer(repeating: 0, count: count)
    smoothed = FixedBuffer(repeating: 0, count: count)
    sorted = FixedBuffer(repeating: 0, count: count)
  }

  /// The sample at which the burst begins that has its peak between `from` and `to`; nil when nothing stands out.
  ///
  /// `samples` holds `count` samples, about a stride, with at least a quarter of a stride before `from`.
  @_noLocks
  public func onset(_ samples: UnsafePointer<Float>, count: Int, peakFrom from: Int, to: Int) -> Int? {
    guard count <= energy.count, count > 16, from > 0, to < count, from < to else { return nil }
    smoothEnergy(samples, count: count)
    var peak = from
    var i = from
    while i <= to {
      if smoothed.pointer[i] > smoothed.pointer[peak] { peak = i }
      i += 1
    }
    // neighbours within the smoothing are alike: every fourth is enough
    i = 0
    while i < count / 4 {
      sorted.pointer[i] = smoothed.pointer[4 * i]
      i += 1
    }
    let baseline = realtimeQuantile(sorted.pointer, count: count / 4, fraction: 0.15)
    let height = smoothed.pointer[peak]
    let threshold = max(baseline + tuning.onsetHeight * (height - baseline), tuning.onsetLeastRise * baseline)
    guard height > threshold else { return nil }
    let quiet = max(1, Int(tuning.onsetQuiet * Float(rate)))
    var below = 0
    i = peak
    while i > 0 {
      below = smoothed.pointer[i] < threshold ? below + 1 : 0
      if below >= quiet { return i + quiet }
      i -= 1
    }
    return nil
  }

  /// Magnitude of the Teager–Kaiser energy, averaged over 20 ms centred on each sample.
  @_noLocks
  private func smoothEnergy(_ samples: UnsafePointer<Float>, count: Int) {
    fillEnergy(samples, count: count)
    let half = max(1, Int(tuning.onsetSmoothing * Float(rate) / 2))
    let width = Float(2 * half + 1)
    var sum = 0.0
    var i = 0
    while i < count + half {
      // nearly all: the window lies inside
      while i > 2 * half && i < count {
        // one sum waits for the one before: what can be done beside it is done first
        sum += Double(energy.pointer[i]) - Double(energy.pointer[i &- 2 &* half &- 1])
        smoothed.pointer[i &- half] = Float(max(0, sum)) / width
        i &+= 1
      }
      if i < count { sum += Double(energy.pointer[i]) }
      if i - 2 * half - 1 >= 0 { sum -= Double(energy.pointer[i - 2 * half - 1]) }
      if i - half >= 0 { smoothed.pointer[i - half] = Float(max(0, sum)) / width }
      i += 1
    }
  }

  /// Magnitude of the Teager–Kaiser energy, 0 at both ends.
  @_noLocks
  private func fillEnergy(_ samples: UnsafePointer<Float>, count: Int) {
    energy.pointer[0] = 0
    energy.pointer[count - 1] = 0
    let source = UnsafeRawPointer(samples)
    let target = UnsafeMutableRawPointer(energy.pointer)
    var i = 1
    while i &+ 4 < count {
      let before = source.loadUnaligned(fromByteOffset: 4 &* i &- 4, as: SIMD4<Float>.self)
      let here = source.loadUnaligned(fromByteOffset: 4 &* i, as: SIMD4<Float>.self)
      let next = source.loadUnaligned(fromByteOffset: 4 &* i &+ 4, as: SIMD4<Float>.self)
      let four = here * here - before * next
      target.storeBytes(of: four.replacing(with: -four, where: four .< 0), toByteOffset: 4 &* i, as: SIMD4<Float>.self)
      i &+= 4
    }
    while i < count - 1 {
      energy.pointer[i] = abs(samples[i] * samples[i] - samples[i - 1] * samples[i + 1])
      i &+= 1
    }
  }
}
