import SessionResults
import Testing

/// The smallest change is what the published scatter says it is, and grows where little is known.
@Suite struct SmallestChangeTests {
  @Test func ofWhatIsPublished() {
    let one = SmallestChange(muscles: 1)
    #expect(abs(one.factor(1, against: 1) - 2.98) < 0.01 && abs(one.factor(5, against: 5) - 1.63) < 0.01)
    #expect(abs(SmallestChange(muscles: 2).factor(1, against: 1) - 4.69) < 0.01)
    #expect(one.source == .published(percent: 41, muscles: 1))
  }

  @Test func ofOnesOwnDays() throws {
    #expect(SmallestChange(residuals: [1, -1, 1, -1, 1, -1, 1]) == nil)
    let own = try #require(SmallestChange(residuals: [2, -2, 2, -2, 2, -2, 2, -2]))
    // Student's quantile for 6 degrees of freedom is 2.447; s² = 32 / 6
    #expect(own.source == .own(days: 8) && abs(own.scatterDb - 2.3094) < 1e-4)
    #expect(abs(own.decibels(1, against: 1) - 2.447 * 2.3094 * 2.0.squareRoot()) < 0.02)
    #expect(own.decibels(5, against: 5) < own.decibels(1, against: 1))
  }
}
