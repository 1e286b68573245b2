import CalibrationProtocol
import Testing

/// Which run of a programme is next, when, and where its aim stands: from what is done, and nothing else.
@Suite struct ProgrammeStandingTests {
  private let programme = TrainingProgramme(
    name: "Mine", everyDays: 2, step: 0.05,
    sessions: [TrainingRun](repeating: TrainingRun(minutes: 10, feedback: 1, aim: .aboveStart(0.2)), count: 3),
    retention: [7, 28].map { TrainingRun(minutes: 5, feedback: 0, aim: .aboveStart(0.2), afterDays: $0) })

  private func done(
    _ number: Int, day: Int, minutes: Double = 10, aim: Double? = 0.072, isMet: Bool? = false
  ) -> ProgrammeStanding.Done {
    ProgrammeStanding.Done(
      session: Int64(100 * day), number: number, day: day, seconds: 60 * minutes, aim: aim, isMet: isMet)
  }

  private func standing(_ done: ProgrammeStanding.Done...) -> ProgrammeStanding {
    ProgrammeStanding(programme, done: done)
  }

  @Test func theFirstComesFirstOnAnyDay() {
    let standing = standing()
    #expect(standing.next == 1 && standing.dueDay(1) == nil && standing.round.isEmpty)
  }

  @Test func theNextIsBehindTheHighestAndDueAfterTheLatest() {
    let standing = standing(done(1, day: 10), done(2, day: 12), done(1, day: 8))
    #expect(self.standing(done(1, day: 10), done(2, day: 12)).next == 3)
    #expect(self.standing(done(1, day: 10), done(2, day: 12)).dueDay(3) == 14)
    #expect(standing.next == 2, "session 1 after session 2 begins a new round")
    #expect(standing.round.map(\.day) == [8])
  }

  @Test func aSessionAgainIsTheSameRound() {
    #expect(standing(done(1, day: 1), done(1, day: 2)).round.count == 2)
    let again = standing(done(1, day: 1), done(2, day: 3), done(3, day: 5), done(2, day: 6))
    #expect(again.next == 4 && again.dueDay(4) == 13)
  }

  @Test func halfOfItsMinutesCount() {
    #expect(standing(done(1, day: 1, minutes: 4.9)).next == 1)
    #expect(standing(done(1, day: 1, minutes: 5)).next == 2)
    // of a programme that was longer once
    #expect(standing(done(1, day: 1), done(9, day: 3)).next == 2)
  }

  @Test func testsComeSoManyDaysAfterTheLastSession() {
    let sessions = [done(1, day: 1), done(2, day: 3), done(3, day: 5)]
    #expect(ProgrammeStanding(programme, done: sessions).dueDay(4) == 12)
    let tested = ProgrammeStanding(programme, done: sessions + [done(4, day: 13)])
    #expect(tested.next == 5 && tested.dueDay(5) == 33, "from the last session, not from the test before")
    #expect(ProgrammeStanding(programme, done: sessions + [done(4, day: 13), done(5, day: 33)]).next == nil)
  }

  private func level(_ number: Int, _ done: ProgrammeStanding.Done...) -> Double {
    ProgrammeStanding(programme, done: done).level(number, start: 0.0601, above: 0.2)
  }

  @Test func theAimBeginsAboveTheEasyRunAndGrowsWhenMet() {
    #expect(level(1) == 0.072)
    #expect(level(2, done(1, day: 1)) == 0.072, "not met: as it was")
    #expect(level(2, done(1, day: 1, isMet: true)) == 0.076)
    #expect(level(3, done(1, day: 1, isMet: true), done(2, day: 3, aim: 0.076, isMet: true)) == 0.08)
    // a run without such an aim changes nothing
    #expect(level(3, done(1, day: 1, isMet: true), done(2, day: 3, aim: nil, isMet: true)) == 0.076)
  }

  @Test func theAimStaysInTests() {
    let sessions = [done(1, day: 1), done(2, day: 3), done(3, day: 5, aim: 0.08, isMet: true)]
    #expect(ProgrammeStanding(programme, done: sessions).level(4, start: 0.06, above: 0.2) == 0.08)
    let tested = ProgrammeStanding(programme, done: sessions + [done(4, day: 12, aim: 0.08, isMet: true)])
    #expect(tested.level(5, start: 0.06, above: 0.2) == 0.08)
  }

  @Test func aStepIsNeverRoundedAwayAndNeverBeyondTheMaximum() {
    #expect(level(2, done(1, day: 1, aim: 0.01, isMet: true)) == 0.011)
    #expect(level(2, done(1, day: 1, aim: 0.99, isMet: true)) == 1)
    #expect(ProgrammeStanding(programme, done: []).level(1, start: 0.001, above: 0.2) == 0.01)
  }
}
