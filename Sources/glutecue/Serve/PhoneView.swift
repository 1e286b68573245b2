import CalibrationProtocol
import EMGUnits
import SessionResults

/// Shows on phones what the wizard asks for.
struct PhoneView: CalibrationView {
  /// So often levels and the time left go out.
  private static let interval = Duration.milliseconds(100)
  private static let mostWords = 40

  private let job: Job
  private let input: CalibrationInput
  private let steps: [CalibrationStep]
  private let scale: AmplitudeScale
  private var guide = JobStatus.Guide()
  /// The step that was done last, and what was measured in it.
  private var done: (step: Int, measured: String)?
  /// The frame at which what is on now ends.
  private var endFrame: Int?
  private var shown = ContinuousClock.now

  init(_ job: Job, input: CalibrationInput, steps: [CalibrationStep], records: [StepRecord]) {
    self.job = job
    self.input = input
    self.steps = steps
    scale = AmplitudeScale(fullScaleMillivolts: input.fullScaleMillivolts)
    let states = Dictionary(records.map { ($0.id, $0.state.rawValue) }) { $1 }
    let list = steps.map {
      JobStatus.Step(id: $0.id, title: $0.title, kind: $0.kind.rawValue, state: states[$0.id] ?? "open")
    }
    job.tell { $0.steps = list }
  }

  mutating func show(_ action: WizardAction) {
    switch action {
    case .offer(let index): begin(index, .offer)
    case .prepare(let place, let frame): take(place, .prepare, until: frame)
    case .began(let place, let frame):
      take(place, .hold, until: frame + Int(bounded: steps[place.step].seconds * input.sampleRate.value))
    case .accepted(_, let best):
      guide.refusals = []
      guide.measured = best.map(level)
    case .refused(_, let refusals):
      guide.refusals = refusals.map(\.description)
      say(refusals.map { "Again: \($0)" })
    case .rest(let frame):
      guide.phase = .rest
      endFrame = frame
    case .record(let record): settle(record)
    case .gaveUp(let index, let refusals):
      begin(index, .gaveUp)
      guide.refusals = refusals.map(\.description)
      say(["\(steps[index].title) did not work: \(guide.refusals.joined(separator: " "))"])
    case .finished: guide.phase = .finished
    case .left, .tone, .ended, .measure: return
    }
    tell(atFrame: nil)
  }

  mutating func look(_ levels: [Double], atFrame frame: Int) {
    guard ContinuousClock.now - shown > Self.interval else { return }
    shown = .now
    let channels = zip(input.map.entries, levels).map { entry, level in
      JobStatus.Channel(
        channel: entry.channel, role: entry.role.description, level: level, levelUv: scale.microvolts(level))
    }
    let seconds = Double(frame) / input.sampleRate.value
    job.tell {
      $0.channels = channels
      $0.seconds = seconds
    }
    tell(atFrame: frame)
  }

  func clear() {}

  private mutating func begin(_ index: Int, _ phase: JobStatus.Guide.Phase) {
    let step = steps[index]
    var guide = JobStatus.Guide(phase: phase, step: index, title: step.title, instruction: step.instruction)
    guide.conditions = step.kind.conditions.filter { !$0.isEmpty }.map {
      JobStatus.Guide.Condition(name: $0, instruction: step.conditionInstructions[$0] ?? "")
    }
    guide.drawing = Self.drawing(step)
    guide.canRedo = index > 0
    if phase == .offer, let done, done.step == index - 1 { guide.measured = done.measured }
    done = nil
    self.guide = guide
    endFrame = nil
  }

  private mutating func take(_ place: TrialPlace, _ phase: JobStatus.Guide.Phase, until frame: Int) {
    if guide.step != place.step || guide.title.isEmpty { begin(place.step, phase) }
    if guide.phase == .offer { guide.measured = nil }
    guide.phase = phase
    guide.condition = place.condition.isEmpty ? nil : place.condition
    guide.drawing = Self.drawing(steps[place.step], place.condition)
    guide.trial = place.number
    guide.trials = place.wanted
    endFrame = frame
  }

  private mutating func settle(_ record: StepRecord) {
    let index = steps.firstIndex { $0.id == record.id }
    if record.state == .done, let index {
      done = (index, [steps[index].title, guide.measured].compactMap(\.self).joined(separator: ", "))
    }
    job.tell { status in
      guard let index = status.steps?.firstIndex(where: { $0.id == record.id }) else { return }
      status.steps?[index].state = record.state.rawValue
    }
  }

  private func say(_ words: [String]) {
    job.tell { $0.words = Array(($0.words + words).suffix(Self.mostWords)) }
  }

  private func tell(atFrame frame: Int?) {
    var guide = guide
    if let endFrame, let frame { guide.secondsLeft = max(0, Double(endFrame - frame) / input.sampleRate.value) }
    job.tell { $0.guide = guide }
  }

  /// Which of the app's drawings fits.
  private static func drawing(_ step: CalibrationStep, _ condition: String = "") -> String {
    switch step.kind {
    case .rest: "quiet"
    case .squeeze: condition == "hamstring" ? "curl" : "squeeze"
    case .maximum where step.muscle == Muscle.hamstrings: "curl"
    case .maximum: step.id.contains("standing") ? "standing" : "prone"
    case .posture: "squeeze"
    case .onset: "standing"
    case .run, .drill: "running"
    }
  }

  /// `162 µV`, or in dB of full scale.
  private func level(_ amplitude: Double) -> String {
    if let microvolts = scale.microvolts(amplitude) { return "\(((10 * microvolts).rounded() / 10).short) µV" }
    return scale.decibelsFullScale(amplitude).map { "\(Int(bounded: $0.rounded())) dBFS" } ?? "nothing"
  }
}
