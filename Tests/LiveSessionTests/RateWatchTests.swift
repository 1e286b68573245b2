import LiveSession
import TestSupport
import Testing

/// A wrong rate is told, a stumble is not.
@Suite struct RateWatchTests {
  /// Reads what a device of `rate` has delivered, every 5 ms and up to 3 ms late; the alarms, with their seconds.
  private func alarms(
    rate: Double, seconds: Double, nominal: Double = 48_000, pauses: [Double: Double] = [:]
  ) -> (alarms: [(seconds: Double, rate: Double)], measured: Double?) {
    var watch = RateWatch(nominal: nominal)
    var noise = SeededNoise(seed: 11)
    var (time, read) = (0.0, 0)
    var alarms: [(seconds: Double, rate: Double)] = []
    while time < seconds {
      time += 0.005 + Double.random(in: 0...0.003, using: &noise)
      if let pause = pauses.first(where: { $0.key < time && $0.key > time - 0.009 }) { time += pause.value }
      let available = Int(time * rate) / 240 * 240 - read
      guard available > 0 else { continue }
      // not more than a block at once, as the loop reads
      var left = available
      while left > 0 {
        let count = min(left, 4096)
        if let found = watch.add(count, at: Int(time * 1e9)) { alarms.append((time, found)) }
        left -= count
      }
      read += available
    }
    return (alarms, watch.measured)
  }

  @Test(arguments: [-100e-6, 0, 100e-6])
  func anHonestClockIsNoAlarm(error: Double) throws {
    let rate = 48_000 * (1 + error)
    let result = alarms(rate: rate, seconds: 120)
    #expect(result.alarms.isEmpty)
    // a period more or less over two minutes
    #expect(abs(try #require(result.measured) - rate) < 4)
  }

  @Test(arguments: [(44_100.0, 48_000.0), (48_000, 44_100), (16_000, 48_000), (96_000, 48_000)])
  func anotherRateIsToldWithinASecondAndOnce(rate: Double, nominal: Double) throws {
    let result = alarms(rate: rate, seconds: 60, nominal: nominal)
    let alarm = try #require(result.alarms.first)
    #expect(alarm.seconds <= 1 && result.alarms.count == 1)
    // 5 ms of 0.9 s
    #expect(abs(alarm.rate / rate - 1) < 0.01)
  }

  @Test func aSmallErrorIsToldWithin25Seconds() throws {
    let result = alarms(rate: 48_000 * 1.004, seconds: 60)
    #expect(result.alarms.count == 1)
    #expect(try #require(result.alarms.first).seconds < 25)
  }

  @Test func stumblesAreNoAlarm() {
    var pauses: [Double: Double] = [:]
    for n in 1..<60 { pauses[Double(n) + 0.37] = n % 3 == 0 ? 0.045 : n % 3 == 1 ? 0.2 : 0.45 }
    #expect(alarms(rate: 48_000, seconds: 60, pauses: pauses).alarms.isEmpty)
  }

  @Test func theRateIsNotToldBefore10Seconds() {
    #expect(alarms(rate: 48_000, seconds: 9).measured == nil)
    var watch = RateWatch(nominal: 48_000)
    for n in 0..<3000 { _ = watch.add(240, at: n * 5_000_000) }
    #expect(watch.measured != nil)
    watch.restart()
    #expect(watch.measured == nil)
  }

  /// At the end the rate is told that holds for all of it.
  @Test func theVerdictIsTheRateOfTheWhole() throws {
    var (wrong, honest) = (RateWatch(nominal: 48_000), RateWatch(nominal: 48_000))
    for tick in 1...6000 {
      _ = wrong.add(220 + tick % 2, at: 5_000_000 * tick)
      _ = honest.add(240, at: 5_000_000 * tick)
    }
    #expect(abs(try #require(wrong.verdict) - 44_100) < 5)
    #expect(honest.verdict == nil)
  }
}
