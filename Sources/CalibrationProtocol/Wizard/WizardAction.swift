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
