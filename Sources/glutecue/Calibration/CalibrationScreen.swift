import CalibrationProtocol
import EMGUnits
import Glibc
import SessionResults

/// Where a person sees what the wizard asks for.
protocol CalibrationView {
  /// Shows what the wizard asks for.
  mutating func show(_ action: WizardAction)
  /// Shows the levels now, full scale = 1, in the order of the map. Called with every block; `frame` is that of the input.
  mutating func look(_ levels: [Double], atFrame frame: Int)
  /// Nothing more comes.
  func clear()
}

/// What a person sees on a terminal during a calibration: lines that stay, and on a terminal one line of bars that stays in place.
struct CalibrationScreen: CalibrationView {
  private let steps: [CalibrationStep]
  private let input: CalibrationInput
  private let hasKeys: Bool
  private let isQuiet: Bool
  /// What is done outlives the program.
  private let isKept: Bool
  private let isWatched = StandardError.isTerminal
  private let scale: AmplitudeScale
  private var status = ""
  private var shown = ContinuousClock.now

  init(steps: [CalibrationStep], input: CalibrationInput, hasKeys: Bool, isQuiet: Bool, isKept: Bool) {
    self.steps = steps
    self.input = input
    self.hasKeys = hasKeys
    self.isQuiet = isQuiet
    self.isKept = isKept
    scale = AmplitudeScale(fullScaleMillivolts: input.fullScaleMillivolts)
  }

  /// Shows what the wizard asks for.
  mutating func show(_ action: WizardAction) {
    switch action {
    case .offer(let index): offer(index)
    case .prepare(let place, _): prepare(place)
    case .began(let place, _): status = "NOW: hold  (\(place.number) of \(place.wanted))"
    case .accepted(_, let best): say("  ok\(best.map { ": \(scale.words($0))" } ?? "")")
    case .refused(_, let refusals): for refusal in refusals { say("  again: \(refusal)") }
    case .rest: status = "rest"
    case .record(let record): told(record)
    case .gaveUp(let index, let refusals): gaveUp(index, refusals)
    case .finished: say("All steps are done.")
    case .left: say(isKept ? "Stopped. What is done is kept." : "Stopped.")
    case .tone, .ended, .measure: break
    }
  }

  private mutating func offer(_ index: Int) {
    let step = steps[index]
    say("")
    say("Step \(index + 1) of \(steps.count): \(step.title)")
    say("  \(step.instruction)")
    for condition in step.kind.conditions where !condition.isEmpty {
      say("  \(condition): \(step.conditionInstructions[condition] ?? "")")
    }
    if hasKeys { say("  Enter: begin   s: skip   r: repeat previous   q: save and quit") }
    status = "waiting"
  }

  private mutating func prepare(_ place: TrialPlace) {
    let step = steps[place.step]
    let what = step.conditionInstructions[place.condition].map { "\(place.condition). \($0)" } ?? step.title
    say("  \(place.number) of \(place.wanted): \(what)  \(short(step.seconds)) s, from the \(lastTone(step)) tone.")
    status = "get ready"
  }

  /// The countdown has as many tones as there are whole seconds, three at most.
  private func lastTone(_ step: CalibrationStep) -> String {
    step.leadSeconds < 2 ? "short" : step.leadSeconds < 3 ? "second" : "third"
  }

  private mutating func told(_ record: StepRecord) {
    switch record.state {
    case .done: say("  done\(noise(record))")
    case .skipped: say("  skipped")
    case .partial: say("  \(record.trials.count) trials of this step are kept")
    case .failed: break
    }
  }

  private func noise(_ record: StepRecord) -> String {
    let parts = record.noise.sorted { $0.key < $1.key }.map { "\($0.key) \(scale.words($0.value))" }
    return parts.isEmpty ? "" : ": noise " + parts.joined(separator: ", ")
  }

  private mutating func gaveUp(_ index: Int, _ refusals: [TrialRefusal]) {
    say("  Step \(index + 1) (\(steps[index].title)) did not work:")
    for refusal in refusals { say("  - \(refusal)") }
    if hasKeys { say("  Enter: once more   s: skip   q: save and quit") }
    status = "waiting"
  }

  /// Redraws the line of bars, ten times a second at most.
  mutating func look(_ levels: [Double], atFrame frame: Int) {
    guard isWatched, ContinuousClock.now - shown > .milliseconds(100) else { return }
    shown = .now
    let entries = zip(input.map.entries.map(\.role), levels).map { (role: $0, level: $1) }
    StandardError.write("\r\u{1B}[K\(LevelBars.line(entries))  \(status.visible(keepsLines: false))")
  }

  /// Takes the line of bars away.
  func clear() {
    if isWatched { StandardError.write("\r\u{1B}[K") }
  }

  private func say(_ line: String) {
    guard !isQuiet else { return }
    clear()
    print(line)
    fflush(nil)
  }

  private func short(_ seconds: Double) -> String { seconds.short }
}

/// Live levels as bars on one line: `glute ██████░░░░ −42 dB`.
struct LevelBars {
  private static let width = 12
  /// From the noise of an electrode to full scale.
  private static let range = -80.0...0.0

  /// The line for levels of full scale.
  static func line(_ levels: [(role: ChannelRole, level: Double)]) -> String {
    levels.map { entry in
      let decibels = 20 * log10(max(entry.level, 1e-6))
      let share = (min(max(decibels, range.lowerBound), range.upperBound) - range.lowerBound) / -range.lowerBound
      let filled = Int(bounded: (share * Double(width)).rounded())
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
      return "\(entry.role) \(bar) \(Int(bounded: decibels.rounded())) dB"
    }.joined(separator: "  ")
  }
}
