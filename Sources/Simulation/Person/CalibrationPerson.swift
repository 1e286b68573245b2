import EMGUnits

/// A person who is calibrated, drawn at random within what people show; the same seed gives the same person.
///
/// Running against maximal levels: a glute's burst in easy running peaks at 30–55 % of its maximum, a hamstring's at
/// 30–60 %. Levels, co-contraction and delays are assumptions, wide enough to hold most people.
public struct CalibrationPerson: Sendable, Hashable {
  /// RMS of the glute's and the hamstring's EMG in a maximal contraction, microvolts.
  public let gluteMaximum, hamstringMaximum: Double
  /// The peak of the running burst against the maximum.
  public let gluteRunShare, hamstringRunShare: Double
  /// What the glute reaches lying and standing, against its maximum; one of them is 1.
  public let gluteProne, gluteStanding: Double
  /// The hamstring's part in glute contractions lying and standing, the glute's in hamstring contractions; against
  /// their maxima.
  public let hamstringInProne, hamstringInStanding, gluteInCurl: Double
  /// The glute with an arched back against a neutral one.
  public let archedShare: Double
  /// The glute after the hamstring in hip extension, seconds.
  public let gluteDelay: Double
  /// Strides per minute in easy running.
  public let cadence: Double
  /// Electrode noise, microvolts.
  public let noise: Double
  /// Bursts in running.
  public let style: RunnerStyle
  /// What the glute does in the drill, against the easy run.
  public let drillFactor: Double
  /// Effort of each trial in turn, against the maximum; used over and over.
  public let efforts: [Double]
  /// Where the wobble of each trial begins, in turns.
  public let phases: [Double]

  /// Lets the runner of a plan be this person: bursts, levels and noise.
  public func apply(to plan: inout SimulationPlan) {
    plan.style = style
    plan.electrodeNoiseMicrovolts = noise
    plan[.gluteusMaximus].amplitudeMicrovolts = gluteMaximum * gluteRunShare
    plan[.hamstrings].amplitudeMicrovolts = hamstringMaximum * hamstringRunShare
  }

  /// Draws a person.
  public init(seed: UInt64) {
    var random = RandomStream(seed: seed, .person)
    let spread = { (random: inout RandomStream) in PortableMath.exp(0.3 * random.gaussian(limit: 2)) }
    gluteMaximum = 160 * spread(&random)
    hamstringMaximum = 420 * spread(&random)
    gluteRunShare = random.uniform(in: 0.3...0.55)
    hamstringRunShare = random.uniform(in: 0.3...0.6)
    let isBestProne = random.uniform() < 0.5
    let other = random.uniform(in: 0.75...0.97)
    gluteProne = isBestProne ? 1 : other
    gluteStanding = isBestProne ? other : 1
    hamstringInProne = random.uniform(in: 0.15...0.45)
    hamstringInStanding = random.uniform(in: 0.05...0.3)
    gluteInCurl = random.uniform(in: 0.05...0.3)
    archedShare = random.uniform(in: 0.4...1.05)
    gluteDelay = random.uniform(in: -0.06...0.13)
    cadence = random.uniform(in: 76...88)
    noise = random.uniform(in: 2...5)
    style = .random(seed: seed)
    efforts = (0..<16).map { _ in random.uniform(in: 0.9...1) }
    phases = (0..<16).map { _ in random.uniform() }
    drillFactor = random.uniform(in: 1.3...1.8)
  }
}

/// How well a person repeats a squeeze that is not a maximal one: the level of a voluntary contraction differs from one to
/// the next, and from day to day by more.
///
/// Assumed, log-normal with median 1: CV 10 % within a day and 15 % between days, on top of what the electrodes do. Sustained
/// and maximal contractions of the leg repeat about as well.
public struct SqueezeRepeatability: Sendable, Hashable {
  /// Coefficient of variation from one contraction to the next.
  public static let withinDay = 0.10
  /// And from day to day.
  public static let betweenDays = 0.15

  private let person: UInt64
  private let day: UInt64?

  /// Of a person on a day; nil for the day of the calibration.
  public init(person: UInt64, day: UInt64?) {
    self.person = person
    self.day = day
  }

  /// The factor on contraction number `trial` of a muscle.
  public func factor(_ muscle: Muscle, trial: Int) -> Double {
    let seed = day.map { person &* 0x9e37_79b9_7f4a_7c15 ^ ($0 &+ 1) } ?? person
    var days = RandomStream(seed: seed, .squeeze, salt: muscle.order)
    var trials = RandomStream(seed: seed, .squeeze, salt: 16 * (trial + 1) + muscle.order)
    return PortableMath.exp(
      Self.betweenDays * days.gaussian(limit: 3) + Self.withinDay * trials.gaussian(limit: 3))
  }
}
