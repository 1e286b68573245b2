import EMGUnits

/// Everything that decides a simulated recording. Equal plans give equal samples, on every machine.
public struct SimulationPlan: Sendable, Hashable {
  /// Frames per second of the recording, 500–192,000 Hz. The signal is made at 2 kHz and is the same at every rate.
  public var sampleRate: Hertz
  /// What each channel carries. Roles without a side are of the leg with the first contact; `right-` roles come half
  /// a stride later than `left-` and side-less ones. Channels that the map leaves out are zero.
  public var channels: ChannelMap
  /// What the person does, one part after the other; the recording is as long as all of them.
  public var course: [CourseSegment]
  /// Chooses one of 2⁶⁴ recordings.
  public var seed: UInt64 = 1
  /// Which bursts are large or early.
  public var style = RunnerStyle.typical
  /// Coefficient of variation of the stride time at constant cadence.
  public var strideVariability = StrideTiming.typicalVariability
  /// Correlation (0…1) of the muscles' amplitudes within a stride. With amplitudes that vary by 18 %, 0.75 lets
  /// the glute-to-hamstring ratio vary by about a fifth; 11–25 % was measured.
  public var muscleCoupling = 0.75
  /// SD of a burst's time from stride to stride, seconds. Measured on- and offsets scatter by 3–5 % of the stride
  /// (22–37 ms), detection included; at 10 ms a template of both muscles finds contacts as closely as in real running.
  public var burstJitterSeconds = 0.01
  /// Contractions held while standing or lying; where they overlap, their levels add up.
  public var contractions: [Contraction] = []
  /// Glute events; where they overlap, their factors multiply.
  public var gluteEvents: [GluteEvent] = []
  /// Electrode faults.
  public var faults: [ElectrodeFault] = []
  /// Factor on the amplitude of motion artefact: 1 as measured, 0 none.
  public var motion = 1.0
  /// Mains hum on every EMG channel.
  public var mains = MainsHum.none
  /// RMS of the electrode noise within 30–450 Hz, microvolts. The real recordings' quietest moments: 2.2–4.3 µV.
  public var electrodeNoiseMicrovolts = 3.0
  /// What part (0…1) of the hamstring's EMG, as its own electrode takes it up at a gain of 1, reaches the glute's on the
  /// same leg; in RMS, through a filter of five taps within 3 ms that the seed draws. The real recordings: 0–0.03.
  public var crosstalk = 0.0
  /// Electrodes put on anew; nil: as measured.
  public var electrodeDay: ElectrodeDay?
  /// What a sample of 1 stands for, millivolts at the electrode.
  public var fullScaleMillivolts = 5.0

  private var ownSettings: [Muscle: MuscleSettings] = [:]

  /// A plan with a course of several parts.
  public init(sampleRate: Hertz, channels: ChannelMap, course: [CourseSegment]) {
    self.sampleRate = sampleRate
    self.channels = channels
    self.course = course
  }

  /// A plan with one gait at one cadence.
  public init(
    sampleRate: Hertz, channels: ChannelMap, seconds: Double, stridesPerMinute: Double? = nil, gait: Gait = .running
  ) {
    let cadence = stridesPerMinute ?? gait.usualStridesPerMinute
    let segment = CourseSegment(.moving(gait), seconds: seconds, stridesPerMinute: cadence)
    self.init(sampleRate: sampleRate, channels: channels, course: [segment])
  }

  /// The settings of one muscle, on both legs.
  public subscript(muscle: Muscle) -> MuscleSettings {
    get { ownSettings[muscle] ?? .typical(muscle) }
    set { ownSettings[muscle] = newValue }
  }

  /// Length of the recording, seconds.
  public var durationSeconds: Double { course.reduce(0) { $0 + $1.seconds } }
  /// Length of the recording in frames; 0 where the plan would not validate.
  public var frameCount: Int { Int(exactly: (durationSeconds * sampleRate.value).rounded()) ?? 0 }
  /// Number of channels: the highest in the map.
  public var channelCount: Int { channels.entries.reduce(0) { max($0, $1.channel) } }

  /// The gait that levels relative to “the EMG” refer to: the first of the course.
  var referenceGait: Gait { course.lazy.compactMap(\.gait).first ?? .running }
  /// Length of a stride where the course's movement starts, seconds.
  var referenceStrideSeconds: Double {
    60 / (course.first { $0.gait != nil }?.stridesPerMinute ?? referenceGait.usualStridesPerMinute)
  }
}

/// Electrodes put on anew: every muscle's EMG arrives with another gain, as it does from day to day.
///
/// Between two days the average rectified EMG of 16 men varied by a CV of 41 % with surface electrodes, running, cycling and
/// squats together (Colyer & McGuigan 2018, J Sports Sci Med 17:101). Part of that is how they moved; half is taken for the
/// electrodes, an assumption.
public struct ElectrodeDay: Sendable, Hashable {
  /// The usual coefficient of variation of a muscle's gain from day to day.
  public static let typicalVariability = 0.2

  /// Which day; the same seed gives the same gains.
  public var seed: UInt64
  /// Coefficient of variation of each gain (log-normal with mean 1), independent between muscles and legs.
  public var variability: Double

  /// Joins the values; `SimulationPlan.validate()` checks them.
  public init(seed: UInt64, variability: Double = ElectrodeDay.typicalVariability) {
    self.seed = seed
    self.variability = variability
  }

  /// The factor on a muscle's EMG.
  public func gain(of muscle: Muscle, on side: Side?) -> Double {
    var random = RandomStream(seed: seed, .day, salt: 3 * muscle.order + (side.map { $0 == .right ? 2 : 1 } ?? 0))
    let square = PortableMath.log(1 + variability * variability)
    return PortableMath.exp(square.squareRoot() * random.gaussian(limit: 3) - square / 2)
  }
}

/// The glute changes over some strides: it stops, weakens or fades. Only its own activity; noise, hum and motion stay.
public struct GluteEvent: Sendable, Hashable {
  /// The strides, by `TruthStride.index` (from 1).
  public var strides: ClosedRange<Int>
  /// Factor on the glute's activity in the first of them.
  public var from: Double
  /// Factor in the last; in between it changes linearly.
  public var to: Double
  /// Factor on the hamstrings in the same strides: above 1 when they take over.
  public var hamstringFactor: Double
  /// The leg; nil for every leg.
  public var side: Side?

  /// Joins the parts; `SimulationPlan.validate()` checks them.
  public init(
    strides: ClosedRange<Int>, from: Double, to: Double, hamstringFactor: Double = 1, side: Side? = nil
  ) {
    self.strides = strides
    self.from = from
    self.to = to
    self.hamstringFactor = hamstringFactor
    self.side = side
  }

  /// The glute does not fire at all.
  public static func stops(strides: ClosedRange<Int>, side: Side? = nil) -> GluteEvent {
    GluteEvent(strides: strides, from: 0, to: 0, side: side)
  }

  /// The glute fires at a constant part of its usual amplitude.
  public static func weak(strides: ClosedRange<Int>, factor: Double, side: Side? = nil) -> GluteEvent {
    GluteEvent(strides: strides, from: factor, to: factor, side: side)
  }

  /// The glute goes linearly from one factor to another.
  public static func fades(strides: ClosedRange<Int>, from: Double = 1, to: Double, side: Side? = nil) -> GluteEvent {
    GluteEvent(strides: strides, from: from, to: to, side: side)
  }

  /// The factor in one stride of one leg; nil when the event does not touch it.
  func gluteFactor(stride: Int, of leg: Side?) -> Double? {
    guard strides.contains(stride), side == nil || side == leg else { return nil }
    guard strides.count > 1 else { return from }
    return from + (to - from) * Double(stride - strides.lowerBound) / Double(strides.count - 1)
  }
}
