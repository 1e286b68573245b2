import Biofeedback
import EMGUnits

/// How trials are judged and steps end.
extension CalibrationWizard {
  /// The outcome of the trial that `measure` asked for.
  public mutating func judge(_ outcome: TrialOutcome) -> [WizardAction] {
    guard case .judging(let place) = state, var record = current else { return [] }
    let refusals = refusals(outcome, place)
    guard refusals.isEmpty else { return refuse(place, refusals) }
    var best: Double?
    switch outcome {
    case .contraction(let trial):
      record.trials.append(trial)
      best = wantedChannel(place).flatMap { role in trial.channels.first { $0.role == role } }?.best
    case .rest(let trial, let noise):
      record.trials.append(trial)
      record.noise = noise
    case .run(let legs):
      record.trials = []
      let learned = legs.compactMap(\.profile)
      if steps[place.step].kind == .drill { record.drills = learned.map(LegDrill.init) } else { record.legs = learned }
    }
    current = record
    return [.accepted(place, best: best)] + afterAccepted(place, isWhole: isRun(outcome))
  }

  private func isRun(_ outcome: TrialOutcome) -> Bool { if case .run = outcome { true } else { false } }

  private func refusals(_ outcome: TrialOutcome, _ place: TrialPlace) -> [TrialRefusal] {
    switch outcome {
    case .contraction(let trial), .rest(let trial, _):
      return TrialGate(step: steps[place.step], input: input, noise: noise, bestSoFar: bestSoFar).refusals(trial)
    case .run(let legs):
      return legs.compactMap(\.refusal)
    }
  }

  /// The next trial, or the end of the step.
  private mutating func afterAccepted(_ place: TrialPlace, isWhole: Bool) -> [WizardAction] {
    let accepted = current?.trials.count ?? 0
    if !isWhole && accepted < place.wanted { return rest(place.step) }
    let refusals = stepRefusals(place.step)
    guard refusals.isEmpty else {
      // what cannot be mended by one more trial begins again
      if steps[place.step].kind != .maximum { current?.trials = [] }
      return refuse(place, refusals)
    }
    return end(place.step, as: .done)
  }

  /// What speaks against a step whose trials count one by one.
  private func stepRefusals(_ step: Int) -> [TrialRefusal] {
    guard let record = current else { return [] }
    switch steps[step].kind {
    case .maximum:
      guard let role = wantedRole(step)?.description else { return [] }
      let levels = record.trials.compactMap { trial in trial.channels.first { $0.role == role }?.best }.sorted(by: >)
      guard levels.count >= 2 else { return [] }
      let percent = 100 * (levels[0] - levels[1]) / max(levels[0], .leastNormalMagnitude)
      return percent > TrialLimits.mostDisagreementPercent ? [.disagree(role: role, percent: percent)] : []
    case .squeeze:
      guard let glute = input.role(.gluteusMaximus, leg: steps[step].side),
        let hamstring = input.role(.hamstrings, leg: steps[step].side),
        let test = SqueezeTest(
          record.trials, glute: glute, hamstring: hamstring,
          noise: noise.isEmpty ? SqueezeLevel.quiet(record.trials) : noise)
      else { return [] }
      return [test.refusal].compactMap(\.self)
    default:
      return []
    }
  }

  private mutating func refuse(_ place: TrialPlace, _ refusals: [TrialRefusal]) -> [WizardAction] {
    current?.refusals += refusals
    let told: [WizardAction] = [.refused(place, refusals), .tone(.repeated, frame: now)]
    guard attempts < place.wanted + TrialLimits.mostExtraTrials else { return told + giveUp(place.step, refusals) }
    return told + rest(place.step)
  }

  private mutating func rest(_ step: Int) -> [WizardAction] {
    let pause = max(0, steps[step].restSeconds - steps[step].leadSeconds)
    // a recording has its own pauses
    if case .recorded = schedule { return prepare(step, earliest: now) }
    state = .resting(step: step, until: now + frames(pause))
    return pause > 0 ? [.rest(untilFrame: now + frames(pause))] : []
  }

  mutating func giveUp(_ step: Int, _ refusals: [TrialRefusal]) -> [WizardAction] {
    var reasons = refusals
    // that a recording has ended is no reason by itself: what came before is
    if reasons == [.noMoreTrials], let earlier = current?.refusals.last(where: { $0 != .noMoreTrials }) {
      reasons = [earlier]
    }
    var record = current ?? StepRecord(id: steps[step].id, state: .failed)
    record.state = .failed
    record.refusals = reasons
    records.removeAll { $0.id == record.id }
    records.append(record)
    current = nil
    state = .offering(step: step)
    return [.gaveUp(step: step, reasons), .record(record)]
  }

  /// Ends a step and offers the next.
  mutating func end(_ step: Int, as ending: StepRecord.State) -> [WizardAction] {
    let id = steps[step].id
    let failed = records.last { $0.id == id && $0.state == .failed }
    var record = ending == .done ? current ?? StepRecord(id: id, state: ending) : StepRecord(id: id, state: ending)
    record.state = ending
    if ending == .skipped, let failed { record.refusals = failed.refusals }
    records.removeAll { $0.id == id }
    records.append(record)
    current = nil
    var actions: [WizardAction] = [.record(record)]
    if ending == .done { actions.append(.tone(.done, frame: now)) }
    if steps[step].kind == .run && ending == .done { actions += dropLazyMaxima() }
    state = nextStep()
    if case .offering(let next) = state { actions.append(.offer(step: next)) } else { actions.append(.finished) }
    return actions
  }

  mutating func redoBefore(_ step: Int) -> [WizardAction] {
    current = nil
    let target = max(0, step - 1)
    records.removeAll { $0.id == steps[target].id || $0.id == steps[step].id }
    state = .offering(step: target)
    return [.offer(step: target)]
  }

  mutating func leave() -> [WizardAction] {
    var actions: [WizardAction] = []
    if let current, !current.trials.isEmpty, !records.contains(where: { $0.id == current.id }) {
      records.append(current)
      actions.append(.record(current))
    }
    state = .left
    return actions + [.left]
  }

  /// The first step without a record of its end.
  func nextStep() -> State {
    let next = steps.firstIndex { step in
      !records.contains { $0.id == step.id && ($0.state == .done || $0.state == .skipped) }
    }
    return next.map { .offering(step: $0) } ?? .finished
  }
}

/// Tells from glute squeezes and heel-to-buttock curls whether each channel carries the muscle that the map says.
///
/// Each channel's levels in both contractions are taken against the higher of the two, so that it does not matter that
/// one muscle gives more microvolts than the other.
public struct SqueezeTest: Sendable, Hashable {
  /// Level of the glute's channel in the curl, against its level in the squeeze.
  public let gluteInCurl: Double
  /// Level of the hamstring's channel in the squeeze, against its level in the curl.
  public let hamstringInSqueeze: Double
  /// Correlation of both channels, the larger of both contractions.
  public let shared: Double
  /// What is wrong; nil when each channel answers to its own muscle.
  public let refusal: TrialRefusal?

  /// Nil when a contraction or a muscle is missing. `noise` is the level at rest by role, where it is known.
  public init?(
    _ trials: [TrialMeasurement], glute: ChannelRole, hamstring: ChannelRole, noise: [String: Double] = [:]
  ) {
    guard let gluteSqueezed = SqueezeLevel.mean(trials, "glute", glute),
      let gluteCurled = SqueezeLevel.mean(trials, "hamstring", glute),
      let hamstringSqueezed = SqueezeLevel.mean(trials, "glute", hamstring),
      let hamstringCurled = SqueezeLevel.mean(trials, "hamstring", hamstring)
    else { return nil }
    gluteInCurl = gluteCurled / max(gluteSqueezed, .leastNormalMagnitude)
    hamstringInSqueeze = hamstringSqueezed / max(hamstringCurled, .leastNormalMagnitude)
    shared = trials.map { abs($0.sharedSignal ?? 0) }.max() ?? 0
    let silent = [
      Self.silence(glute, own: gluteSqueezed, other: gluteCurled, noise),
      Self.silence(hamstring, own: hamstringCurled, other: hamstringSqueezed, noise),
    ].compactMap(\.self)
    refusal =
      (silent.count == 2 ? .noAnswer : silent.first)
      ?? Self.refusal(gluteInCurl, hamstringInSqueeze, shared, glute, hamstring)
      ?? Self.uneven(trials, "glute", glute) ?? Self.uneven(trials, "hamstring", hamstring)
  }

  /// Contractions that differ by more than people's do.
  private static func uneven(_ trials: [TrialMeasurement], _ condition: String, _ role: ChannelRole) -> TrialRefusal? {
    let levels = trials.filter { $0.condition == condition }.compactMap { $0[role]?.best }
    guard let least = levels.min(), let most = levels.max(), most > TrialLimits.mostUneven * least else { return nil }
    return .uneven(role: role.description, percent: 100 * (most - least) / most)
  }

  /// A channel that rises in neither contraction.
  private static func silence(
    _ role: ChannelRole, own: Double, other: Double, _ noise: [String: Double]
  ) -> TrialRefusal? {
    guard let floor = noise[role.description], floor > 0 else { return nil }
    let rise = max(own, other) / floor
    guard rise < TrialLimits.leastRiseFactor else { return nil }
    return rise < TrialLimits.leastSign ? .dead(role: role.description) : .noRise(role: role.description, factor: rise)
  }

  private static func refusal(
    _ gluteInCurl: Double, _ hamstringInSqueeze: Double, _ shared: Double, _ glute: ChannelRole,
    _ hamstring: ChannelRole
  ) -> TrialRefusal? {
    if shared > TrialLimits.mostShared { return .crossTalk(percent: 100 * shared) }
    if gluteInCurl > 1 && hamstringInSqueeze > 1 { return .swapped }
    if gluteInCurl > TrialLimits.mostCrossed { return .sameMuscle(role: glute.description) }
    if hamstringInSqueeze > TrialLimits.mostCrossed { return .sameMuscle(role: hamstring.description) }
    return nil
  }
}
