import Biofeedback
import TestSupport
import Testing

/// Strides of real runners against their true contacts, and no cue on healthy running.
@Suite(.needsRealRecordings) struct RealStrideTests {
  /// What can happen to a recording on its way into the product.
  enum Treatment: String, CaseIterable, CustomTestStringConvertible {
    case untouched, tenth, weakGlute, hum50, hum60, at44100, at48000, at48000WithHum, at44100WeakGlute

    var testDescription: String { rawValue }

    func applied(to run: RealRun) -> RealRun {
      switch self {
      case .untouched: run
      case .tenth: run.scaled(by: 0.1)
      case .weakGlute: run.scaled(channel: 0, by: 0.1)
      case .hum50: run.withHum(50)
      case .hum60: run.withHum(59.97)
      case .at44100: run.resampled(to: 44_100)
      case .at48000: run.resampled(to: 48_000)
      case .at48000WithHum: run.resampled(to: 48_000).withHum(50.02)
      case .at44100WeakGlute: run.resampled(to: 44_100).scaled(channel: 0, by: 0.1)
      }
    }
  }

  /// Spread of contacts in ms: twice the 4 ms step of the truth; in live use a stride is seen without what follows it.
  static let offlineSpread = 8.0
  static let causalSpread = 12.0
  /// A systematic error of contact that windows still forgive: 4 % of a running stride.
  static let largestBias = 30.0
  static let largestPeriodError = 0.5
  /// Of a stride: the cue needs the contact by then.
  static let knownBy = 0.3

  @Test(arguments: Treatment.allCases, [2, 3])
  func runningIsFoundWhole(treatment: Treatment, hamstring: Int) throws {
    let run = treatment.applied(to: try RealRun("run-p0001.wav"))
    let truth = try StrideTruth("run-p0001.events.csv")
    let analysed = try AnalysedRun(run, hamstring: hamstring, mode: .offline)
    let score = StrideScore(analysed.strides, against: truth)
    #expect(truth.contacts.count == 40)
    #expect(score.missed == 0)
    #expect(score.extra <= 1)
    #expect(score.spreadMilliseconds <= Self.offlineSpread)
    #expect(abs(score.biasMilliseconds) <= Self.largestBias)
    #expect(abs(score.periodErrorPercent) <= Self.largestPeriodError)
    #expect(analysed.count(.silent) == 0)
    #expect(analysed.count(.unusable) == 0)
  }

  @Test(arguments: Treatment.allCases, [2, 3])
  func walkingIsFoundWhole(treatment: Treatment, hamstring: Int) throws {
    let run = treatment.applied(to: try RealRun("walk-id0012.wav"))
    let truth = try StrideTruth("walk-id0012.events.csv")
    let analysed = try AnalysedRun(run, hamstring: hamstring, mode: .offline)
    let score = StrideScore(analysed.strides, against: truth)
    #expect(truth.contacts.count == 6)
    #expect(score.missed == 0)
    #expect(score.extra == 0)
    #expect(abs(score.biasMilliseconds) <= Self.largestBias)
    #expect(analysed.count(.silent) == 0)
  }

  @Test(arguments: Treatment.allCases, [2, 3])
  func liveKnowsEachContactInTime(treatment: Treatment, hamstring: Int) throws {
    let run = treatment.applied(to: try RealRun("run-p0001.wav"))
    let truth = try StrideTruth("run-p0001.events.csv")
    let analysed = try AnalysedRun(run, hamstring: hamstring, mode: .live)
    let settled = StrideScore(analysed.strides, against: truth, from: 5)
    #expect(settled.missed + settled.extra <= 1)
    #expect(StrideScore(analysed.strides, against: truth, from: 8).spreadMilliseconds <= Self.causalSpread)
    for stride in analysed.strides {
      let known = try #require(stride.contactKnown)
      #expect((known - stride.contact) / stride.duration < Self.knownBy)
    }
    #expect(analysed.cues.isEmpty)
  }

  @Test(arguments: [Treatment.untouched, .hum50, .at48000], [2, 3])
  func walkingLiveGivesNoCue(treatment: Treatment, hamstring: Int) throws {
    let run = treatment.applied(to: try RealRun("walk-id0012.wav"))
    let truth = try StrideTruth("walk-id0012.events.csv")
    let analysed = try AnalysedRun(run, hamstring: hamstring, mode: .live)
    let settled = StrideScore(analysed.strides, against: truth, from: 5)
    #expect(settled.missed + settled.extra <= 1)
    #expect(analysed.cues.isEmpty)
  }
}

/// The same on a made run, which is always there.
@Suite struct MadeStrideTests {
  /// Where no rhythm is before or behind them, contacts at the ends may be missed.
  private func truth(_ run: RealRun) -> StrideTruth {
    StrideTruth(contacts: Array(run.madeContacts.dropFirst().dropLast(2)))
  }

  @Test(arguments: RealStrideTests.Treatment.allCases) func runningIsFoundWhole(treatment: RealStrideTests.Treatment)
    throws
  {
    let made = try RealRun(made: 17)
    let analysed = try AnalysedRun(treatment.applied(to: made), hamstring: 2, mode: .offline)
    let score = StrideScore(analysed.strides, against: truth(made))
    #expect(score.missed == 0 && score.extra <= 1)
    #expect(abs(score.biasMilliseconds) <= RealStrideTests.largestBias)
    #expect(abs(score.periodErrorPercent) <= RealStrideTests.largestPeriodError)
    #expect(analysed.count(.silent) == 0)
  }

  @Test(arguments: RealStrideTests.Treatment.allCases)
  func liveKnowsEachContactInTime(treatment: RealStrideTests.Treatment) throws {
    let made = try RealRun(made: 17)
    let analysed = try AnalysedRun(treatment.applied(to: made), hamstring: 2, mode: .live)
    let settled = StrideScore(analysed.strides, against: truth(made), from: 5)
    #expect(settled.missed + settled.extra <= 1)
    for stride in analysed.strides {
      let known = try #require(stride.contactKnown)
      #expect((known - stride.contact) / stride.duration < RealStrideTests.knownBy)
    }
    #expect(analysed.cues.isEmpty)
  }
}
