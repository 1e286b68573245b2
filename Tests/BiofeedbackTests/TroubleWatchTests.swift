import Biofeedback
import Testing

@Suite struct TroubleWatchTests {
  /// The instants at which trouble is told; looks twice a second, trouble by time.
  private func told(until end: Double, repeatSeconds: Double = 20, isTrouble: (Double) -> Bool) -> [Double] {
    var watch = FaultWatch(repeatSeconds: repeatSeconds, WatchTuning())
    var found: [Double] = []
    var seconds = 0.0
    while seconds < end {
      if watch.isDue(at: seconds) {
        watch.noteLook(at: seconds)
        if watch.take(isTrouble: isTrouble(seconds), at: seconds) { found.append(seconds) }
      }
      seconds += 0.125
    }
    return found
  }

  /// A second look in a row must see it: within 2 s, and again every 20 s as long as it lasts.
  @Test func lastingTroubleIsToldAndRepeated() {
    #expect(told(until: 60) { $0 >= 4.9 } == [5.5, 25.5, 45.5])
    #expect(told(until: 15, repeatSeconds: 3) { $0 >= 4.9 } == [5.5, 8.5, 11.5, 14.5])
  }

  @Test func oneLookIsNotEnough() {
    #expect(told(until: 30) { $0 == 5 || $0 == 7 || $0 == 9 }.isEmpty)
  }

  @Test func noTroubleIsNeverTold() { #expect(told(until: 60) { _ in false }.isEmpty) }

  /// One clear look does not end it, two do: then the next trouble is told at once.
  @Test func twoClearLooksEndIt() {
    #expect(told(until: 15) { $0 != 8 && $0 >= 5 } == [5.5])
    #expect(told(until: 15) { $0 >= 5 && $0 != 8 && $0 != 8.5 } == [5.5, 9.5])
  }

  @Test func looksAreHalfASecondApart() {
    var watch = FaultWatch(repeatSeconds: 20, WatchTuning())
    #expect(watch.isDue(at: 0))
    watch.noteLook(at: 0.2)
    #expect(!watch.isDue(at: 0.69) && watch.isDue(at: 0.7))
  }
}
