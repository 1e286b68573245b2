import Biofeedback
import EMGUnits
import SessionResults
import Testing

/// What is said of a profile on a day, in whole.
@Suite struct ProfileRemarkTests {
  private func remarks(
    _ trust: ProfileTrust, glute: Float = 1, hamstring: Float = 1, noise: Float = 1, likeness: Float = 0.9,
    crossed: Float = 0.1, leg: Side? = nil
  ) -> [String] {
    ProfileRemark.remarks(
      on: ProfileFit(
        gluteLevel: glute, hamstringLevel: hamstring, noise: noise, likeness: likeness, crossedLikeness: crossed,
        trust: trust, tuning: ProfileTuning()), leg: leg)
  }

  @Test func aProfileThatHoldsNeedsNoWord() {
    #expect(remarks(.sameElectrodes).isEmpty)
    #expect(remarks(.scaledToday, glute: 0.8, hamstring: 1.3).isEmpty)
  }

  @Test func progressIsTold() {
    #expect(
      remarks(.sameElectrodes, glute: 1.6)
        == ["Profile: your glute works at 160 % of its easy run: more than when you calibrated."])
  }

  private let other =
    "Profile: its electrodes have been applied again since, so that only the timing is the profile's. Levels are those of this "
    + "session's first good strides: a glute that was off from the start would not show. To find out, take fifteen seconds before a run: "
    + "glutecue calibrate --quick."

  @Test func anotherDayIsTold() {
    #expect(remarks(.otherDay, glute: 2.5, hamstring: 0.4, noise: 6) == [other])
    #expect(
      remarks(.otherDay, glute: 0.38, leg: .left)
        == [
          other.replacing("Profile: ", with: "Profile: left leg: "),
          "Profile: left leg: the glute has measured 38 % of the profile's level from the first strides on. Other electrodes "
            + "alone can do that, or it works that much less: glutecue calibrate --quick tells which in fifteen seconds. "
            + "Until then it is compared with these strides.",
        ])
  }

  @Test func aGluteThatIsLowIsToldByWhatIsKnown() {
    #expect(
      remarks(.scaledToday, glute: 0.31)
        == [
          "Profile: the glute has worked at 31 % of its easy run from the first strides on, as far as today's squeezes tell (to "
            + "about ± 25 %). Strides are judged against the easy run."
        ])
    #expect(
      remarks(.scaledToday, glute: 0.62)
        == [
          "Profile: the glute began at 62 % of its easy run, as far as today's squeezes tell (to about ± 25 %): it may work less "
            + "than it should, or the squeezes were stronger than those of the calibration. It is measured against these "
            + "strides; squeeze once more, as hard as then, to be sure: glutecue calibrate --quick."
        ])
    #expect(
      remarks(.sameElectrodes, glute: 0.31)
        == [
          "Profile: the glute has measured 31 % of the profile's level from the first strides on. Either it works that much "
            + "less, or its electrodes have been moved since: a squeeze in glutecue check tells which."
        ])
  }

  @Test func electrodesThatHaveMovedLeaveTheLevelsOfToday() {
    #expect(
      remarks(.sameElectrodes, hamstring: 0.35)
        == [
          "Profile: the hamstring measures 35 % of the profile's level. Its electrodes sit elsewhere, the gain has changed, or "
            + "you run quite differently. Levels are those of this session's first good strides instead."
        ])
    #expect(
      remarks(.sameElectrodes, noise: 5)
        == [
          "Profile: the noise between bursts is 500 % of the profile's. Check that the electrodes stick and the cables are "
            + "taped down. Levels are those of this session's first good strides instead."
        ])
  }

  @Test func exchangedChannelsAreTheOnlyWord() {
    #expect(
      remarks(.otherDay, glute: 0.3, likeness: 0.2, crossed: 0.7)
        == [
          "Profile: glute and hamstring look swapped: each works when the other did in the profile. Swap the two plugs, "
            + "or their numbers in --map."
        ])
  }
}
