import EMGUnits

/// What the passing of time does.
extension CalibrationWizard {
  /// One transition, if time has come for it.
  mutating func pass() -> [WizardAction] {
    switch state {
    case .preparing(let place, let start, let end, let tones):
      return count(place, start: start, end: end, tones: tones)
    case .trial(let place, let start, let end):
      // the filters need a little more than the trial itself
      guard now >= end + frames(TrialMeasurement.tailSeconds) else { return [] }
      state = .judging(place)
      return [.measure(place, frames: start..<end)]
    case .resting(let step, let until):
      guard now >= until else { return [] }
      return prepare(step, earliest: now)
    case .offering, .judging, .finished, .left:
      return []
    }
  }

  private mutating func count(_ place: TrialPlace, start: Int, end: Int, tones: Int) -> [WizardAction] {
    let next = start - frames(Double(tones))
    guard now >= next else { return [] }
    if tones > 0 {
      state = .preparing(place, start: start, end: end, tones: tones - 1)
      return [.tone(.countdown, frame: next)]
    }
    state = .trial(place, start: start, end: end)
    return [.tone(.start, frame: start), .began(place, frame: start), .tone(.stop, frame: end)]
  }

  /// Begins a step, from its beginning or from the trials that an earlier session left.
  mutating func start(_ step: Int) -> [WizardAction] {
    let id = steps[step].id
    if current?.id != id {
      let earlier = records.last { $0.id == id }
      current = earlier?.state == .partial ? earlier : StepRecord(id: id, state: .partial)
      if earlier?.state == .failed { current?.refusals = earlier?.refusals ?? [] }
    }
    records.removeAll { $0.id == id }
    attempts = 0
    return prepare(step, earliest: now)
  }

  /// Lays the next trial of a step out in time.
  mutating func prepare(_ step: Int, earliest: Int) -> [WizardAction] {
    let conditions = steps[step].conditions
    let accepted = current?.trials.count ?? 0
    let condition = accepted < conditions.count ? conditions[accepted] : conditions.last ?? ""
    let place = TrialPlace(
      step: step, condition: condition, number: min(accepted + 1, conditions.count), wanted: conditions.count)
    guard let span = span(of: place, earliest: earliest) else { return giveUp(step, [.noMoreTrials]) }
    attempts += 1
    let left = Double(span.lowerBound - now) / input.sampleRate.value
    state = .preparing(place, start: span.lowerBound, end: span.upperBound, tones: max(0, min(3, Int(bounded: left))))
    return [.prepare(place, startFrame: span.lowerBound)]
  }

  private mutating func span(of place: TrialPlace, earliest: Int) -> Range<Int>? {
    switch schedule {
    case .tones:
      let start = earliest + frames(steps[place.step].leadSeconds)
      return start..<start + frames(steps[place.step].seconds)
    case .recorded(let trials):
      let key = steps[place.step].id + " " + place.condition
      let used = recordedUsed[key] ?? 0
      let own = trials.filter { $0.step == steps[place.step].id && $0.condition == place.condition }
      guard let trial = own.dropFirst(used).first(where: { frames($0.startSeconds) >= now }) else { return nil }
      recordedUsed[key] = 1 + (own.firstIndex(of: trial) ?? used)
      return frames(trial.startSeconds)..<frames(trial.endSeconds)
    }
  }
}
