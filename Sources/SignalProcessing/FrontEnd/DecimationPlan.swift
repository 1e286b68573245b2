import EMGUnits
import Glibc

/// How a device rate is brought down to about 2 kHz: first by averaging, then by a windowed-sinc filter.
///
/// Rates below 3600 Hz pass unchanged. Above 12 kHz the first stage divides by `averagingFactor` to 6–12 kHz; the second
/// divides by `sincFactor`. 48 000 Hz gives 4 × 6 → 2000 Hz, 44 100 Hz gives 7 × 3 → 2100 Hz.
public struct DecimationPlan: Sendable, Hashable {
  /// Rates that the product accepts.
  public static let allowedRates = 500.0...192_000.0
  /// The core rate that plans aim at.
  static let target = 2000.0
  /// Below this rate nothing is decimated.
  static let unchangedBelow = 3600.0

  /// The device rate.
  public let inputRate: Hertz
  /// Division by the averaging stage; 1 when there is none.
  public let averagingFactor: Int
  /// Division by the windowed-sinc stage; 1 when there is none.
  public let sincFactor: Int

  /// Input frames per output sample.
  public var factor: Int { averagingFactor * sincFactor }
  /// The rate after both stages: 500–3599 Hz where nothing is decimated, else 1600–2400 Hz.
  public var outputRate: Hertz { Hertz(inputRate.value / Double(factor)) }
  /// The rate between the stages.
  var middleRate: Double { inputRate.value / Double(averagingFactor) }

  /// Plans for a device rate of 500–192 000 Hz.
  public init(inputRate: Hertz) throws(ConfigurationError) {
    let rate = inputRate.value
    guard rate.isFinite, Self.allowedRates.contains(rate) else {
      throw ConfigurationError("Sample rate \(inputRate) is not between 500 Hz and 192000 Hz.")
    }
    self.inputRate = inputRate
    var best = (averaging: 1, sinc: 1, miss: rate < Self.unchangedBelow ? 0 : Double.infinity)
    for averaging in 1...32 where best.miss > 0 {
      let middle = rate / Double(averaging)
      guard averaging == 1 ? rate <= 12_000 : (6000...12_000).contains(middle) else { continue }
      for sinc in 2...7 {
        let miss = abs(middle / Double(sinc) - Self.target)
        if miss < best.miss { best = (averaging, sinc, miss) }
      }
    }
    averagingFactor = best.averaging
    sincFactor = best.sinc
  }
}

/// The filters of a decimation, and what follows from them: delays, gain, how much comes out.
public struct DecimationDesign: Sendable {
  /// The factors.
  public let plan: DecimationPlan
  /// How much later a sample comes out than it went in, in seconds.
  public let delaySeconds: Double
  /// How much later power and marks come out than the frames that they stand for, in seconds: they do not go through the
  /// second stage, and may come out before their sample. A mark is right to one core sample.
  public let markDelaySeconds: Double
  let averagingTaps: [Double]
  let sincTaps: [Double]

  /// `passEdge` is the highest frequency that matters.
  public init(_ plan: DecimationPlan, passEdge: Hertz) {
    self.plan = plan
    averagingTaps = DecimationKernels.averaging(factor: plan.averagingFactor)
    sincTaps = DecimationKernels.sinc(
      factor: plan.sincFactor, inputRate: plan.middleRate, passEdge: min(passEdge.value, 0.45 * plan.outputRate.value))
    let averagingSeconds = Double(averagingTaps.count - 1) / 2 / plan.inputRate.value
    // to the first of the samples that an output of the second stage stands for
    let toFirst = Double(plan.sincFactor - 1)
    delaySeconds = averagingSeconds + (Double(sincTaps.count - 1) / 2 - toFirst) / plan.middleRate
    markDelaySeconds = averagingSeconds - toFirst / plan.middleRate
  }

  /// The gain of both stages at a frequency.
  public func bandGain(at frequency: Hertz) -> Double {
    DecimationKernels.magnitude(of: averagingTaps, at: frequency.value / plan.inputRate.value)
      * DecimationKernels.magnitude(of: sincTaps, at: frequency.value / plan.middleRate)
  }

  /// Samples between the two stages that `frames` frames may give.
  func middleCount(frames: Int) -> Int { frames / plan.averagingFactor + 2 }

  /// The most samples per row that `frames` frames at once may give.
  public func outputCount(frames: Int) -> Int { middleCount(frames: frames) / plan.sincFactor + 2 }
}

/// The impulse responses of the two decimation stages, with unit gain at 0 Hz.
enum DecimationKernels {
  /// How far the second stage's aliases lie below the signal, in dB.
  static let stopBandAttenuation = 80.0

  /// Four moving averages of `factor` samples in a row: 4 × `factor` − 3 taps.
  ///
  /// Its zeros of fourth order lie exactly on the multiples of the new rate, so what folds onto the EMG band is at least
  /// 70 dB down, for a fifth of the work of one long filter (Hogenauer 1981, IEEE Trans ASSP 29:155).
  static func averaging(factor: Int) -> [Double] {
    var taps = [1.0]
    for _ in 0..<(factor == 1 ? 0 : 4) {
      var next = [Double](repeating: 0, count: taps.count + factor - 1)
      for (i, tap) in taps.enumerated() {
        for j in 0..<factor { next[i + j] += tap / Double(factor) }
      }
      taps = next
    }
    return taps
  }

  /// The same as whole numbers, whose sum is `factor`⁴.
  static func averagingNumbers(factor: Int) -> [Int] {
    let sum = Double(factor * factor * factor * factor)
    return averaging(factor: factor).map { Int(($0 * sum).rounded()) }
  }

  /// Kaiser-windowed sinc (Kaiser 1974) that passes `passEdge` and stops what would fold onto it.
  static func sinc(factor: Int, inputRate: Double, passEdge: Double) -> [Double] {
    guard factor > 1 else { return [1] }
    let outputRate = inputRate / Double(factor)
    let transition = 2 * Double.pi * (outputRate - 2 * passEdge) / inputRate
    let length = (stopBandAttenuation - 7.95) / (2.285 * transition)
    let half = Int((length / 2).rounded(.up))
    let beta = 0.1102 * (stopBandAttenuation - 8.7)
    let cutOff = outputRate / 2 / inputRate
    var taps = (-half...half).map { index -> Double in
      let n = Double(index)
      let ideal = index == 0 ? 2 * cutOff : sin(2 * .pi * cutOff * n) / (.pi * n)
      let x = n / Double(half + 1)
      return ideal * besselI0(beta * (1 - x * x).squareRoot()) / besselI0(beta)
    }
    let sum = taps.reduce(0, +)
    for i in taps.indices { taps[i] /= sum }
    return taps
  }

  /// Modified Bessel function of the first kind, order 0, by its power series; relative error below 1e-12 for x ≤ 20.
  private static func besselI0(_ x: Double) -> Double {
    var sum = 1.0
    var term = 1.0
    var k = 1.0
    while term > 1e-14 * sum {
      term *= (x / (2 * k)) * (x / (2 * k))
      sum += term
      k += 1
    }
    return sum
  }

  /// Magnitude of a symmetric impulse response at a frequency, given in cycles per sample.
  static func magnitude(of taps: [Double], at frequency: Double) -> Double {
    let centre = Double(taps.count - 1) / 2
    return abs(
      taps.enumerated().reduce(0) { $0 + $1.element * cos(2 * .pi * frequency * (Double($1.offset) - centre)) })
  }
}
