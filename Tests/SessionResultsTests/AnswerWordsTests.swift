import Biofeedback
import EMGUnits
import Foundation
import SessionResults
import Testing

/// The first sentence of a report.
@Suite struct AnswerWordsTests {
  private func session(_ verdicts: String) throws -> ReportedSession {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/steady.json")
    var summary = try SessionSummary.read(url.path)
    let strides = MadeStride.strides(verdicts).map { MadeStride.stride($0.number, $0.verdict) }
    summary.legs[0].leg = nil
    summary.legs[0].strides = strides.count
    for verdict in Verdict.allCases {
      summary.legs[0].verdicts[verdict.rawValue] = strides.count { $0.verdict == verdict }
    }
    return ReportedSession(
      summary: summary, strides: ReportedStrides(strides), cues: [], gallery: nil, date: nil, command: nil)
  }

  private func answer(_ verdicts: String) throws -> String {
    let session = try session(verdicts)
    return AnswerWords.sentence(session.summary.legs[0], of: session)
  }

  private func many(_ letter: String, _ count: Int) -> String { String(repeating: letter, count: count) }

  @Test func allFired() throws {
    #expect(try answer("bb" + many("f", 1204)) == "The glute fired in 100 % of 1,204 strides.")
  }

  @Test func oneSilentIsNotRoundedAway() throws {
    #expect(try answer(many("f", 2999) + "s") == "The glute fired in 99.9 % of 3,000 strides; it was silent in 1.")
  }

  /// 0.7 s a stride: minute 18 begins with stride 1543.
  @Test func silenceAtTheEndIsPlaced() throws {
    let late = many("f", 1560) + many("fffs", 60) + many("f", 60)
    #expect(
      try answer(late)
        == "The glute fired in 97 % of 1,860 strides; it was silent in 60, all of them after minute 18.")
  }

  @Test func silenceAtTheBeginningIsPlaced() throws {
    let early = many("fffs", 20) + many("f", 1700) + "s" + many("f", 20)
    #expect(try answer(early).hasSuffix("it was silent in 21, most of them before minute 1."))
  }

  @Test func silenceInAShortSessionIsPlacedToTheSecond() throws {
    let short = many("f", 30) + many("s", 8) + many("f", 40)
    #expect(try answer(short).hasSuffix("it was silent in 8, all of them between 0:21 and 0:26."))
  }

  @Test func silenceEverywhereIsNotPlaced() throws {
    #expect(try answer(many("ffffffffffs", 100)).hasSuffix("it was silent in 100."))
  }

  @Test func fewSilentStridesAreNotPlaced() throws {
    #expect(try answer(many("f", 1700) + "ssss").hasSuffix("it was silent in 4."))
  }

  @Test func noStridesIsSaid() throws { #expect(try answer("") == "No strides were found.") }
}
