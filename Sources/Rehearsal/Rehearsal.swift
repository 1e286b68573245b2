import CalibrationProtocol
import EMGUnits
import Simulation

/// A simulated person who does a whole calibration: the simulation, when its trials are, and what is true of them.
public struct Rehearsal: Sendable {
  /// What goes wrong in it.
  public enum Fault: String, Sendable, Hashable, CaseIterable {
    /// Glute and hamstring electrodes are exchanged.
    case swapped
    /// The glute's electrode comes off after the squeeze test.
    case loose
    /// The gain is so high that strong contractions clip.
    case clipped
    /// Every maximal contraction is a quarter of one.
    case lazy
    /// The hamstring's channel carries nothing.
    case dead
    /// Nothing is contracted.
    case idle
  }

  /// How the person's glute works in running, their maxima being what they are.
  public struct Habit: Sendable, Hashable {
    /// Of what this person's glute does when all is well, in the easy run: 1 is healthy, 0 silent.
    public let level: Double

    /// A glute that works as it should.
    public static let healthy = Habit(level: 1)

    /// A glute at a part of its healthy level.
    public init(level: Double) { self.level = level }

    /// A drill brings a healthy glute 1.3 to 1.8 times its habitual level (assumed), a weak one up to twice that, and a silent
    /// one a seventh of its healthy level.
    func factor(in kind: CalibrationStep.Kind, _ person: CalibrationPerson) -> Double {
      guard kind == .drill else { return level }
      let more = 1 + max(0, 1 - level)
      return max(level, 0.1) * person.drillFactor * (level > 0 ? more : 1)
    }
  }

  /// One trial with what is true of it.
  public struct Truth: Sendable, Hashable {
    /// The trial.
    public var trial: RecordedTrial
    /// Highest root mean square over 500 ms of the muscle's own drive, microvolts, whole spectrum; by role.
    public var microvolts: [ChannelRole: Double]
  }

  /// The simulation.
  public var plan: SimulationPlan
  /// What the channels should carry: what goes into the sidecar.
  public let map: ChannelMap
  /// Every trial, in order.
  public let truths: [Truth]
  /// The person.
  public let person: CalibrationPerson

  /// When the trials are.
  public var timeline: [RecordedTrial] { truths.map(\.trial) }

  private static let firstSeconds = 1.5
  private static let reactionSeconds = 0.2
  /// A simulated person needs no rest.
  private static let mostRestSeconds = 1.0
  /// Running begins before the start tone and ends after the stop tone.
  private static let runMargin = 2.0

  /// Lays a calibration out.
  ///
  /// - Parameter day: whose electrodes and squeezes it has; nil for those of the day of a whole calibration.
  public init(
    _ calibration: CalibrationPlan, map: ChannelMap, sampleRate: Hertz, seed: UInt64, fullScaleMillivolts: Double = 5,
    fault: Fault? = nil, habit: Habit = .healthy, day: ElectrodeDay? = nil
  ) {
    let person = CalibrationPerson(seed: seed)
    let input = CalibrationInput(sampleRate: sampleRate, channelCount: 1, map: map)
    var truths: [Truth] = []
    var contractions: [Contraction] = []
    var course: [CourseSegment] = []
    var time = Self.firstSeconds
    var stood = 0.0
    for step in calibration.steps(for: input) {
      for condition in step.conditions {
        time += step.leadSeconds
        let trial = RecordedTrial(
          step: step.id, condition: condition, startSeconds: time, endSeconds: time + step.seconds)
        let doing = RehearsedTrial(
          step, condition, person: person, number: truths.count, fault: fault,
          repeatability: SqueezeRepeatability(person: seed, day: day?.seed))
        if step.kind.isRunning {
          course.append(.standing(seconds: time - Self.runMargin - stood))
          var running = CourseSegment.running(
            seconds: step.seconds + 2 * Self.runMargin, stridesPerMinute: person.cadence)
          running.gluteFactor = habit.factor(in: step.kind, person)
          course.append(running)
          stood = time + step.seconds + Self.runMargin
        }
        let contraction = doing.contraction(trial, reaction: Self.reactionSeconds)
        if !contraction.parts.isEmpty { contractions.append(contraction) }
        truths.append(Truth(trial: trial, microvolts: Self.truth(of: contraction, trial, map)))
        time = trial.endSeconds + min(step.restSeconds, Self.mostRestSeconds)
      }
    }
    course.append(.standing(seconds: time + Self.firstSeconds + Self.runMargin - stood))
    self.person = person
    self.truths = truths
    self.map = map
    var plan = SimulationPlan(
      sampleRate: sampleRate, channels: fault == .swapped ? Self.exchanged(map) : map,
      course: course.filter { $0.seconds > 0 })
    // another day is another recording of the same person
    plan.seed = seed &+ (day.map { $0.seed &+ 1 } ?? 0) &* 0x9e37_79b9_7f4a_7c15
    plan.electrodeDay = day
    person.apply(to: &plan)
    plan.fullScaleMillivolts = fullScaleMillivolts
    plan.contractions = contractions
    plan.faults = Self.faults(fault, map, truths, person, fullScaleMillivolts)
    self.plan = plan
  }

  private static func truth(
    of contraction: Contraction, _ trial: RecordedTrial, _ map: ChannelMap
  ) -> [ChannelRole: Double] {
    var found: [ChannelRole: Double] = [:]
    for entry in map.entries {
      guard case .muscle(let muscle) = entry.role.signal, contraction.parts[muscle] != nil,
        contraction.side == nil || contraction.side == entry.role.side
      else { continue }
      found[entry.role] = contraction.highestHalfSecond(muscle, from: trial.startSeconds, to: trial.endSeconds)
    }
    return found
  }

  /// Glute and hamstring of each leg change places.
  private static func exchanged(_ map: ChannelMap) -> ChannelMap {
    let entries = map.entries.map { entry in
      switch entry.role.signal {
      case .muscle(.gluteusMaximus):
        ChannelMap.Entry(ChannelRole(.muscle(.hamstrings), side: entry.role.side), channel: entry.channel)
      case .muscle(.hamstrings):
        ChannelMap.Entry(ChannelRole(.muscle(.gluteusMaximus), side: entry.role.side), channel: entry.channel)
      default: entry
      }
    }
    return (try? ChannelMap(entries)) ?? map
  }

  private static func faults(
    _ fault: Fault?, _ map: ChannelMap, _ truths: [Truth], _ person: CalibrationPerson, _ fullScale: Double
  ) -> [ElectrodeFault] {
    let channel = { (muscle: Muscle) in map.entries.first { $0.role.signal == .muscle(muscle) }?.channel }
    switch fault {
    case .loose:
      let squeezed = truths.last { $0.trial.step.hasPrefix("squeeze") }?.trial
      // in a calibration it comes off after the squeeze test, in the fifteen seconds it is off
      let from = squeezed == truths.last?.trial ? 0 : squeezed?.endSeconds ?? 0
      return channel(.gluteusMaximus).map { [ElectrodeFault(.off, channel: $0, startSeconds: from + 0.5)] } ?? []
    case .clipped:
      // the root mean square of a maximal contraction at 0.6 of full scale: one sample in ten clips
      let gain = 0.6 * 1000 * fullScale / person.gluteMaximum
      return channel(.gluteusMaximus).map { [ElectrodeFault(.clipping(gain: gain), channel: $0)] } ?? []
    case .dead:
      return channel(.hamstrings).map { [ElectrodeFault(.dead, channel: $0)] } ?? []
    case .swapped, .lazy, .idle, nil:
      return []
    }
  }
}

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
