import Biofeedback
import EMGUnits
import GaitAnalysis
import SignalProcessing
import TestSupport
import Testing

@Suite struct StrideActivityTests {
  private static let gluteWindow = ActivityWindow(on: -0.02, off: 0.14)
  private static let hamstringWindow = ActivityWindow(on: -0.2, off: 0.02)
  private let leg = MadeLeg(seconds: 30)

  /// What a leg's strides show, one after another as a session asks for it.
  private struct Strides {
    var gluteWorks: [Bool] = []
    var hamstringWorks: [Bool] = []
    var glutePower: [Float] = []
    var crosstalk: [Float] = []
    var gluteRest: Float = 0
  }

  private func legChannels(_ map: String = "glute=1,hamstring=2") throws -> LegChannels {
    try #require(LegChannels.legs(of: try ChannelMap(parsing: map)).first)
  }

  private func judge(
    _ glute: [Float], _ hamstring: [Float], tuning: ActivityTuning = ActivityTuning()
  ) throws -> Strides {
    let channels = try legChannels()
    let chain = try MadeLeg.chain([glute, hamstring])
    var activity = StrideActivity(rate: chain.coreRate, tuning: tuning)
    var found = Strides()
    let period = MadeLeg.period
    for contact in leg.contacts {
      let isLoaded = activity.load(channels, from: contact - 0.5 * period, to: contact + 0.5 * period, chain)
      #expect(isLoaded)
      activity.learnCrosstalk()
      activity.removeCrosstalk()
      activity.learnRest()
      let glutePower = activity.power(
        .gluteusMaximus, in: Self.gluteWindow, contact: contact, periodSeconds: period, chain)
      let hamstringPower = activity.power(
        .hamstrings, in: Self.hamstringWindow, contact: contact, periodSeconds: period, chain)
      let power = try #require(glutePower)
      found.glutePower.append(power)
      found.gluteWorks.append(activity.gluteWorks(power, hamstring: hamstringPower))
      found.hamstringWorks.append(activity.hamstringWorks(try #require(hamstringPower)))
      found.crosstalk.append(activity.crosstalkPart)
    }
    found.gluteRest = activity.restLevel(.gluteusMaximus)
    return found
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>) func aWorkingLegWorksInEveryStride(seed: UInt64) throws {
    let found = try judge(leg.glute(seed: seed), leg.hamstring(seed: seed + 10))
    #expect(found.gluteWorks.count > 35)
    #expect(found.gluteWorks.allSatisfy { $0 })
    #expect(found.hamstringWorks.allSatisfy { $0 })
  }

  /// A burst of ten times the noise's amplitude is small, and plain.
  @Test func aSmallBurstWorksToo() throws {
    let found = try judge(leg.glute(seed: 4, height: 10 * MadeLeg.noise), leg.hamstring(seed: 14))
    #expect(found.gluteWorks.allSatisfy { $0 })
  }

  /// From the first stride on, and never its own reference: at most one stride in fifty rises above its rest by chance.
  @Test(arguments: 1...5 as ClosedRange<UInt64>) func aRestingGluteDoesNotWork(seed: UInt64) throws {
    let found = try judge(leg.rest(seed: seed), leg.hamstring(seed: seed + 10))
    #expect(found.gluteWorks.filter { $0 }.count <= 1)
    #expect(found.hamstringWorks.allSatisfy { $0 })
  }

  /// The lowest 60 ms, made good for being the lowest, are the noise itself: here the mean power of windows without a burst.
  @Test func theLevelOfRestIsTheNoise() throws {
    let found = try judge(leg.rest(seed: 6), leg.hamstring(seed: 16))
    let noise = found.glutePower.reduce(0, +) / Float(found.glutePower.count)
    #expect(found.gluteRest / noise > 0.7 && found.gluteRest / noise < 1.3)
    // the same under bursts, of which the stride has a rest
    let working = try judge(leg.glute(seed: 6), leg.hamstring(seed: 16))
    #expect(working.gluteRest / noise > 0.7 && working.gluteRest / noise < 1.4)
  }

  /// A glute that fires in mid-swing alone leaves the window empty.
  @Test func aBurstAnywhereInTheStrideIsWork() throws {
    let elsewhere = leg.bursts(seed: 7, on: 0.3, off: 0.42)
    let found = try judge(elsewhere, leg.hamstring(seed: 17))
    #expect(found.gluteWorks.allSatisfy { $0 })
    // the window alone would not tell: its power is that of rest
    #expect(found.glutePower.allSatisfy { $0 < 2.8 * found.gluteRest })
  }

  /// 5–15 % of the hamstring, a sample late and changed in shape, on a glute at rest.
  @Test(arguments: [0.05, 0.1, 0.15]) func crosstalkOnARestingGluteIsTakenOff(part: Float) throws {
    let hamstring = leg.hamstring(seed: 18)
    var glute = leg.rest(seed: 8)
    // (0.8, 0.3) has a gain of 1.05 around 90 Hz at 1 kHz
    for n in 2..<glute.count { glute[n] += Float(part) * (0.8 * hamstring[n - 1] + 0.3 * hamstring[n - 2]) }
    let found = try judge(glute, hamstring)
    // the first strides make the first fit
    #expect(found.gluteWorks.dropFirst(3).filter { $0 }.count <= 1)
    #expect(found.crosstalk.dropFirst(3).allSatisfy { abs($0 - 1.05 * Float(part)) < 0.02 })
    // left in, it would be taken for work: nothing is explained enough to be taken off
    var deaf = ActivityTuning()
    deaf.leastExplained = 2
    #expect(try judge(glute, hamstring, tuning: deaf).gluteWorks.allSatisfy { $0 })
  }

  /// The glute's own work is not taken for crosstalk, nor harmed by what is taken off.
  @Test func aWorkingGluteKeepsItsPower() throws {
    let hamstring = leg.hamstring(seed: 19)
    let glute = leg.glute(seed: 9)
    let alone = try judge(glute, hamstring)
    #expect(alone.crosstalk.filter { $0 > 0 }.count <= 2)
    let leaking = zip(glute, hamstring).map { $0 + 0.1 * $1 }
    let found = try judge(leaking, hamstring)
    #expect(found.gluteWorks.allSatisfy { $0 })
    for (power, expected) in zip(found.glutePower, alone.glutePower).dropFirst(3) {
      #expect(abs(power / expected - 1) < 0.05)
    }
  }

  /// 54 dB below the hamstring no glute works, however far above its rest, as in a recording without electrode noise; 40 dB
  /// below it may.
  @Test(arguments: [(Float(0.002), false), (0.01, true)]) func anAbsurdlyFaintGluteDoesNotWork(
    gain: Float, works: Bool
  ) throws {
    let glute = leg.glute(seed: 10).map { gain * $0 }
    #expect(try judge(glute, leg.hamstring(seed: 20)).gluteWorks.allSatisfy { $0 == works })
  }

  @Test func whatIsNotThereIsNotLoaded() throws {
    let channels = try legChannels()
    let chain = try MadeLeg.chain([leg.glute(seed: 11), leg.hamstring(seed: 21)])
    var activity = StrideActivity(rate: chain.coreRate, tuning: ActivityTuning())
    for (from, to, isThere) in [
      (10.0, 10.7, true), (29.9, 30.5, false), (40, 40.7, false), (-60, -59, false), (10, 12.5, false), (10, 9, false),
      (10, 10.05, false),
    ] {
      let isLoaded = activity.load(channels, from: from, to: to, chain)
      #expect(isLoaded == isThere, "\(from)–\(to)")
      if !isThere {
        let rest = activity.rest(.gluteusMaximus)
        #expect(rest == nil)
      }
    }
  }

  @Test func windowsBeyondTheStretchHaveNoPower() throws {
    let channels = try legChannels()
    let chain = try MadeLeg.chain([leg.glute(seed: 12), leg.hamstring(seed: 22)])
    var activity = StrideActivity(rate: chain.coreRate, tuning: ActivityTuning())
    _ = activity.load(channels, from: 10, to: 10.72, chain)
    for (contact, isThere) in [(10.3, true), (9.9, false), (10.75, false), (11.5, false)] {
      let power = activity.power(.gluteusMaximus, in: Self.gluteWindow, contact: contact, periodSeconds: 0.72, chain)
      #expect((power != nil) == isThere, "\(contact)")
    }
    let other = activity.power(.calf, in: Self.gluteWindow, contact: 10.3, periodSeconds: 0.72, chain)
    #expect(other == nil)
  }

  @Test func aMuscleThatIsNotRecordedHasNoSignal() throws {
    let channels = try legChannels("glute=1")
    let chain = try MadeLeg.chain([leg.glute(seed: 13)])
    var activity = StrideActivity(rate: chain.coreRate, tuning: ActivityTuning())
    let isLoaded = activity.load(channels, from: 10, to: 10.72, chain)
    let (glute, hamstring) = (activity.rest(.gluteusMaximus), activity.rest(.hamstrings))
    #expect(isLoaded && glute != nil && hamstring == nil)
    activity.learnCrosstalk()
    activity.removeCrosstalk()
    let part = activity.crosstalkPart
    #expect(part == 0)
  }
}
