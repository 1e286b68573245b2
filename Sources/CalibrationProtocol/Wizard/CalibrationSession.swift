import EMGUnits

/// A calibration in progress: samples and keys in, actions out. Joins the wizard with the measurements that it asks for.
public struct CalibrationSession: Sendable {
  /// The state machine.
  public private(set) var wizard: CalibrationWizard
  let input: CalibrationInput
  private var recent: RawStretch
  private var framesSeen = 0

  /// Begins, or goes on with what an earlier session left.
  public init(wizard: CalibrationWizard, input: CalibrationInput) {
    self.wizard = wizard
    self.input = input
    recent = RawStretch(channelCount: input.channelCount)
  }

  /// Frames taken so far.
  public var frames: Int { framesSeen }

  /// Shows the first step; call it once.
  public func begin() -> [WizardAction] { wizard.begin() }

  /// A key was pressed.
  public mutating func press(_ key: WizardKey) -> [WizardAction] { wizard.press(key) }

  /// The input has ended: a step in progress is given up.
  public mutating func endInput() -> [WizardAction] { wizard.endInput() }

  /// Takes frames from number `offset` of a block on.
  ///
  /// - Throws: `ConfigurationError` when the input cannot be filtered as asked for.
  public mutating func take(
    _ block: RawSamples, offset: Int, frames: Int
  ) throws(ConfigurationError) -> [WizardAction] {
    recent.append(block, offset: offset, frames: frames)
    framesSeen += frames
    if wizard.wantedFrames == nil || !isNear { recent.keepLast(preroll) }
    var actions: [WizardAction] = []
    var pending = wizard.advance(to: framesSeen)
    while !pending.isEmpty {
      let action = pending.removeFirst()
      actions.append(action)
      guard case .measure(let place, let span) = action else { continue }
      pending += wizard.judge(try measure(place, span)) + wizard.advance(to: framesSeen)
    }
    return actions
  }

  private var preroll: Int { wizard.frames(TrialMeasurement.leadSeconds) + wizard.frames(1) }

  /// The wanted trial begins within the pre-roll, so that nothing may be forgotten any more.
  private var isNear: Bool {
    guard let wanted = wizard.wantedFrames else { return false }
    return framesSeen >= wanted.lowerBound - wizard.frames(TrialMeasurement.leadSeconds)
  }

  /// Measures the frames of a trial, with a second before and a little behind.
  private func measure(_ place: TrialPlace, _ span: Range<Int>) throws(ConfigurationError) -> TrialOutcome {
    let step = wizard.steps[place.step]
    let isRun = step.kind.isRunning
    let lead = isRun ? 0 : wizard.frames(TrialMeasurement.leadSeconds)
    let tail = isRun ? 0 : wizard.frames(TrialMeasurement.tailSeconds)
    let first = framesSeen - recent.frameCount
    let from = max(0, span.lowerBound - lead - first) * input.channelCount
    let to = min(recent.frameCount, span.upperBound + tail - first) * input.channelCount
    let stretch = RawStretch(channelCount: input.channelCount, samples: Array(recent.samples[from..<max(from, to)]))
    if isRun { return .run(try RunAnalysis.outcomes(stretch, input: input)) }
    let signals = try StretchSignals(stretch, input: input)
    let noise = wizard.noise.mapValues { $0 * $0 }
    let trial = TrialMeasurement(signals, condition: place.condition, noise: noise, input: input)
    return step.kind == .rest ? .rest(trial, noise: RestLevel.levels(signals)) : .contraction(trial)
  }
}

/// The noise floor of each muscle at rest.
enum RestLevel {
  private static let windowSeconds = 0.5

  /// RMS by role: the lower quartile over windows of half a second, so that one movement does not count.
  static func levels(_ signals: StretchSignals) -> [String: Double] {
    let size = max(1, Int(bounded: windowSeconds * signals.rate.value))
    return Dictionary(
      signals.channels.map { channel in
        let powers = stride(from: 0, to: channel.emg.count - size + 1, by: size).map { first in
          channel.emg[first..<first + size].reduce(0) { $0 + Double($1) * Double($1) } / Double(size)
        }.sorted()
        return (channel.role.description, powers.isEmpty ? 0 : powers[powers.count / 4].squareRoot())
      }, uniquingKeysWith: { $1 })
  }
}

/// What the person can press.
public enum WizardKey: Sendable, Hashable, CaseIterable {
  /// Begin the step that is offered.
  case go
  /// Leave the step out.
  case skip
  /// The step in progress from its beginning; where one is offered, the one before it.
  case redo
  /// Stop here; what is done stays.
  case leave
}

/// What the person hears.
public enum WizardTone: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  /// Three, two, one.
  case countdown
  /// Contract now.
  case start
  /// Let go.
  case stop
  /// The step is done.
  case done
  /// The trial does not count, there is another.
  case repeated
}

/// A trial in progress.
public struct TrialPlace: Sendable, Hashable {
  /// Number of the step, from 0.
  public var step: Int
  /// What it is of; empty for most steps.
  public var condition: String
  /// Which of the wanted trials it is, from 1.
  public var number: Int
  /// How many there are when none is repeated.
  public var wanted: Int

  /// Joins the values.
  public init(step: Int, condition: String, number: Int, wanted: Int) {
    self.step = step
    self.condition = condition
    self.number = number
    self.wanted = wanted
  }
}

/// What the wizard asks of whoever runs it.
public enum WizardAction: Sendable, Hashable {
  /// Show a step and wait for a key.
  case offer(step: Int)
  /// A trial comes: show what to do. The start tone is on this frame.
  case prepare(TrialPlace, startFrame: Int)
  /// Let a tone begin on an input frame.
  case tone(WizardTone, frame: Int)
  /// A trial has begun, or ended, on this frame.
  case began(TrialPlace, frame: Int)
  case ended(TrialPlace, frame: Int)
  /// Measure the stretch between start and stop tone and tell the outcome with `judge`.
  case measure(TrialPlace, frames: Range<Int>)
  /// The trial counts.
  case accepted(TrialPlace, best: Double?)
  /// The trial, or the step as a whole, does not count.
  case refused(TrialPlace, [TrialRefusal])
  /// Rest until a frame.
  case rest(untilFrame: Int)
  /// A step has ended; keep the progress.
  case record(StepRecord)
  /// A step has been given up; the person, or whoever stands in, decides: redo, skip or leave.
  case gaveUp(step: Int, [TrialRefusal])
  /// Every step has a record.
  case finished
  /// The person has left.
  case left
}

/// What the measurement of a trial gave.
public enum TrialOutcome: Sendable, Hashable {
  /// A contraction.
  case contraction(TrialMeasurement)
  /// Level at rest by role, RMS.
  case rest(TrialMeasurement, noise: [String: Double])
  /// A run.
  case run([LegProfileOutcome])
}
