import SessionReading
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
    "2026-03-05 18", "2026-03-05Z",
  ])
  func refusesWhatIsNoDate(text: String) {
    #expect(Moment(text) == nil)
  }

  @Test func localTimeComesBackAsItWasGiven() {
    #expect(Moment("2026-03-05 18:30")?.date == "2026-03-05" && Moment("2026-03-05 18:30")?.clock == "18:30")
    #expect(Moment("2026-03-05")?.clock == "00:00" && Moment("2026-03-05")?.localParts == [2026, 3, 5, 0, 0, 0])
    #expect(Moment(seconds: 1_772_731_815).iso == "2026-03-05T17:30:15Z")
  }
}
