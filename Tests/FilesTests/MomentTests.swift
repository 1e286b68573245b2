import Files
import Recording
import Testing

@Suite struct MomentTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-03-05T17:30:15Z", 1_772_731_815), ("2024-02-29 23:59:59Z", 1_709_251_199),
    ("2026-03-05T17:30:15.250Z", 1_772_731_815), ("2026-03-05T17:30Z", 1_772_731_800),
    ("2026-03-05T18:30:15+01:00", 1_772_731_815), ("2026-03-05T14:00:15-03:30", 1_772_731_815),
  ])
  func readsUniversalTime(text: String, seconds: Int) {
    #expect(Moment(text)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "soon", "2026-02-30", "2026-13-01", "2026-3-5", "2026-03-05 24:00", "2026-03-05 12:60", "05.03.2026",
    "2026-03-05 18", "2026-03-05Z", "2026-02-30T10:00:00+01:00", "2026-04-31T10:00:00Z", "2025-02-29T10:00:00Z",
    "2026-03-05T10:00:61Z", "2026-03-05T10:00:00+19:00", "2026-03-05T10:00:00+01:60", "0000-00-00T00:00:00Z",
  ])
  func refusesWhatIsNoDate(text: String) {
    #expect(Moment(text) == nil)
  }

  /// Three days at once: the session keeps the day that its own calendar showed.
  @Test func theTimeOfAnotherPlaceStaysItsOwn() throws {
    let moment = try #require(Moment("2026-03-01T23:30:00-05:00"))
    #expect(moment.date == "2026-03-01" && moment.clock == "23:30" && moment.iso == "2026-03-02T04:30:00Z")
    #expect(moment.localISO == "2026-03-01T23:30:00-05:00" && moment.localParts == [2026, 3, 1, 23, 30, 0])
    #expect(moment.words == "1 Mar 2026, 23:30" && moment.folderName == "2026-03-01_23-30-00")
    #expect(moment == Moment("2026-03-02T04:30:00Z") && moment.earlier(bySeconds: 60).clock == "23:29")
    #expect(Moment("2026-10-25T02:59:50+0200")?.localISO == "2026-10-25T02:59:50+02:00")
    #expect(Moment("2026-03-05T04:15:00+05:45")?.localISO == "2026-03-05T04:15:00+05:45")
  }

  @Test func whatNoCalendarHasStopsNothing() {
    for seconds in [Int.max, .min, 67_768_036_191_676_799, 67_768_036_191_676_800, -67_768_040_609_740_800] {
      for offset in [nil, 0, 64_800, -64_800, Int.max, .min] as [Int?] {
        let moment = Moment(seconds: seconds, utcOffset: offset)
        #expect(!moment.iso.isEmpty && !moment.localISO.isEmpty && !moment.date.isEmpty && !moment.words.isEmpty)
        #expect([0, 6].contains(moment.localParts.count) && !moment.folderName.isEmpty && moment.clock.count != 1)
        for count in [0, 60, 1e300, -1, .infinity, .nan] { #expect(moment.earlier(bySeconds: count) <= moment) }
        _ = (moment.wallSeconds, Moment(here: seconds).localParts)
      }
    }
    // the last second that a calendar of 32-bit years has
    #expect(Moment(seconds: 67_768_036_191_676_799, utcOffset: 0).localParts == [2_147_485_547, 12, 31, 23, 59, 59])
    #expect(Moment(seconds: 67_768_036_191_676_800, utcOffset: 0).localParts.isEmpty)
  }

  @Test func localTimeComesBackAsItWasGiven() {
    #expect(Moment("2026-03-05 18:30")?.date == "2026-03-05" && Moment("2026-03-05 18:30")?.clock == "18:30")
    #expect(Moment("2026-03-05")?.clock == "00:00" && Moment("2026-03-05")?.localParts == [2026, 3, 5, 0, 0, 0])
    #expect(Moment(seconds: 1_772_731_815).iso == "2026-03-05T17:30:15Z")
  }
}
