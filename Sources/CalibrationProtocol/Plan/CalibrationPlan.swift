import EMGUnits

/// A whole calibration: its steps in order. `Calibration/standard.yaml` holds the one that comes with GluteCue.
public struct CalibrationPlan: Sendable, Hashable {
  /// What it is called.
  public var name: String
  /// In the order in which they are done.
  public var steps: [CalibrationStep]

  /// Checks the steps against each other and against what is allowed.
  ///
  /// - Throws: `StepRefusal` with the number of the step, counted from 0.
  public init(name: String, steps: [CalibrationStep]) throws(StepRefusal) {
    self.name = name
    self.steps = steps
    guard !steps.isEmpty else { throw StepRefusal(nil, "There are no steps.") }
    for (index, step) in steps.enumerated() {
      if let words = Self.fault(of: step, after: steps[..<index]) { throw StepRefusal(index, words) }
    }
  }

  /// Why a step cannot be used.
  public struct StepRefusal: Error, Sendable, Hashable {
    /// Number of the step, from 0; nil when it concerns the whole.
    public let step: Int?
    /// A sentence or two.
    public let words: String

    init(_ step: Int?, _ words: String) {
      self.step = step
      self.words = words
    }
  }

  private static func fault(of step: CalibrationStep, after earlier: ArraySlice<CalibrationStep>) -> String? {
    let letters = "abcdefghijklmnopqrstuvwxyz0123456789-"
    guard !step.id.isEmpty, step.id.allSatisfy(letters.contains) else {
      return "The id “\(step.id)” may contain only lowercase letters, digits and hyphens, such as glute-prone."
    }
    guard !earlier.contains(where: { $0.id == step.id }) else { return "The id “\(step.id)” is given twice." }
    let kind = step.kind.rawValue
    guard CalibrationStep.Kind.trialsAllowed.contains(step.trials) else {
      return "\(step.id): trials is \(step.trials), allowed is 1 to 10."
    }
    let seconds = step.kind.secondsAllowed
    guard seconds.contains(step.seconds) else {
      return
        "\(step.id): seconds is \(short(step.seconds)), allowed for \(kind) is \(short(seconds.lowerBound)) to "
        + "\(short(seconds.upperBound))."
    }
    guard CalibrationStep.Kind.restAllowed.contains(step.restSeconds) else {
      return "\(step.id): rest is \(short(step.restSeconds)), allowed is 0 to 300."
    }
    guard CalibrationStep.Kind.leadAllowed.contains(step.leadSeconds) else {
      return "\(step.id): lead is \(short(step.leadSeconds)), allowed is 1.5 to 10."
    }
    guard (step.kind == .maximum) == (step.muscle != nil) else {
      return step.kind == .maximum
        ? "\(step.id): a maximum needs its muscle, such as muscle: glute."
        : "\(step.id): only a maximum has a muscle; this is a \(kind)."
    }
    if let missing = step.kind.conditions.first(where: { !$0.isEmpty && step.conditionInstructions[$0] == nil }) {
      return "\(step.id): a \(kind) needs the key \(missing): what to do then."
    }
    return nil
  }

  /// The steps for a channel map: what is done muscle by muscle is done leg by leg where the map names two legs; steps
  /// whose muscles are not mapped are left out.
  public func steps(for input: CalibrationInput) -> [CalibrationStep] {
    let legs = input.legs
    return steps.flatMap { step -> [CalibrationStep] in
      switch step.kind {
      case .rest, .run, .drill: return [step]
      case .maximum:
        guard let muscle = step.muscle else { return [] }
        return legs.filter { input.role(muscle, leg: $0) != nil }.map { step.on($0) }
      case .squeeze, .posture, .onset:
        return legs.filter { leg in
          input.role(.gluteusMaximus, leg: leg) != nil
            && (step.kind == .posture || input.role(.hamstrings, leg: leg) != nil)
        }.map { step.on($0) }
      }
    }
  }
}

extension CalibrationStep {
  /// The same step on one leg: `glute-prone` becomes `glute-prone-left`.
  fileprivate func on(_ leg: Side?) -> CalibrationStep {
    guard let leg else { return self }
    var step = self
    step.id += "-" + leg.rawValue
    step.title += ", \(leg.rawValue) leg"
    step.side = leg
    return step
  }
}

/// Whole numbers without a fraction.
func short(_ value: Double) -> String { Int(exactly: value).map { "\($0)" } ?? "\(value)" }

extension CalibrationPlan {
  /// The protocol that comes with GluteCue; `Calibration/standard.yaml` says the same, and a test holds them together.
  public static let standard = CalibrationPlan(
    unchecked: "GluteCue standard",
    [
      CalibrationStep(
        id: "standing", kind: .rest, title: "Quiet standing",
        instruction: "Stand still on both feet, arms hanging, muscles loose. Keep the cables still."),
      CalibrationStep(
        id: "squeeze", kind: .squeeze, title: "Squeeze test",
        instruction: "Two short contractions show whether each electrode pair sits on its muscle.",
        conditionInstructions: [
          "glute": "Stand. Squeeze the buttock on the electrode side, knees loose.",
          "hamstring": "Stand on the other leg. Pull the heel towards the buttock, hip straight.",
        ]),
      CalibrationStep(
        id: "glute-prone", kind: .maximum, title: "Glute maximum, lying",
        instruction:
          "Lie on your belly, knee bent to 90°. Push the sole of the foot up to the ceiling against a strap or a "
          + "helper's hand above the knee, as hard as you can.", muscle: .gluteusMaximus),
      CalibrationStep(
        id: "glute-standing", kind: .maximum, title: "Glute maximum, standing",
        instruction: "Stand with the feet turned a little out, pelvis neutral: tuck the tailbone under. Squeeze the "
          + "buttock as hard as you can.", muscle: .gluteusMaximus),
      CalibrationStep(
        id: "hamstring-prone", kind: .maximum, title: "Hamstring maximum, lying",
        instruction:
          "Lie on your belly, knee bent to 45°. Pull the heel towards the buttock against a strap or a helper's "
          + "hand at the ankle, as hard as you can.", muscle: .hamstrings),
      CalibrationStep(
        id: "posture", kind: .posture, title: "Posture comparison",
        instruction: "The same squeeze in two postures, in turn. Squeeze equally hard both times.",
        conditionInstructions: [
          "neutral": "Stand with a neutral pelvis, tailbone tucked under. Squeeze the buttock.",
          "arched": "Stick the buttock out and arch the back. Squeeze the buttock.",
        ]),
      CalibrationStep(
        id: "push-back", kind: .onset, title: "Running stretch",
        instruction:
          "Stand in a long step, the electrode leg behind, foot planted. At the tone push back as if to run off, "
          + "and feel the glute. Relax before the tone."),
      CalibrationStep(
        id: "easy-run", kind: .run, title: "Easy run",
        instruction:
          "Jog easily at one speed, on a treadmill, outdoors or on the spot with long steps. Run as on a good "
          + "day."),
      CalibrationStep(
        id: "drill", kind: .drill, title: "Glute run",
        instruction:
          "Jog at the same easy speed with the pelvis tucked: tailbone under, ribs over the hips. Squeeze the glute at "
          + "every push-off, as much as you can without tensing the rest."),
    ])

  /// The fifteen seconds; `Calibration/quick.yaml` says the same, and a test holds them together.
  public static let quick = CalibrationPlan(
    unchecked: "GluteCue quick",
    [
      CalibrationStep(
        id: "squeeze", kind: .squeeze, title: "Two squeezes and two curls",
        instruction:
          "A short tone, then a long one: contract until the falling pair. Glute, hamstring, glute, hamstring.",
        conditionInstructions: [
          "glute": "Squeeze the buttock on the electrode side, knees loose.",
          "hamstring": "Pull the heel towards the buttock, hip straight.",
        ], trials: 2, seconds: 2, restSeconds: 1.5, leadSeconds: 1.5)
    ])

  private init(unchecked name: String, _ steps: [CalibrationStep]) {
    self.name = name
    self.steps = steps
  }
}
