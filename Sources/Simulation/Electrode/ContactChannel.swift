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
