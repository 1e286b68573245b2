import EMGUnits

/// What makes one channel's samples at the base rate.
enum ChannelSource {
  case muscle(MuscleChannel)
  case contact(ContactChannel)
  /// A channel that the map leaves out: zeros.
  case unused

  /// The source for a 1-based channel.
  init(_ plan: SimulationPlan, _ course: Course, channel: Int, legs: [LegPlan]) {
    guard let entry = plan.channels.entries.first(where: { $0.channel == channel }),
      let leg = legs.first(where: { $0.leg == entry.role.side })
    else {
      self = .unused
      return
    }
    switch entry.role.signal {
    case .muscle(let muscle): self = .muscle(MuscleChannel(plan, course, muscle, on: leg, channel: channel))
    case .contact: self = .contact(ContactChannel(fullScale: 1000 * plan.fullScaleMillivolts, course, on: leg))
    }
  }

  /// Fills a chunk that starts at a base sample, in microvolts.
  mutating func fill(_ output: inout [Double], from first: Int) {
    switch consume self {
    case .muscle(var source):
      source.fill(&output, from: first)
      self = .muscle(source)
    case .contact(var source):
      source.fill(&output, from: first)
      self = .contact(source)
    case .unused:
      for index in output.indices { output[index] = 0 }
      self = .unused
    }
  }
}
