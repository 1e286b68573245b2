import LiveSession
import Testing

/// However often somebody asks, marks stay few.
@Suite struct MarkLimitTests {
  private static let second = 1_000_000_000

  @Test func aBurstIsCutAndNotMadeUpForLater() {
    var limit = MarkLimit()
    let burst = (0..<30_000).count { limit.takeMark(at: $0 * 100_000) }
    // three seconds, so three more than at once
    #expect(burst == MarkLimit.burst + 2)
    let later = 7 * Self.second / 2
    #expect(limit.takeMark(at: later) && !limit.takeMark(at: later))
  }

  @Test func whoMarksNowAndThenIsNeverRefused() {
    var limit = MarkLimit()
    #expect((0..<1000).allSatisfy { limit.takeMark(at: $0 * Self.second) })
  }

  @Test func aKeyThatIsHeldDownIsPressedOnce() {
    var key = HeldKey()
    // half a second, then thirty a second
    let times = [0] + (0..<300).map { Self.second / 2 + $0 * Self.second / 30 }
    #expect(times.count { key.press(at: $0) } == 1)
    #expect(key.press(at: 12 * Self.second) && !key.press(at: 12 * Self.second + 1))
  }

  @Test func aPauseGivesBackNoMoreThanABurst() {
    var limit = MarkLimit()
    _ = limit.takeMark(at: 0)
    #expect((0..<100).count { _ in limit.takeMark(at: 3600 * Self.second) } == MarkLimit.burst)
  }
}
