import EMGUnits

/// All strides of one leg over a course.
struct LegPlan: Sendable {
  /// The leg; nil when the map does not say.
  let leg: Side?
  /// In the order of contact.
  let strides: [LegStride]

  /// Toe-off varies by this part of the stance: 2–5 % in 13 of the 15 runners of `StrideTiming`'s source.
  private static let stanceVariability = 0.03

  init(_ plan: SimulationPlan, _ course: Course, leg: Side?, footfalls: [Footfall]) {
    self.leg = leg
    let salt = leg == .right ? 1 : 0
    var stance = RandomStream(seed: plan.seed, .stance, salt: salt)
    var variability = DriveVariability(plan, leg: salt)
    var strides: [LegStride] = []
    var count = 0
    for (position, footfall) in footfalls.enumerated() {
      let next = position + 1 < footfalls.count ? footfalls[position + 1] : nil
      let state = course.state(at: footfall.time)
      let gait = state.gait ?? strides.last?.gait ?? .running
      let ends = next?.bout == footfall.bout ? next?.time : nil
      let duration = ends.map { $0 - footfall.time } ?? 60 / state.stridesPerMinute
      let isWhole = ends.map { footfall.time >= 0 && $0 <= course.seconds } ?? false
      if isWhole { count += 1 }
      let fraction = gait.stanceFraction * (1 + Self.stanceVariability * stance.gaussian(limit: 3))
      var event = Self.events(plan, stride: count, leg: leg)
      event[.gluteusMaximus] *= state.gluteFactor
      let stopped = next.map { course.bouts[$0.bout].start } ?? .infinity
      strides.append(
        LegStride(
          contact: footfall.time, duration: duration,
          previousDuration: strides.last?.bout == footfall.bout ? strides.last?.duration ?? duration : duration,
          toeOff: ends == nil ? stopped : footfall.time + fraction * duration, gait: gait, bout: footfall.bout,
          index: isWhole ? count : nil, drive: variability.next().scaled(by: event, state.effort), event: event))
    }
    self.strides = strides
  }

  private static func events(_ plan: SimulationPlan, stride: Int, leg: Side?) -> MuscleValues {
    var values = MuscleValues(repeating: 1)
    for event in plan.gluteEvents {
      guard let factor = event.gluteFactor(stride: stride, of: leg) else { continue }
      values[.gluteusMaximus] *= factor
      values[.hamstrings] *= event.hamstringFactor
    }
    return values
  }

  /// The whole strides, as the truth lists them.
  func truth(_ plan: SimulationPlan, _ course: Course) -> [TruthStride] {
    let channels = plan.channels.entries.filter { $0.role.side == leg }.map(\.channel)
    let faults = plan.faults.filter { channels.contains($0.channel) }
    return strides.indices.compactMap { position in
      let stride = strides[position]
      guard let index = stride.index else { return nil }
      let end = stride.contact + stride.duration
      var flags = flags(at: position)
      if faults.contains(where: { $0.touches(from: stride.contact, to: end) }) { flags.insert(.fault) }
      return TruthStride(
        leg: leg, index: index, contactSeconds: stride.contact, toeOffSeconds: stride.toeOff, endSeconds: end,
        gait: stride.gait, gluteFactor: stride.event[.gluteusMaximus], hamstringFactor: stride.event[.hamstrings],
        gluteDrive: stride.drive[.gluteusMaximus], hamstringDrive: stride.drive[.hamstrings], flags: flags)
    }
  }

  private func flags(at position: Int) -> TruthFlags {
    var flags: TruthFlags = []
    let stride = strides[position]
    let before = position > 0 ? strides[position - 1] : nil
    let after = position + 1 < strides.count ? strides[position + 1] : nil
    if before?.bout != stride.bout || before?.index == nil { flags.insert(.first) }
    if after?.bout != stride.bout || after?.index == nil { flags.insert(.last) }
    for neighbour in [before, after] where neighbour?.bout == stride.bout && neighbour?.gait != stride.gait {
      flags.insert(.gaitChange)
    }
    return flags
  }
}

extension MuscleValues {
  fileprivate func scaled(by other: MuscleValues, _ factor: Double) -> MuscleValues {
    var result = self
    for muscle in Muscle.allCases { result[muscle] *= other[muscle] * factor }
    return result
  }
}

/// One stride of one leg with all that the signals need. Unlike `TruthStride` it may reach beyond the recording, and
/// it may be the step onto which a person stops, which no further contact ends.
struct LegStride: Sendable {
  /// Initial contact, seconds.
  var contact: Double
  /// Length to the next contact, or what it would have been, seconds.
  var duration: Double
  /// Length of the stride before, seconds.
  var previousDuration: Double
  /// Toe-off, seconds; after a last step, when the next movement starts.
  var toeOff: Double
  /// Gait at contact.
  var gait: Gait
  /// Which spell of movement.
  var bout: Int
  /// Number in the truth, nil when the stride is not a whole one within the recording.
  var index: Int?
  /// Amplitude of each muscle's bursts: event × effort × variability.
  var drive: MuscleValues
  /// Amplitude of each muscle's activity as events leave it.
  var event: MuscleValues
}

/// An initial contact of one leg.
struct Footfall {
  /// Seconds from the first sample; negative before it.
  var time: Double
  /// Which spell of movement it belongs to.
  var bout: Int

  /// The contacts of both legs over a course, in order: the leading leg and, half a stride later, the other.
  static func both(_ plan: SimulationPlan, _ course: Course) -> (leading: [Footfall], other: [Footfall]) {
    var timing = StrideTiming(seed: plan.seed, variability: plan.strideVariability)
    var leading: [Footfall] = []
    for bout in course.bouts.indices { leading += leg(in: bout, course, &timing) }
    let other = zip(leading, leading.dropFirst()).compactMap { first, second -> Footfall? in
      let middle = 0.5 + timing.asymmetry()
      guard first.bout == second.bout else { return nil }
      return Footfall(time: first.time + middle * (second.time - first.time), bout: first.bout)
    }
    return (leading, other)
  }

  /// When the first contact comes after a start, in strides.
  private static let firstContact = 0.35
  /// How many strides are made before and after the recording, for the bursts that reach into it.
  private static let margin = 2.0

  private static func leg(in bout: Int, _ course: Course, _ timing: inout StrideTiming) -> [Footfall] {
    let span = course.bouts[bout]
    let first = 60 / course.state(at: max(span.start, 0)).stridesPerMinute
    let last = 60 / course.state(at: course.seconds).stridesPerMinute
    var time = span.start.isFinite ? span.start + firstContact * first : (firstContact - margin) * first
    let end = span.end.isFinite ? span.end : course.seconds + margin * last
    var contacts: [Footfall] = []
    while true {
      let mean = 60 / course.state(at: time).stridesPerMinute
      let contact = time + mean * timing.displacement()
      guard contact < end else { return contacts }
      contacts.append(Footfall(time: contact, bout: bout))
      time += mean * timing.interval()
    }
  }
}

/// What is special about a simulated stride.
public struct TruthFlags: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: Int
  /// From bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The first stride of the recording or after standing.
  public static let first = TruthFlags(rawValue: 1)
  /// The last stride of the recording or before standing.
  public static let last = TruthFlags(rawValue: 2)
  /// The stride before or after it is of another gait.
  public static let gaitChange = TruthFlags(rawValue: 4)
  /// A fault on a channel of this leg touches the stride.
  public static let fault = TruthFlags(rawValue: 8)
}

/// A stride as it was simulated: from one initial contact of a leg to the next. Only whole strides are listed.
public struct TruthStride: Sendable, Hashable {
  /// The leg; nil when the channel map does not say which leg carries the electrodes.
  public let leg: Side?
  /// Number of the stride of this leg, from 1.
  public let index: Int
  /// Initial contact, seconds from the first sample.
  public let contactSeconds: Double
  /// Toe-off, seconds.
  public let toeOffSeconds: Double
  /// The next initial contact of the same leg, seconds.
  public let endSeconds: Double
  /// How the stride is made.
  public let gait: Gait
  /// What glute events leave of the glute: 1 normal, 0 silent.
  public let gluteFactor: Double
  /// What glute events make of the hamstrings.
  public let hamstringFactor: Double
  /// Amplitude of the glute's bursts against its usual amplitude: event × effort × variability.
  public let gluteDrive: Double
  /// Amplitude of the hamstrings' bursts, in the same way.
  public let hamstringDrive: Double
  /// What is special.
  public let flags: TruthFlags

  /// Length of the stride, seconds.
  public var durationSeconds: Double { endSeconds - contactSeconds }
}
