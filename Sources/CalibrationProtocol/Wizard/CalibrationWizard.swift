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
