import Biofeedback
import EMGUnits

/// Everything that is counted and averaged over the strides of one leg.
struct LegStatistics {
  let leg: Side?
  private(set) var verdicts: [Verdict: Int] = [:]
  private(set) var strides = 0
  private var durations: [Double] = []
  private var ratios: [Double] = []
  private var shares: [Double] = []
  private var gluteRMS: [Double] = []
  private var hamstringRMS: [Double] = []
  private(set) var silentRuns: [SessionSummary.SilentRun] = []
  private var isInSilentRun = false
  private var flags: [SessionSummary.FlaggedStrides] = []
  private var gluteOnsets: [Double] = []
  private var hamstringOnsets: [Double] = []

  init(leg: Side?) { self.leg = leg }

  mutating func add(_ stride: StrideRecord) {
    strides += 1
    verdicts[stride.verdict, default: 0] += 1
    noteSilence(stride)
    noteFlags(stride)
    guard stride.verdict != .unusable else { return }
    durations.append(stride.duration)
    if let ratio = stride.ratio { ratios.append(Double(ratio)) }
    if let share = stride.gluteShare { shares.append(Double(share)) }
    if let glute = stride[.gluteusMaximus], !stride.flags.glute.hidesMuscle {
      gluteRMS.append(glute.amplitude)
      if let onset = glute.onset { gluteOnsets.append(Double(onset)) }
    }
    if let hamstring = stride[.hamstrings], !stride.flags.hamstring.hidesMuscle {
      hamstringRMS.append(hamstring.amplitude)
      if let onset = hamstring.onset { hamstringOnsets.append(Double(onset)) }
    }
  }

  private mutating func noteFlags(_ stride: StrideRecord) {
    for flag in stride.flags.words {
      if let index = flags.firstIndex(where: { $0.flag == flag }) {
        flags[index].strides += 1
        flags[index].toSeconds = stride.end
      } else {
        flags.append(
          SessionSummary.FlaggedStrides(flag: flag, strides: 1, fromSeconds: stride.contact, toSeconds: stride.end))
      }
    }
  }

  /// Joins silent strides that follow each other.
  private mutating func noteSilence(_ stride: StrideRecord) {
    defer { isInSilentRun = stride.verdict == .silent }
    guard stride.verdict == .silent else { return }
    if isInSilentRun, let last = silentRuns.indices.last {
      silentRuns[last].toStride = stride.number
      silentRuns[last].toSeconds = stride.end
    } else {
      silentRuns.append(
        SessionSummary.SilentRun(
          fromStride: stride.number, toStride: stride.number, fromSeconds: stride.contact, toSeconds: stride.end))
    }
  }

  /// The leg's part of `summary.json`.
  func summary(scale: AmplitudeScale, references: [SessionSummary.Reference]) -> SessionSummary.Leg {
    let stride = Spread(durations)
    return SessionSummary.Leg(
      leg: leg?.rawValue, strides: strides,
      verdicts: Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0.rawValue, verdicts[$0] ?? 0) }),
      silentRuns: silentRuns, flags: flags.sorted { $0.flag < $1.flag },
      cadenceStridesPerMin: stride.map { 60 / $0.median }, strideSeconds: stride,
      ratio: Spread(ratios),
      gluteShare: Spread(shares), gluteRmsUv: Spread(gluteRMS.compactMap { scale.microvolts($0) }),
      hamstringRmsUv: Spread(hamstringRMS.compactMap { scale.microvolts($0) }),
      gluteRmsDbfs: Spread(gluteRMS.compactMap { scale.decibelsFullScale($0) }),
      hamstringRmsDbfs: Spread(hamstringRMS.compactMap { scale.decibelsFullScale($0) }),
      gluteOnsetPct: Spread(gluteOnsets), hamstringOnsetPct: Spread(hamstringOnsets), references: references)
  }

  /// Median level of the glute, for comparing legs.
  var medianGluteRMS: Double? { Spread(gluteRMS)?.median }
  /// Median level of the hamstring.
  var medianHamstringRMS: Double? { Spread(hamstringRMS)?.median }
}

/// How values are spread: median and the middle half, with the coefficient of variation.
public struct Spread: Codable, Sendable, Hashable {
  /// The middle value.
  public let median: Double
  /// A quarter of the values lie below.
  public let lowerQuartile: Double
  /// A quarter of the values lie above.
  public let upperQuartile: Double
  /// Standard deviation over mean, in percent; meaningless for decibels and onsets, where it is left out.
  public let variationPercent: Double?
  /// How many values.
  public let count: Int

  /// Joins the values.
  init(median: Double, lowerQuartile: Double, upperQuartile: Double, variationPercent: Double?, count: Int) {
    self.median = median
    self.lowerQuartile = lowerQuartile
    self.upperQuartile = upperQuartile
    self.variationPercent = variationPercent
    self.count = count
  }

  /// Nil when there are none.
  init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let at = { (fraction: Double) -> Double in
      let place = fraction * Double(sorted.count - 1)
      let low = Int(place)
      let high = min(low + 1, sorted.count - 1)
      return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
    }
    median = at(0.5)
    lowerQuartile = at(0.25)
    upperQuartile = at(0.75)
    count = sorted.count
    let mean = sorted.reduce(0, +) / Double(count)
    let variance = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(count - 1, 1))
    variationPercent = sorted[0] > 0 && count > 1 ? 100 * variance.squareRoot() / mean : nil
  }
}
