import EMGUnits

/// The calibration as a state machine: keys, time and measurements in, actions out. No clock, no input, no output.
///
/// Time is the number of input frames that have come. Every step is offered first; `go` begins it, and then its trials
/// follow each other by tones, so that hands and eyes are free. A trial that does not count is repeated; a step that does
/// not come to an end is given up and offered again.
public struct CalibrationWizard: Sendable {
  enum State: Sendable, Hashable {
    case offering(step: Int)
    /// `tones` countdown tones are still to come before `start`.
    case preparing(TrialPlace, start: Int, end: Int, tones: Int)
    case trial(TrialPlace, start: Int, end: Int)
    case judging(TrialPlace)
    case resting(step: Int, until: Int)
    case finished
    case left
  }

  /// The steps in order.
  public let steps: [CalibrationStep]
  let input: CalibrationInput
  let schedule: TrialSchedule
  /// What came of the steps so far, in their order; the last may be partial.
  public internal(set) var records: [StepRecord]
  var state: State
  var now = 0
  /// The step in progress.
  var current: StepRecord?
  /// Attempts at trials of the step in progress since it was begun, and in the whole session.
  var attempts = 0
  var recordedUsed: [String: Int] = [:]

  /// Begins with the first step that has no record.
  ///
  /// - Parameter records: what an earlier session left, for the same steps.
  public init(
    steps: [CalibrationStep], input: CalibrationInput, schedule: TrialSchedule, records: [StepRecord] = []
  ) {
    self.steps = steps
    self.input = input
    self.schedule = schedule
    self.records = records.filter { record in steps.contains { $0.id == record.id } }
    state = .finished
    state = nextStep()
  }

  /// The step that is offered or in progress; nil at the end.
  public var step: CalibrationStep? {
    switch state {
    case .offering(let step), .resting(let step, _): steps[step]
    case .preparing(let place, _, _, _), .trial(let place, _, _), .judging(let place): steps[place.step]
    case .finished, .left: nil
    }
  }

  /// This step is offered now.
  public func isOffering(_ step: Int) -> Bool { state == .offering(step: step) }

  /// A step is offered: input may wait until a key comes.
  public var isWaitingForKey: Bool { if case .offering = state { true } else { false } }

  /// Every step has ended.
  public var isFinished: Bool { state == .finished }

  /// Nothing more will come.
  public var isOver: Bool { state == .finished || state == .left }

  /// The frames that must be kept for the trial that comes next or is going on.
  public var wantedFrames: Range<Int>? {
    switch state {
    case .preparing(_, let start, let end, _), .trial(_, let start, let end): start..<end
    default: nil
    }
  }

  /// Shows the first step; call it once, before anything else.
  public func begin() -> [WizardAction] {
    switch state {
    case .offering(let step): [.offer(step: step)]
    default: [.finished]
    }
  }

  /// A key was pressed. One that means nothing now does nothing.
  public mutating func press(_ key: WizardKey) -> [WizardAction] {
    switch (key, state) {
    case (_, .finished), (_, .left): return []
    case (.leave, _): return leave()
    case (.go, .offering(let step)): return start(step)
    case (.go, _): return []
    case (.skip, .offering(let step)): return end(step, as: .skipped)
    case (.skip, _): return step.flatMap(index).map { end($0, as: .skipped) } ?? []
    case (.redo, .offering(let step)): return redoBefore(step)
    case (.redo, _):
      guard let step = step.flatMap(index) else { return [] }
      current = nil
      return start(step)
    }
  }

  /// The input has ended: what is in progress is given up, and nothing can follow.
  public mutating func endInput() -> [WizardAction] {
    guard !isOver else { return [] }
    guard !isWaitingForKey, let step = step.flatMap(index) else { return leave() }
    return giveUp(step, [.noMoreTrials]) + leave()
  }

  /// So many frames of input have come.
  public mutating func advance(to frame: Int) -> [WizardAction] {
    now = max(now, frame)
    var actions: [WizardAction] = []
    while true {
      let more = pass()
      guard !more.isEmpty else { return actions }
      actions += more
    }
  }

  func index(_ step: CalibrationStep) -> Int? { steps.firstIndex { $0.id == step.id } }

  func frames(_ seconds: Double) -> Int { Int(bounded: (seconds * input.sampleRate.value).rounded()) }
}

/// What earlier steps have found.
extension CalibrationWizard {
  /// Level at rest by role.
  var noise: [String: Double] {
    records.reversed().first { !$0.noise.isEmpty }?.noise ?? [:]
  }

  /// The highest level of each role in any trial that counts.
  var bestSoFar: [String: Double] {
    var best: [String: Double] = [:]
    for trial in (records + [current].compactMap(\.self)).flatMap(\.trials) {
      for channel in trial.channels { best[channel.role] = max(best[channel.role] ?? 0, channel.best) }
    }
    return best
  }

  /// The role that a maximum step is of.
  func wantedRole(_ step: Int) -> ChannelRole? {
    steps[step].muscle.flatMap { input.role($0, leg: steps[step].side) }
  }

  /// The role whose level is told for a trial.
  func wantedChannel(_ place: TrialPlace) -> String? {
    if let role = wantedRole(place.step) { return role.description }
    let muscle = place.condition == "hamstring" ? Muscle.hamstrings : .gluteusMaximus
    return input.role(muscle, leg: steps[place.step].side)?.description
  }

  /// Maximal contractions that easy running nearly reaches were none: their steps are to be done again.
  mutating func dropLazyMaxima() -> [WizardAction] {
    var actions: [WizardAction] = []
    for maximum in MaximumReference.references(steps, records, input) {
      guard let share = MaximumReference.runShare(maximum, records, input), share > TrialLimits.mostRunShare else {
        continue
      }
      let refusal = TrialRefusal.lazyMaximum(role: maximum.role.description, percent: 100 * share)
      let lazy = steps.indices.filter { wantedRole($0) == maximum.role }
      if let first = lazy.first { actions.append(.gaveUp(step: first, [refusal])) }
      for step in lazy {
        records.removeAll { $0.id == steps[step].id }
        var record = StepRecord(id: steps[step].id, state: .failed)
        record.refusals = [refusal]
        records.append(record)
        actions.append(.record(record))
      }
    }
    return actions
  }
}

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
