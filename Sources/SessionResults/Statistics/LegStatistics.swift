import Biofeedback
import EMGUnits

/// Everything that is counted and averaged over the strides of one leg. Keeps some 50 bytes a stride.
package struct LegStatistics {
  /// The leg, when the channel map says which.
  package let leg: Side?
  private(set) var verdicts: [Verdict: Int] = [:]
  private(set) var strides = 0
  private var durations = Column<Double>()
  private var ratios = Column<Float>()
  private var shares = Column<Float>()
  private var gluteRMS = Column<Float>()
  private var hamstringRMS = Column<Float>()
  private(set) var silentRuns: [SessionSummary.SilentRun] = []
  private var isInSilentRun = false
  private var flags: [SessionSummary.FlaggedStrides] = []
  private var gluteOnsets = Column<Float>()
  private var hamstringOnsets = Column<Float>()
  private var failingRuns = FailingRuns()
  private var recovery = CueRecovery()
  private var thirds = SessionThirds()
  private var fatigue = FatigueTrends()
  private(set) var aims: AimTally
  private var gluteOfMaximum = Column<Float>()
  private var hamstringOfMaximum = Column<Float>()
  private var maximumShares = Column<Float>()
  private var gluteLevels = Column<Float>()

  /// Starts with nothing; `feedback` is the part of each minute in which the runner heard anything.
  package init(leg: Side?, feedback: FeedbackShare = FeedbackShare(1)) {
    self.leg = leg
    aims = AimTally(feedback)
  }

  /// Counts a cue of this leg, or a fault that concerns every leg.
  package mutating func add(_ cue: Cue) { recovery.add(cue) }

  /// Counts a stride; they come in order of time.
  package mutating func add(_ stride: StrideRecord) {
    strides += 1
    failingRuns.add(stride)
    recovery.add(stride)
    thirds.add(stride)
    fatigue.add(stride)
    aims.add(stride)
    verdicts[stride.verdict, default: 0] += 1
    noteSilence(stride)
    noteFlags(stride)
    guard stride.verdict != .unusable else { return }
    durations.append(stride.duration)
    if let ratio = stride.ratio { ratios.append(ratio) }
    if let share = stride.gluteShare { shares.append(share) }
    noteLevels(stride)
    if let glute = stride[.gluteusMaximus], !stride.flags.glute.hidesMuscle {
      gluteRMS.append(glute.rms)
      if let onset = glute.onset { gluteOnsets.append(onset) }
    }
    if let hamstring = stride[.hamstrings], !stride.flags.hamstring.hidesMuscle {
      hamstringRMS.append(hamstring.rms)
      if let onset = hamstring.onset { hamstringOnsets.append(onset) }
    }
  }

  private mutating func noteLevels(_ stride: StrideRecord) {
    let glute = stride[.gluteusMaximus]
    if let level = glute?.level { gluteLevels.append(level) }
    if let part = glute?.ofMaximum { gluteOfMaximum.append(part) }
    if let part = stride[.hamstrings]?.ofMaximum { hamstringOfMaximum.append(part) }
    if let share = stride.maximumShare { maximumShares.append(share) }
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

  /// The leg's part of `summary.json`. `cueRate` is the rate of the frames that cues count; nil when none could be heard.
  package func summary(
    scale: AmplitudeScale, references: [SessionSummary.Reference], cueRate: Hertz?
  ) -> SessionSummary.Leg {
    let stride = Spread(sorted: durations.sorted())
    var leg = SessionSummary.Leg(
      leg: leg?.rawValue, strides: strides,
      verdicts: Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0.rawValue, verdicts[$0] ?? 0) }),
      silentRuns: silentRuns, longestFailingRun: failingRuns.longest,
      recovery: cueRate.map(recovery.summary), thirds: thirds.summary, fatigue: fatigue.summary,
      flags: flags.sorted { $0.flag < $1.flag },
      cadenceStridesPerMin: stride.map { 60 / $0.median }, strideSeconds: stride,
      ratio: Spread(ratios),
      gluteShare: Spread(shares), gluteRmsUv: Spread(gluteRMS) { scale.microvolts(Double($0)) },
      hamstringRmsUv: Spread(hamstringRMS) { scale.microvolts(Double($0)) },
      gluteRmsDbfs: Spread(gluteRMS) { scale.decibelsFullScale(Double($0)) },
      hamstringRmsDbfs: Spread(hamstringRMS) { scale.decibelsFullScale(Double($0)) },
      gluteOnsetPct: Spread(gluteOnsets), hamstringOnsetPct: Spread(hamstringOnsets), references: references)
    leg.gluteOfMaximum = Spread(gluteOfMaximum)?.median
    leg.hamstringOfMaximum = Spread(hamstringOfMaximum)?.median
    leg.maximumShare = Spread(maximumShares)?.median
    return leg
  }

  /// Median level of the glute in its window, full scale = 1, and against its maximum.
  var medianGlute: (level: Double?, ofMaximum: Double?) {
    (Spread(gluteLevels)?.median, Spread(gluteOfMaximum)?.median)
  }

  /// Median level of the glute, for comparing legs.
  var medianGluteRMS: Double? { Spread(gluteRMS)?.median }
  /// Median level of the hamstring.
  var medianHamstringRMS: Double? { Spread(hamstringRMS)?.median }
}

extension SessionSummary {
  /// One third of the time from the first to the last judged stride.
  public struct Third: Codable, Sendable, Hashable {
    /// Its beginning.
    public var fromSeconds: Double
    /// Its end.
    public var toSeconds: Double
    /// Strides with a verdict whose contact lies in it.
    public var judgedStrides: Int
    /// Those of them that were silent or weak.
    public var failingStrides: Int
    /// Failing among judged strides, 0–1; left out when none was judged.
    public var failingShare: Double?
    /// Median glute share of the judged strides, 0–1.
    public var gluteShare: Double?
  }
}

/// Compares the beginning, the middle and the end of a session. Keeps 12 bytes a stride.
package struct SessionThirds {
  // of judged strides
  private var contacts = Column<Double>()
  // not a number when unknown; negative for a failing stride
  private var shares = Column<Float>()
  private var end = 0.0
  /// Fewer strides cannot fill three thirds.
  private static let leastStrides = 3

  /// Starts with nothing.
  package init() {}

  /// Takes the next stride.
  package mutating func add(_ stride: StrideRecord) {
    guard stride.isJudged else { return }
    let share = stride.gluteShare ?? .nan
    contacts.append(stride.contact)
    shares.append(stride.isFailing ? -share : share)
    end = stride.end
  }

  /// Three entries; nil when fewer than three strides were judged.
  package var summary: [SessionSummary.Third]? {
    guard contacts.count >= Self.leastStrides, let start = contacts.first, end > start else { return nil }
    let length = (end - start) / 3
    return (0..<3).map { index in
      let from = start + Double(index) * length
      let to = index == 2 ? end : start + Double(index + 1) * length
      let first = contacts.firstIndex { $0 >= from } ?? contacts.count
      let next = contacts[first...].firstIndex { $0 >= to && index < 2 } ?? contacts.count
      return third(from: from, to: to, shares[first..<next])
    }
  }

  private func third(from: Double, to: Double, _ shares: Slice<Column<Float>>) -> SessionSummary.Third {
    let failing = shares.count { $0.sign == .minus }
    return SessionSummary.Third(
      fromSeconds: from, toSeconds: to, judgedStrides: shares.count, failingStrides: failing,
      failingShare: shares.isEmpty ? nil : Double(failing) / Double(shares.count),
      gluteShare: Spread(shares.lazy.filter(\.isFinite).map(\.magnitude))?.median)
  }
}
