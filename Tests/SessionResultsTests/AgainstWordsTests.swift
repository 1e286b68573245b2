import Biofeedback
import EMGUnits
import Foundation
import SessionResults
import Testing

/// What a glute is measured against, in whole sentences.
@Suite struct AgainstWordsTests {
  private func leg(_ change: (inout SessionSummary.Leg) -> Void = { _ in }) throws -> SessionSummary {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/steady.json")
    var summary = try SessionSummary.read(url.path)
    var leg = summary.legs[0]
    leg.leg = nil
    leg.strides = 200
    leg.verdicts = ["firing": 190, "silent": 10, "weak": 0, "baseline": 0, "unusable": 0]
    leg.silentRuns = []
    leg.against = "start"
    change(&leg)
    summary.legs = [leg]
    return summary
  }

  private func answer(_ summary: SessionSummary) -> String {
    let session = ReportedSession(
      summary: summary, strides: ReportedStrides([]), cues: [], gallery: nil, date: nil, command: nil)
    return AnswerWords.sentence(summary.legs[0], of: session)
  }

  /// Without a profile the first words say what cannot be known, and how to find out.
  @Test func todaysStartIsNamedWithItsDoubt() throws {
    let words =
      "Against today's start, the glute fired in 95 % of 200 strides; it was silent in 10. A glute that was off from the "
      + "start would look the same; a calibration finds out: glutecue calibrate."
    #expect(try answer(leg()) == words)
    #expect(
      try SummaryText(leg()).text.contains(
        "\nAgainst today's start, the glute fired in 190 of 200 strides; it was silent"))
  }

  @Test func maximumAndEasyRunAreToldTogether() throws {
    let summary = try leg {
      $0.against = "maximum"
      ($0.gluteOfMaximum, $0.hamstringOfMaximum, $0.maximumShare) = (0.057, 0.274, 0.172)
      for index in $0.references.indices { $0.references[index].kind = "easy-run" }
    }
    #expect(
      answer(summary)
        == "Against your maximum, the glute worked at 5.7 % and the hamstring at 27 %; the glute's share of both "
        + "is 17 %. Against your easy run, the glute fired in 95 % of 200 strides; it was silent in 10.")
    #expect(!answer(summary).contains("--quick"), "a maximum is known")
  }

  @Test func theOtherLegIsToldWithItsDoubt() throws {
    let summary = try leg {
      $0.against = "other-leg"
      $0.otherLeg = try? JSONDecoder().decode(
        SessionSummary.OtherLeg.self, from: Data(#"{"by": "level", "ratio": 0.48}"#.utf8))
    }
    #expect(
      answer(summary).hasPrefix(
        "Against your other leg, the glute worked at 48 %: by level alone, in which electrodes can differ threefold (between "
          + "days, Colyer & McGuigan 2018). Against today's start, the glute fired in"))
    let silent = try leg {
      $0.otherLeg = try? JSONDecoder().decode(SessionSummary.OtherLeg.self, from: Data(#"{"by": "maximum"}"#.utf8))
    }
    #expect(
      AnswerWords.against(silent.legs[0])
        == ["Against your other leg, nothing can be said: the other leg's glute hardly works."])
  }

  @Test func aSilentGlutePointsAtTheSqueezes() throws {
    let summary = try leg {
      $0.verdicts = ["silent": 160]
      $0.references = []
    }
    #expect(
      answer(summary)
        == "The glute was silent in all 160 strides: it did not rise above its resting level while the hamstring worked. "
        + "Whether the electrode is the reason, two squeezes show in 15 seconds: glutecue calibrate --quick.")
  }

  private func aim(_ json: String) throws -> SessionSummary.AimSummary {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(SessionSummary.AimSummary.self, from: Data(json.utf8))
  }

  private static let aims: [(json: String, words: String, next: String?)] = [
    (
      #"{"kind": "drill", "value": 0.5, "judged_strides": 160, "met_strides": 90, "first_level": 0.0994, "last_level": 0.0994, "unit": "maximum"}"#,
      "The aim drill:50%, 9.9 % of your maximum, was met in 90 of 160 strides (56 %).",
      "Next: the same aim again: --aim drill:50%."
    ),
    (
      #"{"kind": "grow", "judged_strides": 1300, "met_strides": 1, "first_level": 1.2, "last_level": 1.26, "unit": "easy-run"}"#,
      "The aim grow, which grew from 120 to 126 % of your easy run, was met in 1 of 1,300 strides (0.1 %).",
      "Next: the same aim again: --aim grow."
    ),
    (
      #"{"kind": "share", "value": 0.455, "judged_strides": 1, "met_strides": 1, "first_level": 0.455, "last_level": 0.455, "unit": "share"}"#,
      "The aim share:45.5%, a glute share of 46 %, each muscle against its reference, was met in 1 of 1 stride (100 %).",
      "Next: most strides met it, so let the aim grow: --aim grow."
    ),
    (
      #"{"kind": "grow", "judged_strides": 0, "met_strides": 0, "unit": "maximum"}"#,
      "The aim grow was compared with no stride: its level comes from your first 30 strides in which the glute works.",
      nil
    ),
  ]

  @Test(arguments: aims)
  func theAimAndTheNextStepAreASentenceEach(json: String, words: String, next: String?) throws {
    var leg = try leg().legs[0]
    leg.aim = try aim(json)
    #expect(AimWords.line(leg) == words && AimWords.next(leg) == next)
  }

  /// The finding of a runner whose glute has done little for a year, with the next step as one command.
  @Test func whatStandsOutIsToldWithProofSourceAndNextStep() throws {
    let weak = ChronicWords(glute: 0.06, hamstring: 0.28, drill: 2.5)
    #expect(weak.standsOut && weak.aim == "drill:50%")
    #expect(weak.measured == "In your easy run your glute works at 6 % of what it can, your hamstring at 28 %.")
    let drill = "With the pelvis tucked and the glute squeezed at push-off it reached 250 % of the easy run"
    #expect(weak.drillWords?.hasPrefix(drill) == true)
    let healthy = ChronicWords(glute: 0.22, hamstring: 0.27, drill: 0.98)
    #expect(!healthy.standsOut && healthy.aim == "grow")
    #expect(healthy.drillWords?.hasPrefix("In the drill it reached 98 % of the easy run, no more than without") == true)
    #expect(!ChronicWords.published.lowercased().contains("diagnos") && ChronicWords.published.contains("McCurdy"))
    var leg = try leg().legs[0]
    leg.calibrated = try JSONDecoder().decode(
      SessionSummary.Calibrated.self,
      from: Data(#"{"gluteOfMaximum": 0.06, "hamstringOfMaximum": 0.28, "drillOfEasyRun": 2.5}"#.utf8))
    #expect(AnswerWords.against(leg).last == "Next: run with --aim drill:50%.")
  }
}
