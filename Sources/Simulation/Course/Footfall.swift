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
