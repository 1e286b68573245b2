import Biofeedback
import EMGUnits

/// Everything that a calibration has found: what `profile.json` holds.
public struct CalibrationProfile: Sendable, Hashable {
  /// What made it, such as `glutecue 0.1.0`.
  public var software: String
  /// When, as `2026-11-24T22:30:00Z`.
  public var date: String
  /// Name of the protocol.
  public var planName: String
  /// Free text.
  public var notes: String
  /// Name or code of whom it is of; nil where nobody said.
  public var person: String?
  /// What its numbers depend on.
  public var input: CalibrationInput
  /// Level at rest by role, RMS in the band, full scale = 1.
  public var noise: [String: Double]
  /// Reference contractions.
  public var maxima: [MaximumReference]
  /// In-task baselines, one entry a leg.
  public var legs: [LegProfile]
  /// Arched against neutral.
  public var postures: [PostureScreen]
  /// Onset order.
  public var onsets: [OnsetOrder]
  /// Levels of its own squeezes, to compare another day's with.
  public var squeezes: [SqueezeLevel]
  /// What squeezes have found about electrodes put on since; nil without.
  public var today: TodayLevels?
  /// Ids of the steps that were left out or given up.
  public var skipped: [String]

  /// Joins the values.
  public init(
    software: String, date: String, planName: String, notes: String, input: CalibrationInput,
    noise: [String: Double] = [:], maxima: [MaximumReference] = [], legs: [LegProfile] = [],
    postures: [PostureScreen] = [], onsets: [OnsetOrder] = [], squeezes: [SqueezeLevel] = [],
    today: TodayLevels? = nil, skipped: [String] = []
  ) {
    self.software = software
    self.date = date
    self.planName = planName
    self.notes = notes
    self.input = input
    self.noise = noise
    self.maxima = maxima
    self.legs = legs
    self.postures = postures
    self.onsets = onsets
    self.squeezes = squeezes
    self.today = today
    self.skipped = skipped
  }

  /// Joins what the steps have found.
  public init(
    steps: [CalibrationStep], records: [StepRecord], input: CalibrationInput, software: String, date: String,
    planName: String, notes: String
  ) {
    self.init(
      software: software, date: date, planName: planName, notes: notes, input: input,
      noise: records.last { !$0.noise.isEmpty }?.noise ?? [:],
      maxima: MaximumReference.references(steps, records, input),
      legs: records.last { $0.state == .done && !$0.legs.isEmpty }?.legs ?? [],
      squeezes: SqueezeLevel.levels(steps, records, input))
    let drills = records.last { $0.state == .done && $0.drills != nil }?.drills ?? []
    for index in legs.indices { legs[index].drill = drills.first { $0.leg == legs[index].leg } }
    for step in steps {
      guard let record = records.last(where: { $0.id == step.id }), record.state == .done else {
        skipped.append(step.id)
        continue
      }
      let glute = input.role(.gluteusMaximus, leg: step.side)
      if step.kind == .posture, let glute, let posture = PostureScreen(record.trials, glute: glute) {
        postures.append(posture)
      }
      if step.kind == .onset, let glute, let hamstring = input.role(.hamstrings, leg: step.side),
        let onset = OnsetOrder(record.trials, leg: step.side, glute: glute, hamstring: hamstring)
      {
        onsets.append(onset)
      }
    }
  }

  /// As strides are judged by it. `file` is its file's name.
  public func runnerProfile(file: String) -> RunnerProfile {
    RunnerProfile(
      map: input.map, fullScaleMillivolts: input.fullScaleMillivolts, sampleRate: input.sampleRate,
      name: "\(file) of \(date.prefix(10))", band: input.band, legs: legs.map(withMaxima),
      maxima: Dictionary(maxima.map { ($0.role, Float($0.amplitude)) }) { $1 })
  }

  /// With the maxima of its own muscles.
  private func withMaxima(_ leg: LegProfile) -> LegProfile {
    var leg = leg
    for muscle in [Muscle.gluteusMaximus, .hamstrings] {
      let role = input.role(muscle, leg: leg.leg)
      leg.maxima[muscle] = maxima.last { $0.role == role }.map { Float($0.amplitude) }
    }
    return leg
  }

  /// `live` can judge from the first strides on.
  public var isReadyForRunning: Bool { !legs.isEmpty }
}

/// What came of a step: everything that is kept of it, also over an interruption.
public struct StepRecord: Sendable, Hashable, Codable {
  /// How a step ended.
  public enum State: String, Sendable, Hashable, Codable {
    /// Not yet: some of its trials are there.
    case partial
    /// With all that was wanted.
    case done
    /// Left out.
    case skipped
    /// Given up for the reasons in `refusals`.
    case failed
  }

  /// The step's id.
  public var id: String
  /// How it ended.
  public var state: State
  /// The trials that count.
  public var trials: [TrialMeasurement] = []
  /// Level at rest by role, RMS in the band, full scale = 1; only of a rest step.
  public var noise: [String: Double] = [:]
  /// The in-task baseline, one entry a leg; only of a run step.
  public var legs: [LegProfile] = []
  /// What was reached, one entry a leg; only of a drill.
  public var drills: [LegDrill]?
  /// Why trials were repeated or the step given up, latest last.
  public var refusals: [TrialRefusal] = []

  /// A record of a step with nothing in it yet.
  public init(id: String, state: State) {
    self.id = id
    self.state = state
  }
}

/// What the samples of a calibration are: everything that its numbers depend on.
public struct CalibrationInput: Sendable, Hashable {
  /// The device rate.
  public var sampleRate: Hertz
  /// Samples in a frame.
  public var channelCount: Int
  /// What the channels carry.
  public var map: ChannelMap
  /// The EMG band.
  public var band: FrequencyBand
  /// 50 or 60 to look for hum only there, 0 to find it, nil to leave it in.
  public var mains: Int?
  /// Millivolts at the electrode for one full-scale sample; nil when unknown.
  public var fullScaleMillivolts: Double?

  /// Joins the values; what reads the samples checks them.
  public init(
    sampleRate: Hertz, channelCount: Int, map: ChannelMap, band: FrequencyBand = .surfaceEMG, mains: Int? = 0,
    fullScaleMillivolts: Double? = nil
  ) {
    self.sampleRate = sampleRate
    self.channelCount = channelCount
    self.map = map
    self.band = band
    self.mains = mains
    self.fullScaleMillivolts = fullScaleMillivolts
  }

  /// The mapped muscles, in the order of the map.
  public var muscleEntries: [ChannelMap.Entry] {
    map.entries.filter { if case .muscle = $0.role.signal { true } else { false } }
  }

  /// The legs that the map names; one without a name when it names none.
  public var legs: [Side?] {
    let sides = Side.allCases.filter { side in map.entries.contains { $0.role.side == side } }
    return sides.isEmpty ? [nil] : sides
  }

  /// The role of a muscle of a leg; one without a side serves both legs.
  public func role(_ muscle: Muscle, leg: Side?) -> ChannelRole? {
    let roles = [ChannelRole(.muscle(muscle), side: leg), ChannelRole(.muscle(muscle))]
    return roles.first { map.channel(of: $0) != nil }
  }
}
