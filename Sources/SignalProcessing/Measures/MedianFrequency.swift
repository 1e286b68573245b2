import EMGUnits
import RealtimeSupport

/// The frequency that halves the power of a stretch of EMG within a band (Stulen & De Luca 1981, IEEE TBME 28:515).
///
/// Hann window, zeros behind it. On windows of 100–200 ms it scatters by several hertz from stride to stride and is in
/// error by 2–10 Hz anyhow (Corvini & Conforto 2022, Sensors 22:6360): a trend over minutes means something, one stride
/// does not.
public struct MedianFrequency: ~Copyable {
  private let transform: RealFourierTransform
  private let rate: Double
  private let band: FrequencyBand

  /// `rate` is the rate of the samples, `band` where power counts.
  public init(rate: Hertz, band: FrequencyBand) {
    self.rate = rate.value
    self.band = band
    var size = 256
    while Double(size) < 0.5 * rate.value { size *= 2 }
    transform = RealFourierTransform(size: size, .forward)
  }

  /// The median frequency of `count` samples, or nil when they hold no power. Longer stretches are cut to the size of
  /// the transform, at least half a second.
  @_noLocks
  public func median(of samples: UnsafePointer<Float>, count: Int) -> Hertz? {
    let used = min(count, transform.size)
    guard used >= 16 else { return nil }
    var window = HannWindow(length: used)
    var i = 0
    while i < used {
      transform.time[i] = samples[i] * window.next()
      i += 1
    }
    while i < transform.size {
      transform.time[i] = 0
      i += 1
    }
    transform.forward()
    let perBin = rate / Double(transform.size)
    let first = max(1, Int(band.low.value / perBin))
    let last = min(transform.binCount - 1, Int(band.high.value / perBin))
    let half = power(from: first, to: last) / 2
    guard half > 0 else { return nil }
    var sum: Float = 0
    var bin = first
    while bin <= last {
      let here = power(from: bin, to: bin)
      if sum + here >= half { return Hertz((Double(bin) - 0.5 + Double((half - sum) / here)) * perBin) }
      sum += here
      bin += 1
    }
    return nil
  }

  @_noLocks
  private func power(from first: Int, to last: Int) -> Float {
    var sum: Float = 0
    var bin = first
    while bin <= last {
      let re = transform.bins[2 * bin]
      let im = transform.bins[2 * bin + 1]
      sum += re * re + im * im
      bin += 1
    }
    return sum
  }
}
