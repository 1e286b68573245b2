import EMGUnits

/// Gaussian noise with the spectrum of surface EMG and an RMS of 1, at the base rate.
///
/// White noise through s / ((s + low)(s + high)²), whose power is `EMGSpectrum`'s. The noise is shaped before it is
/// modulated, so the filter delays no burst.
struct ShapedNoise {
  /// Samples after which the impulse response of the slowest corner (5 Hz) is below 1e-13.
  private static let settling = 2000

  private var random: RandomStream
  private var filter: Filter
  private let scale: Double

  /// The power behind a filter against the power before it.
  static func gain(of taps: [Double], on spectrum: EMGSpectrum) -> Double {
    var probe = Filter(spectrum)
    let response = (0..<settling).map { probe.step($0 == 0 ? 1 : 0) }
    let before = response.reduce(0) { $0 + $1 * $1 }
    let after = response.indices.reduce(0.0) { sum, index in
      let value = taps.indices.reduce(0.0) { $1 <= index ? $0 + taps[$1] * response[index - $1] : $0 }
      return sum + value * value
    }
    return after / before
  }

  init(_ spectrum: EMGSpectrum, random: RandomStream) {
    self.random = random
    filter = Filter(spectrum)
    var probe = Filter(spectrum)
    var energy = 0.0
    for index in 0..<Self.settling {
      let response = probe.step(index == 0 ? 1 : 0)
      energy += response * response
    }
    scale = 1 / energy.squareRoot()
    for _ in 0..<Self.settling { _ = next() }
  }

  /// The next sample.
  mutating func next() -> Double { scale * filter.step(random.gaussian()) }

  /// First-order sections with the analogue poles (e^(−ω/rate)); the low-pass zeros are placed so that the response at
  /// half the base rate is the analogue one. Within 0.5 dB of `EMGSpectrum` up to 300 Hz, 1.6 dB up to 900 Hz.
  private struct Filter {
    private let lowPole: Double
    private let highPole: Double
    private let highZero: Double
    private var input = 0.0
    private var first = 0.0
    private var second = 0.0
    private var third = 0.0

    init(_ spectrum: EMGSpectrum) {
      lowPole = PortableMath.exp(-PortableMath.turn * spectrum.low.value / BaseRate.hertz)
      highPole = PortableMath.exp(-PortableMath.turn * spectrum.high.value / BaseRate.hertz)
      let octaves = BaseRate.hertz / 2 / spectrum.high.value
      let ratio = (1 + highPole) / (1 - highPole) / (1 + octaves * octaves).squareRoot()
      highZero = (1 - ratio) / (1 + ratio)
    }

    mutating func step(_ value: Double) -> Double {
      let newFirst = value - input + lowPole * first
      let newSecond = newFirst + highZero * first + highPole * second
      third = newSecond + highZero * second + highPole * third
      input = value
      first = newFirst
      second = newSecond
      return third
    }
  }
}

/// The power spectrum of surface EMG: f² / ((f² + low²)(f² + high²)²).
///
/// Source: Shwedyk, Balasubramanian & Scott 1977, IEEE Trans Biomed Eng 24:417; corners of 60 and 120 Hz as in
/// Farina & Merletti 2000, J Electromyogr Kinesiol 10:337. As made here, up to 920 Hz, its
/// median frequency is 94 Hz at 60 and 120 Hz, and scales with the corners; 94 % of its power lies in 30–450 Hz.
public struct EMGSpectrum: Sendable, Hashable {
  /// Corner of the rise.
  public var low: Hertz
  /// Corner of the fall (40 dB per decade beyond it).
  public var high: Hertz

  /// Joins two corners; `SimulationPlan.validate()` checks them.
  public init(low: Hertz, high: Hertz) {
    self.low = low
    self.high = high
  }

  /// 60 and 120 Hz: median frequency 94 Hz, peak at 65 Hz.
  public static let typical = EMGSpectrum(low: 60, high: 120)
  /// 70 and 140 Hz: median frequency 109 Hz, for thin skin over the muscle.
  public static let thinSkin = EMGSpectrum(low: 70, high: 140)
  /// 40 and 80 Hz: median frequency 63 Hz, for fat over the muscle, which passes high frequencies badly. The glutes of
  /// the Santuz running and walking recordings have median frequencies of 47 and 59 Hz within 30–450 Hz.
  public static let underFat = EMGSpectrum(low: 40, high: 80)
}
