import Biofeedback

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
