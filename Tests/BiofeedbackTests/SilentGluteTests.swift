import Biofeedback
import EMGUnits
import TestSupport
import Testing

/// A glute that stops firing is heard in the very stride, and only then.
@Suite(.needsRealRecordings) struct SilentGluteTests {
  /// The latest start of a cue, in parts of the stride: push-off comes later.
  static let latestStart = 0.45

  /// A factor on the glute's channel over true strides first…last. A stride's glute burst begins a little before its
  /// contact, so the factor does too.
  private func weakened(_ strides: ClosedRange<Int>, rate: Double?) throws -> (RealRun, StrideTruth) {
    let truth = try StrideTruth("run-p0001.events.csv")
    let run = try RealRun("run-p0001.wav")
    let lead = 0.1 * truth.medianPeriod
    let from = truth.contacts[strides.lowerBound - 1] - lead
    let to = truth.contacts[strides.upperBound] - lead
    let base = rate.map { run.resampled(to: $0) } ?? run
    return (base.scaled(channel: 0, by: 0.3, from: from, to: to), truth)
  }

  @Test(arguments: [nil, 44_100, 48_000], [2, 3])
  func everyWeakenedStrideIsCued(rate: Double?, hamstring: Int) throws {
    let (run, truth) = try weakened(18...25, rate: rate)
    let analysed = try AnalysedRun(run, hamstring: hamstring, mode: .live)
    let silent = analysed.cues(.silent)
    let places = try silent.map { try #require(truth.place(analysed.seconds($0))) }
    #expect(places.map(\.stride) == Array(18...25))
    #expect(places.allSatisfy { $0.part < Self.latestStart })
    #expect(analysed.cues.count == 9)
    let recovered = try #require(analysed.cues(.recovered).first)
    #expect(truth.place(analysed.seconds(recovered))?.stride == 28)
    // the cue names the stride that the table calls silent
    #expect(silent.map(\.stride) == analysed.strides.filter { $0.verdict == .silent }.map(\.number))
  }

  @Test(arguments: [2, 3])
  func lookingAheadFindsTheSameStrides(hamstring: Int) throws {
    let (run, truth) = try weakened(18...25, rate: nil)
    let analysed = try AnalysedRun(run, hamstring: hamstring, mode: .offline)
    let silent = analysed.strides.filter { $0.verdict == .silent }
    let places = try silent.map { try #require(truth.place(($0.contact + $0.end) / 2)) }
    #expect(places.map(\.stride) == Array(18...25))
  }

  /// The cable comes off: no electrode noise and no movement any more. A fault within two seconds.
  @Test(arguments: [2, 3]) func aDeadGluteChannelIsNotASilentGlute(hamstring: Int) throws {
    let run = try RealRun("run-p0001.wav").scaled(channel: 0, by: 0, from: 15)
    let analysed = try AnalysedRun(run, hamstring: hamstring, mode: .live)
    let told = try #require(analysed.cues(.fault).first)
    #expect(analysed.seconds(told) < 17)
    #expect(analysed.cues(.fault).count == 1)
    #expect(analysed.cues(.silent).count <= 3)
    #expect(analysed.cues(.silent).allSatisfy { analysed.seconds($0) < analysed.seconds(told) })
    let late = analysed.strides.filter { $0.contact > 16 }
    #expect(late.count >= 15)
    #expect(late.allSatisfy { $0.verdict == .unusable && $0.flags.glute.contains(.dead) })
  }
}

/// The same on a made run, which is always there.
@Suite struct MadeSilentGluteTests {
  private static let silent = 18...25

  @Test(arguments: [nil, 48_000]) func everySilentStrideIsCued(rate: Double?) throws {
    let made = try RealRun(made: 17, silent: Self.silent)
    let truth = StrideTruth(contacts: made.madeContacts)
    let analysed = try AnalysedRun(rate.map { made.resampled(to: $0) } ?? made, hamstring: 2, mode: .live)
    let places = try analysed.cues(.silent).map { try #require(truth.place(analysed.seconds($0))) }
    #expect(places.map(\.stride) == Array(Self.silent))
    #expect(places.allSatisfy { $0.part < SilentGluteTests.latestStart })
    #expect(analysed.cues.count == 9 && analysed.cues(.recovered).count == 1)
  }

  @Test func lookingAheadFindsTheSameStrides() throws {
    let made = try RealRun(made: 17, silent: Self.silent)
    let truth = StrideTruth(contacts: made.madeContacts)
    let analysed = try AnalysedRun(made, hamstring: 2, mode: .offline)
    let silent = analysed.strides.filter { $0.verdict == .silent }
    let places = try silent.map { try #require(truth.place(($0.contact + $0.end) / 2)).stride }
    #expect(places == Array(Self.silent))
  }

  @Test func aDeadGluteChannelIsNotASilentGlute() throws {
    let run = try RealRun(made: 17).scaled(channel: 0, by: 0, from: 15)
    let analysed = try AnalysedRun(run, hamstring: 2, mode: .live)
    let told = try #require(analysed.cues(.fault).first)
    #expect(analysed.seconds(told) < 17 && analysed.cues(.fault).count == 1)
    #expect(analysed.cues(.silent).count <= 3)
    #expect(analysed.cues(.silent).allSatisfy { analysed.seconds($0) < analysed.seconds(told) })
    let late = analysed.strides.filter { $0.contact > 16 }
    #expect(late.count >= 12 && late.allSatisfy { $0.verdict == .unusable && $0.flags.glute.contains(.dead) })
  }
}
