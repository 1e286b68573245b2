import EMGUnits

/// Simulated surface EMG of a runner, with known truth.
///
/// Output: interleaved frames of `channelCount` samples, ± 1 full scale (`SimulationPlan.fullScaleMillivolts` at the
/// electrode), clipped there as a converter does. No latency: the burst of a contact at t seconds is at frame
/// t × sample rate. Memory does not grow while rendering; the list of strides is made in `init`. The samples depend on
/// the plan alone, not on the blocks in which they are asked for.
public struct EMGSimulator {
  /// Every whole stride of the recording, in the order of contact; both legs' where the map names both.
  public let strides: [TruthStride]
  /// Samples per frame.
  public let channelCount: Int
  /// Frames of the whole recording.
  public let frameCount: Int
  /// Frames rendered so far.
  public private(set) var position = 0

  private let filter: InterpolationFilter
  private let step: Double
  private let scale: Double
  private var sources: [ChannelSource]
  /// Per channel: the base samples that the filter still needs, then a chunk.
  private var history: [[Float]]
  private var chunk = [Double](repeating: 0, count: BaseRate.chunk)
  private var row: [SIMD8<Float>]
  /// Index of the first base sample that has not been made.
  private var nextBase = BaseRate.firstIndex

  /// Lays out the course and fixes the truth.
  ///
  /// - Throws: `ConfigurationError` when the plan does not validate.
  public init(_ plan: SimulationPlan) throws(ConfigurationError) {
    try plan.validate()
    let course = Course(plan.course)
    let legs = Self.legs(plan, course)
    let named = Set(plan.channels.entries.filter { $0.role.signal != .muscle(.lowerBack) }.map(\.role.side))
    let listed = named.isEmpty ? legs : legs.filter { named.contains($0.leg) }
    strides = listed.flatMap { $0.truth(plan, course) }.sorted { $0.contactSeconds < $1.contactSeconds }
    let channelCount = plan.channelCount
    self.channelCount = channelCount
    frameCount = plan.frameCount
    filter = InterpolationFilter(sampleRate: plan.sampleRate.value)
    step = BaseRate.hertz / plan.sampleRate.value
    scale = 1 / (1000 * plan.fullScaleMillivolts)
    sources = (1...channelCount).map { ChannelSource(plan, course, channel: $0, legs: legs) }
    row = [SIMD8<Float>](repeating: .zero, count: filter.groups)
    let length = 8 * filter.groups + BaseRate.chunk
    history = [[Float]](repeating: [Float](repeating: 0, count: length), count: channelCount)
  }

  /// The legs that the channel map names.
  private static func legs(_ plan: SimulationPlan, _ course: Course) -> [LegPlan] {
    let (leading, other) = Footfall.both(plan, course)
    return [Side?.none, .left, .right].filter { side in plan.channels.entries.contains { $0.role.side == side } }
      .map { LegPlan(plan, course, leg: $0, footfalls: $0 == .right ? other : leading) }
  }

  /// Writes the next frames, interleaved, and returns how many: as many whole frames as fit, fewer at the end, then 0.
  public mutating func render(into output: UnsafeMutableBufferPointer<Float>) -> Int {
    let frames = min(output.count / channelCount, frameCount - position)
    for frame in 0..<frames {
      let time = Double(position) * step
      let base = Int(bounded: time)
      while base + 4 * filter.groups >= nextBase { makeChunk() }
      writeFrame(base, time - Double(base), output, at: frame * channelCount)
      position += 1
    }
    return frames
  }

  /// The next frames (at most `frames`), interleaved.
  public mutating func render(frames: Int) -> [Float] {
    let count = max(0, min(frames, frameCount - position)) * channelCount
    return [Float](unsafeUninitializedCapacity: count) { buffer, written in
      written = render(into: UnsafeMutableBufferPointer(rebasing: buffer[..<count])) * channelCount
    }
  }

  private mutating func writeFrame(
    _ base: Int, _ fraction: Double, _ output: UnsafeMutableBufferPointer<Float>, at first: Int
  ) {
    let groups = filter.groups
    let offset = base - filter.reach - (nextBase - history[0].count)
    row.withUnsafeMutableBufferPointer { row in
      guard let coefficients = row.baseAddress else { return }
      filter.coefficients(fraction, into: coefficients)
      for channel in 0..<channelCount {
        let sample = history[channel].withUnsafeBytes { Self.dot(coefficients, $0, offset, groups) }
        output[first + channel] = min(max(sample, -1), 1)
      }
    }
  }

  @inline(__always)
  private static func dot(
    _ coefficients: UnsafePointer<SIMD8<Float>>, _ samples: UnsafeRawBufferPointer, _ offset: Int, _ groups: Int
  ) -> Float {
    var sum = SIMD8<Float>.zero
    for group in 0..<groups {
      let part = samples.loadUnaligned(fromByteOffset: 4 * (offset + 8 * group), as: SIMD8<Float>.self)
      sum += coefficients[group] * part
    }
    let four = sum.lowHalf + sum.highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }

  private mutating func makeChunk() {
    let kept = history[0].count - BaseRate.chunk
    for channel in sources.indices {
      sources[channel].fill(&chunk, from: nextBase)
      history[channel].withUnsafeMutableBufferPointer { samples in
        for index in 0..<kept { samples[index] = samples[index + BaseRate.chunk] }
        for index in 0..<BaseRate.chunk { samples[kept + index] = Float(chunk[index] * scale) }
      }
    }
    nextBase += BaseRate.chunk
  }
}

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

/// A foot switch at the base rate: half of full scale while the foot is on the ground, 0 in the air and while nothing
/// is known. Edges are 3 ms long and centred on initial contact and toe-off.
struct ContactChannel {
  /// Level while the foot is down, of full scale.
  private static let level = 0.5
  /// Length of an edge, seconds: short against human timing, long enough for the recording's filter not to ring.
  private static let edgeSeconds = 0.003

  private let fullScale: Double
  private let strides: [LegStride]
  private let standsUntil: Double
  private var current = 0

  /// `fullScale`: microvolts.
  init(fullScale: Double, _ course: Course, on leg: LegPlan) {
    self.fullScale = fullScale
    strides = leg.strides
    standsUntil = course.bouts.first?.start ?? .infinity
  }

  /// Fills a chunk that starts at a base sample, in microvolts.
  mutating func fill(_ output: inout [Double], from first: Int) {
    for index in output.indices {
      let time = BaseRate.time(first + index)
      while current < strides.count, strides[current].toeOff + Self.edgeSeconds < time { current += 1 }
      output[index] = Self.level * fullScale * max(down(time), 1 - Self.edge(time - standsUntil))
    }
  }

  private func down(_ time: Double) -> Double {
    guard current < strides.count else { return 0 }
    return Self.edge(time - strides[current].contact) * (1 - Self.edge(time - strides[current].toeOff))
  }

  /// From 0 to 1 around 0.
  private static func edge(_ time: Double) -> Double {
    let part = time / edgeSeconds + 0.5
    if part <= 0 { return 0 }
    return part >= 1 ? 1 : 0.5 - 0.5 * PortableMath.cosine(turns: part / 2)
  }
}
