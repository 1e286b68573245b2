import CalibrationProtocol
import EMGUnits
import Simulation

/// What a simulated person does in one trial.
struct RehearsedTrial {
  private static let lazyShare = 0.25
  private static let squeezeShare = 0.6
  /// What the effort of a squeeze varies around.
  private static let squeezeEffort = 0.95
  private static let pushShare = 0.5

  private let step: CalibrationStep
  private let condition: String
  private let person: CalibrationPerson
  private let effort: Double
  private let phase: Double

  init(
    _ step: CalibrationStep, _ condition: String, person: CalibrationPerson, number: Int, fault: Rehearsal.Fault?,
    repeatability: SqueezeRepeatability
  ) {
    self.step = step
    self.condition = condition
    self.person = person
    let effort = person.efforts[number % person.efforts.count]
    self.effort =
      switch step.kind {
      case .maximum where fault == .lazy: effort * Self.lazyShare
      case .squeeze:
        fault == .idle
          ? 0
          : repeatability.factor(condition == "hamstring" ? .hamstrings : .gluteusMaximus, trial: number)
            * Self.squeezeEffort
      default: effort
      }
    phase = person.phases[number % person.phases.count]
  }

  /// The contraction; without parts where the muscles rest or run.
  func contraction(_ trial: RecordedTrial, reaction: Double) -> Contraction {
    let shares = shares
    var parts: [Muscle: Contraction.Part] = [:]
    if shares.glute > 0 {
      parts[.gluteusMaximus] = Contraction.Part(
        microvolts: effort * shares.glute * person.gluteMaximum, delaySeconds: max(0, person.gluteDelay))
    }
    if shares.hamstring > 0 {
      parts[.hamstrings] = Contraction.Part(
        microvolts: effort * shares.hamstring * person.hamstringMaximum, delaySeconds: max(0, -person.gluteDelay))
    }
    return Contraction(
      startSeconds: trial.startSeconds + reaction, endSeconds: trial.endSeconds + reaction, parts: parts,
      side: step.side, wobblePhase: phase)
  }

  /// Of their maxima.
  private var shares: (glute: Double, hamstring: Double) {
    switch step.kind {
    case .rest, .run, .drill: (0, 0)
    case .squeeze:
      condition == "hamstring"
        ? (Self.squeezeShare * person.gluteInCurl, Self.squeezeShare)
        : (Self.squeezeShare * person.gluteStanding, Self.squeezeShare * person.hamstringInStanding)
    case .maximum:
      switch step.muscle {
      case .hamstrings: (person.gluteInCurl, 1)
      case .gluteusMaximus:
        step.id.contains("prone")
          ? (person.gluteProne, person.hamstringInProne) : (person.gluteStanding, person.hamstringInStanding)
      default: (0, 0)
      }
    case .posture:
      (
        Self.squeezeShare * person.gluteStanding * (condition == "arched" ? person.archedShare : 1),
        Self.squeezeShare * person.hamstringInStanding
      )
    case .onset: (Self.pushShare, Self.pushShare)
    }
  }
}
