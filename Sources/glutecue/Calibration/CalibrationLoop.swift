import ConfigurationFiles
import CalibrationProtocol
import EMGUnits
import LiveSession
import ToneSynthesis

/// Joins what a calibration needs: frames, keys, tones, screen and the file of what is done.
struct CalibrationLoop: ~Copyable {
  /// How it ended.
  enum Ending {
    case finished
    case left
    case refused([TrialRefusal])
  }

  private static let blockSeconds = 0.01
  private static let unpacedFrames = 2048
  private static let keyMilliseconds: Int32 = 50

  let source: any FrameSource
  let tones: any GuideToneSink
  /// Nil when nobody sits at the terminal: every step begins by itself.
  let keyboard: (any WizardKeys)?
  let isPaced: Bool
  /// Nil where nothing is kept.
  let progress: ProgressFile?
  let input: CalibrationInput
  private(set) var session: CalibrationSession
  private var screen: any CalibrationView
  private var levels: InputCheck
  private var refusal: [TrialRefusal]?
  private let interruption: Interruption
  private let pacer = Pacer()
  private let clock = ContinuousClock()
  private var pausedSeconds = 0.0

  init(
    source: any FrameSource, tones: any GuideToneSink, keyboard: (any WizardKeys)?, isPaced: Bool,
    progress: ProgressFile?,
    input: CalibrationInput, wizard: CalibrationWizard, interruption: Interruption, isQuiet: Bool = false,
    view: (any CalibrationView)? = nil
  ) throws {
    self.source = source
    self.tones = tones
    self.keyboard = keyboard
    self.isPaced = isPaced
    self.progress = progress
    self.input = input
    self.interruption = interruption
    session = CalibrationSession(wizard: wizard, input: input)
    screen =
      view
      ?? CalibrationScreen(
        steps: wizard.steps, input: input, hasKeys: keyboard != nil, isQuiet: isQuiet, isKept: progress != nil)
    levels = try InputCheck(input, isLive: true)
  }

  /// Goes through all steps, until the person leaves or the input ends.
  mutating func run() throws -> Ending {
    try perform(session.begin())
    while !session.wizard.isOver {
      if interruption.isAsked { try perform(session.press(.leave)) }
      let waits = session.wizard.isWaitingForKey && !source.isLive
      if let key = keyboard?.key(waiting: waits ? Self.keyMilliseconds : 0) { try perform(session.press(key)) }
      guard !(session.wizard.isWaitingForKey && !source.isLive), !session.wizard.isOver else { continue }
      guard let block = try source.next() else {
        try perform(session.endInput())
        continue
      }
      try take(block.samples, frames: block.frames)
    }
    screen.clear()
    try tones.close()
    if let refusal { return .refused(refusal) }
    return session.wizard.isFinished ? .finished : .left
  }

  private mutating func take(_ samples: RawSamples, frames: Int) throws {
    let usual = isPaced || source.isLive ? Int(bounded: Self.blockSeconds * input.sampleRate.value) : Self.unpacedFrames
    var offset = 0
    while offset < frames, !session.wizard.isOver {
      let count = min(max(1, usual), frames - offset)
      if isPaced { pacer.wait(until: Double(session.frames + count) / input.sampleRate.value + pausedSeconds) }
      levels.take(samples, offset: offset, frames: count)
      try perform(session.take(samples, offset: offset, frames: count))
      try tones.advance(to: session.frames)
      screen.look(levels.levels, atFrame: session.frames)
      offset += count
      if session.wizard.isWaitingForKey && !source.isLive { try waitForKey() }
      if interruption.isAsked { try perform(session.press(.leave)) }
      if let key = keyboard?.key(waiting: 0) { try perform(session.press(key)) }
    }
  }

  /// A recording stands still while a step is offered.
  private mutating func waitForKey() throws {
    let began = clock.now
    while session.wizard.isWaitingForKey && !interruption.isAsked {
      if let key = keyboard?.key(waiting: Self.keyMilliseconds) { try perform(session.press(key)) }
    }
    let waited = clock.now - began
    pausedSeconds += Double(waited.components.seconds) + Double(waited.components.attoseconds) / 1e18
  }

  /// Carries out what the wizard asks for; without a keyboard, presses what a person would.
  private mutating func perform(_ actions: [WizardAction]) throws {
    var pending = actions
    while !pending.isEmpty {
      let action = pending.removeFirst()
      screen.show(action)
      switch action {
      case .tone(let tone, let frame): tones.play(GuideSound(tone), atFrame: frame)
      case .record:
        try progress?.write(session.wizard.records, steps: session.wizard.steps, input: input)
      case .offer(let step) where keyboard == nil && session.wizard.isOffering(step): pending += session.press(.go)
      case .gaveUp(let step, let reasons):
        guard keyboard == nil, session.wizard.isOffering(step) else { break }
        let isVital = session.wizard.steps[step].kind == .squeeze || session.wizard.steps[step].kind == .rest
        if isVital { refusal = reasons }
        pending += session.press(isVital ? .leave : .skip)
      default: break
      }
    }
  }
}
