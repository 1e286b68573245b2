import Biofeedback
import Testing

/// What does not fit between a session's first strides and the profile.
@Suite struct ProfileComparisonTests {
  private func mismatches(
    glute: Float? = 1, hamstring: Float? = 1, noise: Float = 1, likeness: Float = 0.95, crossed: Float = 0.3,
    _ trust: ProfileTrust = .sameElectrodes
  ) -> [ProfileFit.Mismatch] {
    ProfileFit(
      gluteLevel: glute, hamstringLevel: hamstring, noise: noise, likeness: likeness, crossedLikeness: crossed,
      trust: trust, tuning: ProfileTuning()
    ).mismatches
  }

  @Test func theSameElectrodesFit() { #expect(mismatches().isEmpty && mismatches(glute: 1.5).isEmpty) }

  /// What the channels carry comes first: nothing else is said then.
  @Test func exchangedChannelsAreToldAlone() {
    #expect(mismatches(glute: 0.1, hamstring: 5, noise: 9, likeness: 0.3, crossed: 0.9) == [.swapped])
  }

  @Test func aHamstringAtAnotherLevelIsTold() {
    #expect(mismatches(hamstring: 5).contains(.hamstringLevel) && mismatches(hamstring: 0.2).contains(.hamstringLevel))
    #expect(mismatches(hamstring: nil).isEmpty)
  }

  @Test func noiseAndPatternAreTold() {
    #expect(mismatches(noise: 9) == [.noise] && mismatches(noise: 0.1) == [.noise])
    #expect(mismatches(likeness: 0.1, crossed: 0.1) == [.pattern])
  }

  /// Electrodes of another day have levels and noise of their own.
  @Test func onAnotherDayLevelsSayNothing() {
    #expect(mismatches(hamstring: 1.8, noise: 9, .otherDay).isEmpty)
    #expect(mismatches(likeness: 0.1, crossed: 0.1, .otherDay) == [.pattern])
  }
}
