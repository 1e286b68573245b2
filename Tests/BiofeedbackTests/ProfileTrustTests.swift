import Biofeedback
import EMGUnits
import Testing

/// Which levels of a profile hold: by dates, by squeezes and by the first strides.
@Suite struct ProfileTrustTests {
  private static let hour = 3600
  private static let noon = 1_764_000_000

  private func profile(made: Int? = Self.noon, scaled: Int? = nil, said: ElectrodesSaid = .byDate) throws
    -> RunnerProfile
  {
    let glute = ChannelRole(.muscle(.gluteusMaximus))
    var profile = RunnerProfile(
      map: try ChannelMap(parsing: "glute=1,hamstring=2"), fullScaleMillivolts: 5, sampleRate: 2000, name: "p",
      band: .surfaceEMG,
      legs: [
        LegProfile(
          leg: nil, strides: 80, strideSeconds: 0.7, spread: 0.2,
          muscles: [
            .gluteusMaximus: MuscleReference(
              window: .init(on: 0, off: 0.1), amplitude: 0.01, noisePower: 1e-7, rawPower: 1e-3),
            .hamstrings: MuscleReference(
              window: .init(on: -0.2, off: 0), amplitude: 0.03, noisePower: 1e-7, rawPower: 1e-3),
          ], seed: nil)
      ], maxima: [glute: 0.04])
    profile.made = made
    profile.today = scaled.map { DayScaling(seconds: $0, factors: [glute: 0.5]) }
    profile.electrodes = said
    return profile
  }

  private func trust(
    made: Int? = Self.noon, scaled: Int? = nil, said: ElectrodesSaid = .byDate, at seconds: Int?
  ) throws -> ProfileTrust {
    try profile(made: made, scaled: scaled, said: said).trusted(at: seconds, tuning: ProfileTuning()).trust
  }

  @Test func aProfileOfTheseHoursIsOfTheSameElectrodes() throws {
    #expect(try trust(at: Self.noon + 4 * Self.hour) == .sameElectrodes)
    #expect(try trust(at: Self.noon - 4 * Self.hour) == .sameElectrodes, "analysed with a later calibration of the day")
    #expect(try trust(at: Self.noon + 4 * Self.hour + 1) == .otherDay)
    #expect(try trust(at: Self.noon + 24 * Self.hour) == .otherDay)
  }

  @Test func squeezesOfTheseHoursScaleIt() throws {
    let nextDay = Self.noon + 24 * Self.hour
    #expect(try trust(scaled: nextDay, at: nextDay + Self.hour) == .scaledToday)
    #expect(try trust(scaled: nextDay, at: nextDay + 24 * Self.hour) == .otherDay, "yesterday's squeezes say nothing")
  }

  @Test func whatIsNotKnownIsAnotherDay() throws {
    #expect(try trust(at: nil) == .otherDay)
    #expect(try trust(made: nil, at: Self.noon) == .otherDay)
  }

  @Test func whatIsSaidHoldsAgainstTheDates() throws {
    #expect(try trust(said: .new, at: Self.noon) == .otherDay)
    #expect(try trust(said: .same, at: nil) == .sameElectrodes)
    #expect(try trust(scaled: Self.noon, said: .same, at: nil) == .scaledToday)
  }

  @Test func onlyAScaledDayIsScaledAndOnlyByTheMuscle() throws {
    let made = try profile(scaled: Self.noon)
    let scaled = made.trusted(at: Self.noon, tuning: ProfileTuning())
    let (a, b) = (made.legs[0].muscles[.gluteusMaximus], scaled.legs[0].muscles[.gluteusMaximus])
    #expect(b?.amplitude == 0.005 && b?.workAmplitude == (a?.workAmplitude ?? 0) / 2)
    #expect(b?.noisePower == a?.noisePower && b?.rawPower == a?.rawPower, "the electrode's noise is no muscle")
    #expect(scaled.legs[0].muscles[.hamstrings] == made.legs[0].muscles[.hamstrings])
    #expect(scaled.maxima.values.first == 0.02)
    let other = made.trusted(at: Self.noon + 24 * Self.hour, tuning: ProfileTuning())
    #expect(other.legs == made.legs && other.maxima == made.maxima)
  }

  private func fit(
    _ trust: ProfileTrust, glute: Float?, hamstring: Float? = 1, noise: Float = 1, likeness: Float = 0.9
  ) -> ProfileFit {
    ProfileFit(
      gluteLevel: glute, hamstringLevel: hamstring, noise: noise, likeness: likeness, crossedLikeness: 0.2,
      trust: trust, tuning: ProfileTuning())
  }

  @Test func withTheSameElectrodesTheProfileHoldsUnlessTheyAreNot() {
    #expect(fit(.sameElectrodes, glute: 1).basis == .profile)
    #expect(fit(.sameElectrodes, glute: 0.3).basis == .profile, "a glute that is low is what it is for")
    #expect(fit(.sameElectrodes, glute: 0.3).mismatches == [.gluteLow])
    #expect(fit(.sameElectrodes, glute: 1, hamstring: 0.4).basis == .today)
    #expect(fit(.sameElectrodes, glute: 1, noise: 5).basis == .today)
    #expect(fit(.sameElectrodes, glute: 1, likeness: 0.3).mismatches == [.pattern])
  }

  @Test func withSqueezesAGluteFarBelowItsEasyRunDoesNotBecomeTheLevel() {
    #expect(fit(.scaledToday, glute: 0.56).basis == .proven)
    #expect(fit(.scaledToday, glute: 0.54).basis == .scaled)
    #expect(fit(.scaledToday, glute: 0.54).mismatches == [.gluteLow])
    #expect(fit(.scaledToday, glute: 0.45, hamstring: 0.3).basis == .proven, "both work less: a slow run")
    #expect(fit(.scaledToday, glute: 0.69).mismatches == [.gluteDoubted])
    #expect(fit(.scaledToday, glute: 0.71).mismatches.isEmpty)
    #expect(fit(.scaledToday, glute: nil).basis == .proven)
  }

  @Test func onAnotherDayLevelsAreTodaysAndOnlyALowGluteIsTold() {
    for glute in [0.1, 0.6, 1, 3] as [Float] { #expect(fit(.otherDay, glute: glute).basis == .today) }
    #expect(fit(.otherDay, glute: 0.6, hamstring: 3, noise: 5).mismatches.isEmpty)
    #expect(fit(.otherDay, glute: 0.4).mismatches == [.gluteLow])
  }

  @Test func aGluteAboveItsEasyRunIsProgressAndNoMismatch() {
    #expect(fit(.sameElectrodes, glute: 1.5).progress == 1.5)
    #expect(fit(.sameElectrodes, glute: 4).mismatches.isEmpty)
    #expect(fit(.sameElectrodes, glute: 1.5, hamstring: 1.4).progress == nil, "both work more: a faster run")
    #expect(fit(.scaledToday, glute: 1.5).progress == nil, "squeezes do not tell it so well")
    #expect(fit(.scaledToday, glute: 2.5).progress == 2.5)
    #expect(fit(.otherDay, glute: 4).progress == nil)
  }
}
