import CalibrationProtocol
import EMGUnits
import Testing

/// The wizard without a terminal, a clock or a signal.
@Suite struct CalibrationWizardTests {
  private static let steps = CalibrationPlan.standard.steps(for: MadeTrial.input)

  private func wizard(_ ids: [String], records: [StepRecord] = []) -> CalibrationWizard {
    CalibrationWizard(
      steps: Self.steps.filter { ids.contains($0.id) }, input: MadeTrial.input, schedule: .tones, records: records)
  }

  /// Lets time pass until the trial that is being prepared is to be measured.
  private func measured(_ wizard: inout CalibrationWizard, from frame: inout Int) -> [WizardAction] {
    var all: [WizardAction] = []
    for _ in 0..<600 {
      frame += 100
      all += wizard.advance(to: frame)
      if all.contains(where: { if case .measure = $0 { true } else { false } }) { return all }
    }
    return all
  }

  @Test func stepsAreOfferedInOrderAndWaitForAKey() {
    var wizard = wizard(["standing", "squeeze"])
    #expect(wizard.begin() == [.offer(step: 0)])
    #expect(wizard.advance(to: 100_000).isEmpty, "nothing happens by itself")
    #expect(wizard.isWaitingForKey)
  }

  @Test func threeTonesASecondApartThenStartAndStop() {
    var wizard = wizard(["standing"])
    _ = wizard.press(.go)
    var frame = 0
    let tones = measured(&wizard, from: &frame).compactMap { action -> (WizardTone, Int)? in
      if case .tone(let tone, let frame) = action { (tone, frame) } else { nil }
    }
    #expect(tones.map(\.0) == [.countdown, .countdown, .countdown, .start, .stop])
    #expect(tones.map(\.1) == [1000, 2000, 3000, 4000, 14_000])
  }

  @Test func aStepEndsWithARecordAndTheNextIsOffered() {
    var wizard = wizard(["standing", "squeeze"])
    _ = wizard.press(.go)
    var frame = 0
    _ = measured(&wizard, from: &frame)
    let actions = wizard.judge(MadeTrial.rest)
    #expect(actions.contains(.offer(step: 1)))
    #expect(wizard.records.map(\.state) == [.done])
    #expect(wizard.records[0].noise == ["glute": 0.001, "hamstring": 0.001])
  }

  @Test func trialsThatDisagreeAreRepeatedUntilTwoAgree() {
    var wizard = wizard(["glute-standing"])
    _ = wizard.press(.go)
    var frame = 0
    for level in [0.02, 0.03, 0.015] {
      _ = measured(&wizard, from: &frame)
      _ = wizard.judge(.contraction(MadeTrial.trial(glute: level, hamstring: 0.005)))
    }
    #expect(wizard.records.isEmpty, "0.03 and 0.02 differ by a third")
    _ = measured(&wizard, from: &frame)
    let actions = wizard.judge(.contraction(MadeTrial.trial(glute: 0.029, hamstring: 0.005)))
    #expect(actions.contains(.finished))
    #expect(wizard.records.map(\.state) == [.done] && wizard.records[0].trials.count == 4)
  }

  @Test func aRefusedTrialIsRepeatedAndDoesNotCount() {
    var wizard = wizard(["glute-standing"])
    _ = wizard.press(.go)
    var frame = 0
    _ = measured(&wizard, from: &frame)
    let clipped = MadeTrial.trial(glute: 0.02, hamstring: 0.005, clipped: 0.01)
    let actions = wizard.judge(.contraction(clipped))
    let place = TrialPlace(step: 0, condition: "", number: 1, wanted: 3)
    #expect(actions.first == .refused(place, [.clipped(role: "glute", percent: 1)]))
    let next = measured(&wizard, from: &frame)
    #expect(next.contains { if case .prepare(let place, _) = $0 { place.number == 1 } else { false } })
  }

  @Test func heldTooShortAndTheWrongMuscleAreRefused() {
    var wizard = wizard(["glute-standing", "hamstring-prone"])
    _ = wizard.press(.go)
    var frame = 0
    _ = measured(&wizard, from: &frame)
    let short = wizard.judge(.contraction(MadeTrial.trial(glute: 0.02, hamstring: 0.005, held: 1)))
    #expect(
      short.first
        == .refused(
          TrialPlace(step: 0, condition: "", number: 1, wanted: 3),
          [.short(role: "glute", seconds: 1, wanted: 2.4)]))
    for _ in 0..<3 {
      _ = measured(&wizard, from: &frame)
      _ = wizard.judge(.contraction(MadeTrial.trial(glute: 0.02, hamstring: 0.08)))
    }
    _ = wizard.press(.go)
    _ = measured(&wizard, from: &frame)
    let wrong = wizard.judge(.contraction(MadeTrial.trial(glute: 0.02, hamstring: 0.01)))
    let place = TrialPlace(step: 1, condition: "", number: 1, wanted: 3)
    #expect(
      wrong.first
        == .refused(
          place, [.wrongMuscle(role: "hamstring", percent: 12.5, other: "glute", otherPercent: 100)]))
  }

  @Test func aStepThatNeverWorksIsGivenUpAndOfferedAgain() {
    var wizard = wizard(["glute-standing"])
    _ = wizard.press(.go)
    var frame = 0
    var given: [WizardAction] = []
    for _ in 0..<6 {
      _ = measured(&wizard, from: &frame)
      given = wizard.judge(.contraction(MadeTrial.trial(glute: 0.02, hamstring: 0, clipped: 0.01)))
    }
    #expect(given.contains(.gaveUp(step: 0, [.clipped(role: "glute", percent: 1)])))
    #expect(wizard.isOffering(0))
    #expect(wizard.press(.skip).contains(.finished))
    #expect(wizard.records.map(\.state) == [.skipped])
    #expect(wizard.records[0].refusals == [.clipped(role: "glute", percent: 1)], "the reason stays")
  }

  @Test func aStepCanBeSkippedRedoneAndLeft() {
    var wizard = wizard(["standing", "squeeze", "posture"])
    #expect(wizard.press(.skip).contains(.offer(step: 1)))
    #expect(wizard.press(.redo) == [.offer(step: 0)])
    #expect(wizard.records.isEmpty, "the step before is to be done again")
    #expect(wizard.press(.leave) == [.left])
    #expect(wizard.press(.go).isEmpty && wizard.isOver)
  }

  @Test func whatIsDoneIsGoneOnWith() {
    var first = wizard(["standing", "posture"])
    _ = first.press(.go)
    var frame = 0
    _ = measured(&first, from: &frame)
    _ = first.judge(MadeTrial.rest)
    _ = first.press(.go)
    _ = measured(&first, from: &frame)
    _ = first.judge(.contraction(MadeTrial.trial("neutral", glute: 0.02, hamstring: 0.005)))
    _ = first.press(.leave)
    var second = wizard(["standing", "posture"], records: first.records)
    #expect(second.begin() == [.offer(step: 1)])
    let actions = second.press(.go)
    #expect(
      actions == [
        .prepare(TrialPlace(step: 1, condition: "arched", number: 2, wanted: 6), startFrame: 4000)
      ], "the trial that was done counts")
  }

  @Test func theInputsEndEndsIt() {
    var wizard = wizard(["standing", "squeeze"])
    _ = wizard.press(.go)
    let actions = wizard.endInput()
    #expect(actions.contains(.gaveUp(step: 0, [.noMoreTrials])) && actions.last == .left)
  }

  @Test func recordedTrialsAreTakenInOrderAndNoneTwice() {
    let trials = [2.0, 10, 18].map {
      RecordedTrial(step: "glute-standing", condition: "", startSeconds: $0, endSeconds: $0 + 4)
    }
    var wizard = CalibrationWizard(
      steps: Self.steps.filter { $0.id == "glute-standing" }, input: MadeTrial.input, schedule: .recorded(trials))
    _ = wizard.press(.go)
    var frame = 0
    var spans: [Range<Int>] = []
    for _ in 0..<3 {
      for action in measured(&wizard, from: &frame) { if case .measure(_, let span) = action { spans.append(span) } }
      _ = wizard.judge(.contraction(MadeTrial.trial(glute: 0.02, hamstring: 0.005)))
    }
    #expect(spans == [2000..<6000, 10_000..<14_000, 18_000..<22_000])
    #expect(wizard.isFinished)
  }
}
