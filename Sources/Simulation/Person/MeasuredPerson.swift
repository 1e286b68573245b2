import EMGUnits

/// A person whose muscles were recorded: the pattern of each gait, and levels.
public struct MeasuredPerson: Sendable, Hashable {
  /// What the person is called here: `level-runner`.
  public let name: String
  /// The pattern of each gait that was recorded.
  public let patterns: [Gait: ActivityPattern]

  /// Electrode noise is at most this, as in `SimulationPlan`; what is louder at rest is the muscle, microvolts.
  private static let mostNoise = 3.0

  /// RMS of the motion artefact below 20 Hz, microvolts: see `Gait.motionScale`. The recordings of these people were
  /// high-passed by what they were recorded with.
  private static let gluteMovement = 28.0
  private static let hamstringMovement = 55.0

  /// Everyone, runners first.
  public static let all: [MeasuredPerson] = {
    var all = [
      MeasuredPerson(name: "level-runner", patterns: [.running: MeasuredRuns.level]),
      MeasuredPerson(name: "downhill-runner", patterns: [.running: MeasuredRuns.downhill]),
      MeasuredPerson(
        name: "overground-runner",
        patterns: [.running: MeasuredRuns.overground, .walking: MeasuredWalks.overgroundFast]),
      MeasuredPerson(name: "clinic-walker", patterns: [.walking: MeasuredWalks.clinic]),
    ]
    for (index, pattern) in MeasuredWalks.usual.enumerated() {
      all.append(MeasuredPerson(name: "walker-\(index + 1)", patterns: [.walking: pattern]))
    }
    for (index, pattern) in MeasuredWalks.fast.enumerated() {
      all.append(MeasuredPerson(name: "fast-walker-\(index + 1)", patterns: [.walking: pattern]))
    }
    return all
  }()

  /// Drawn at random: for each gait one recorded person with up to half of another in it, moved by as much as people
  /// differ, levels with a log SD of 0.3. The same seed gives the same person.
  public static func mixed(seed: UInt64) -> MeasuredPerson {
    var random = RandomStream(seed: seed, .mixture)
    var patterns: [Gait: ActivityPattern] = [:]
    for gait in Gait.allCases {
      let known = all.compactMap { $0.patterns[gait] }
      let own = known[Int(random.uniform() * Double(known.count))]
      let other = known[Int(random.uniform() * Double(known.count))]
      patterns[gait] = own.varied(
        gluteShift: RunnerStyle.shiftSDPercent * random.gaussian(limit: 2),
        hamstringShift: RunnerStyle.shiftSDPercent * random.gaussian(limit: 2),
        gluteLevel: PortableMath.exp(0.3 * random.gaussian(limit: 2)),
        hamstringLevel: PortableMath.exp(0.3 * random.gaussian(limit: 2)), with: other,
        otherPart: random.uniform(in: 0...0.5))
    }
    return MeasuredPerson(name: "mixed \(seed)", patterns: patterns)
  }

  /// Lets the person of a plan be this one: patterns, levels, noise and activity at rest. Levels are those of the first
  /// gait of the plan's course that was recorded.
  public func apply(to plan: inout SimulationPlan) {
    plan.style.patterns = patterns
    let gaits = [plan.referenceGait] + Gait.allCases
    guard let gait = gaits.first(where: { patterns[$0] != nil }), let pattern = patterns[gait] else { return }
    plan.style.patternGait = gait
    apply(pattern.gluteMicrovolts, rest: pattern.gluteRestMicrovolts, to: &plan[.gluteusMaximus])
    apply(pattern.hamstringMicrovolts, rest: pattern.hamstringRestMicrovolts, to: &plan[.hamstrings])
    plan[.gluteusMaximus].movementMicrovolts = Self.gluteMovement * plan.referenceGait.motionScale
    plan[.hamstrings].movementMicrovolts = Self.hamstringMovement * plan.referenceGait.motionScale
  }

  /// The electrode's noise as far as it can be, the muscle's tonic activity beyond.
  private func apply(_ microvolts: Double, rest: Double, to settings: inout MuscleSettings) {
    let noise = min(rest, Self.mostNoise)
    settings.amplitudeMicrovolts = microvolts
    settings.electrodeNoiseMicrovolts = noise
    settings.tonic = (rest * rest - noise * noise).squareRoot() / microvolts
  }
}
