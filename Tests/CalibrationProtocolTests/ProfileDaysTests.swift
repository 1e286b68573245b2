import Biofeedback
import CalibrationProtocol
import EMGUnits
import Simulation
import Testing

/// A profile on other days, whose electrodes have other gains: `scripts/days.py` with fewer days and shorter runs.
@Suite struct ProfileDaysTests {
  private static let days = 1...20 as ClosedRange<UInt64>
  /// Squeezes of two days put a few of a hundred days on the wrong side; of twenty, one may be.
  private static let mostWrongDays = 1
  private static let noon = 1_764_000_000

  private static func day(_ number: UInt64) -> ElectrodeDay { ElectrodeDay(seed: number, variability: 0.41) }

  /// The profile of a person as it is on a day, with the day's squeezes or without.
  private func profile(_ person: UInt64, day: UInt64, withSqueezes: Bool) throws -> RunnerProfile {
    let calibration = try CalibratedPeople.calibration(person)
    var runner = try CalibratedPeople.profile(person)
    runner.electrodes = withSqueezes ? .same : .new
    if withSqueezes {
      let quick = try RehearsedCalibration(seed: person, plan: .quick, stopsWhenGivenUp: true, day: Self.day(day))
      let today = TodayLevels(quick.profile.squeezes, against: calibration, date: "2026-11-25T00:00:00Z")
      let factors = try #require(today).channels.map { ($0.role, Float($0.factor)) }
      runner.today = DayScaling(seconds: Self.noon, factors: Dictionary(uniqueKeysWithValues: factors))
    }
    return runner.trusted(at: Self.noon, tuning: ProfileTuning())
  }

  private func run(
    _ person: UInt64, day: UInt64, _ profile: RunnerProfile, glute: Double = 1
  ) throws -> ProfileRunTests.Run {
    try ProfileRunTests.Run(profile, seed: person, course: [.running(seconds: 45)]) { plan in
      plan.seed &+= 1000 &* day
      plan.electrodeDay = Self.day(day)
      if glute < 1 { plan.gluteEvents = [GluteEvent(strides: 1...100, from: glute, to: glute)] }
    }
  }

  /// Strides called silent or weak of those judged.
  private func failing(_ run: ProfileRunTests.Run) -> (failing: Int, judged: Int) {
    let judged = run.verdicts.filter { [.firing, .weak, .silent].contains($0.verdict) }
    return (judged.count { $0.verdict != .firing }, judged.count)
  }

  @Test(arguments: [1, 7] as [UInt64])
  func withSqueezesAHealthyGluteIsHealthyOnEveryDay(person: UInt64) throws {
    var wrong: [UInt64] = []
    for day in Self.days {
      let run = try run(person, day: day, profile(person, day: day, withSqueezes: true))
      if failing(run).failing > 0 || failing(run).judged < 30 { wrong.append(day) }
    }
    #expect(wrong.count <= Self.mostWrongDays, "\(wrong)")
  }

  @Test(arguments: [1, 7] as [UInt64])
  func withSqueezesAGluteAtThreeTenthsIsToldOnEveryDay(person: UInt64) throws {
    var wrong: [UInt64] = []
    var uncued: [UInt64] = []
    for day in Self.days {
      let run = try run(person, day: day, profile(person, day: day, withSqueezes: true), glute: 0.3)
      let isTold = run.fits.contains { $0.mismatches.contains(.gluteLow) || $0.mismatches.contains(.gluteDoubted) }
      let isCued = 2 * failing(run).failing > failing(run).judged
      if !isTold { wrong.append(day) }
      if !isCued { uncued.append(day) }
    }
    #expect(wrong.count <= Self.mostWrongDays && uncued.count <= 3, "\(wrong) \(uncued)")
  }

  @Test(arguments: [1, 7] as [UInt64])
  func withoutSqueezesNoVerdictRestsOnAnotherDaysLevel(person: UInt64) throws {
    var wrong: [UInt64] = []
    for day in Self.days {
      let healthy = try run(person, day: day, profile(person, day: day, withSqueezes: false))
      #expect(healthy.fits.map(\.basis) == [.today], "day \(day)")
      if failing(healthy).failing > 0 { wrong.append(day) }
      let low = try run(person, day: day, profile(person, day: day, withSqueezes: false), glute: 0.15)
      let isTold = low.fits.contains { $0.mismatches == [.gluteLow] }
      #expect(isTold || failing(low).failing > 10, "day \(day): \(low.fits)")
    }
    #expect(wrong.count <= Self.mostWrongDays, "\(wrong)")
  }

  @Test func aGluteThatRestsFromTheFirstStrideIsSilentFromTheFirstStride() throws {
    let run = try run(7, day: 2, profile(7, day: 2, withSqueezes: true), glute: 0)
    let first = run.verdicts.drop { $0.verdict == .baseline || $0.verdict == .unusable }
    #expect(run.verdicts.count - first.count <= 3 && first.count > 25, "\(run.verdicts)")
    #expect(first.allSatisfy { $0.verdict == .silent || $0.verdict == .unusable })
    #expect(run.fits.map(\.basis) == [.scaled])
  }
}
