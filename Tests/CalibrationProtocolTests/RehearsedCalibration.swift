import Biofeedback
import CalibrationProtocol
import EMGUnits
import Rehearsal
import Simulation

/// A simulated calibration done to its end, without a terminal: nobody presses a key but `go`, and what is given up is
/// skipped.
struct RehearsedCalibration {
  let rehearsal: Rehearsal
  let input: CalibrationInput
  private(set) var records: [StepRecord] = []
  private(set) var actions: [WizardAction] = []
  /// Everything that was told.
  var refusals: [TrialRefusal] {
    actions.flatMap { action -> [TrialRefusal] in
      switch action {
      case .refused(_, let refusals), .gaveUp(_, let refusals): refusals
      default: []
      }
    }
  }
  let profile: CalibrationProfile

  init(
    seed: UInt64, fault: Rehearsal.Fault? = nil, rate: Hertz = 2000, map: String = "glute=1,hamstring=2",
    plan: CalibrationPlan = .standard, gain: Double = 1, stopsWhenGivenUp: Bool = false,
    day: ElectrodeDay? = nil
  ) throws {
    rehearsal = Rehearsal(
      plan, map: try ChannelMap(parsing: map), sampleRate: rate, seed: seed, fault: fault, day: day)
    input = CalibrationInput(
      sampleRate: rate, channelCount: rehearsal.plan.channelCount, map: rehearsal.map, fullScaleMillivolts: 5)
    let steps = plan.steps(for: input)
    var session = CalibrationSession(
      wizard: CalibrationWizard(steps: steps, input: input, schedule: .recorded(rehearsal.timeline)), input: input)
    var simulator = try EMGSimulator(rehearsal.plan)
    let channels = input.channelCount
    var pending = session.begin()
    while true {
      while !pending.isEmpty {
        let action = pending.removeFirst()
        actions.append(action)
        switch action {
        case .offer(let step) where session.wizard.isOffering(step): pending += session.press(.go)
        case .gaveUp(let step, _) where session.wizard.isOffering(step):
          pending += session.press(stopsWhenGivenUp ? .leave : .skip)
        default: break
        }
      }
      let block = session.wizard.isOver ? [] : simulator.render(frames: 2048)
      guard !block.isEmpty else { break }
      pending = try block.withUnsafeBufferPointer { samples in
        try session.take(.float(samples.baseAddress!), offset: 0, frames: block.count / channels)
      }
    }
    records = session.wizard.records
    profile = CalibrationProfile(
      steps: steps, records: records, input: input, software: "test", date: "2026-11-24T00:00:00Z",
      planName: plan.name, notes: "")
  }
}
