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
