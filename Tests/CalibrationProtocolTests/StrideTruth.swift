import EMGUnits
import GaitAnalysis
import Simulation

/// Where a simulated runner's main burst truly rises through and falls below 30 % of the range: the burst table with the
/// person's own adjustments, drawn over the stride as mean amplitude, blurred by the jitter of the bursts.
struct StrideTruth {
  private static let points = 1000
  private let cycle: [Double]
  private let muscle: Muscle

  init(_ plan: SimulationPlan, _ muscle: Muscle) {
    self.muscle = muscle
    let period = 60 / (plan.course.first { $0.activity != .standing }?.stridesPerMinute ?? 80)
    let jitter = plan.burstJitterSeconds / period
    var power = [Double](repeating: 0, count: Self.points)
    for offset in [-1.5, -0.5, 0.5, 1.5] {
      for point in 0..<Self.points {
        let phase = Double(point) / Double(Self.points) - 0.5
        var level = plan[muscle].tonic
        for burst in plan.style.bursts(of: muscle, .running) {
          let centre = (burst.onsetPercent + burst.offsetPercent) / 200 + offset * jitter
          let width = (burst.offsetPercent - burst.onsetPercent) / 100 / 0.630_989_9
          var distance = phase - centre
          distance -= distance.rounded()
          let part = distance / width + 0.5
          if part > 0, part < 1 { level += burst.amplitude * (0.5 - 0.5 * Turn.cosine(part)) }
        }
        power[point] += level * level / 4
      }
    }
    cycle = power.map { $0.squareRoot() }
  }

  /// On and off in strides after contact.
  var window: ActivityWindow {
    let typical = ActivityWindow.canonical(muscle, periodSeconds: 0.75)
    let index = { (phase: Double) in Int((phase + 0.5) * Double(Self.points)) }
    let near = index(typical.on - 0.04)...index(typical.off + 0.04)
    let peak = near.max { value($0) < value($1) } ?? 0
    let lowest = cycle.min() ?? 0
    // no window goes further than 8 % of the stride beyond the typical one, as `ActivityWindow.learned` says
    let first = peak - edge(peak, -1, limit: peak - index(typical.on - 0.08), lowest)
    let last = peak + edge(peak, 1, limit: index(typical.off + 0.08) - peak, lowest)
    return ActivityWindow(on: phase(first), off: phase(last + 1))
  }

  /// How far the burst reaches: to 30 % of its height, or to the valley before the next burst.
  private func edge(_ peak: Int, _ step: Int, limit: Int, _ lowest: Double) -> Int {
    let height = value(peak) - lowest
    var valley = 0
    for away in 0..<max(limit, 0) {
      let here = value(peak + (away + 1) * step)
      if here < lowest + 0.3 * height { return away }
      if here < value(peak + valley * step) { valley = away + 1 }
      let deepest = value(peak + valley * step)
      if deepest < lowest + 0.5 * height && here > deepest + 0.15 * height { return valley }
    }
    return limit
  }

  private func value(_ point: Int) -> Double { cycle[(point + Self.points) % Self.points] }
  private func phase(_ point: Int) -> Double { Double(point) / Double(Self.points) - 0.5 }
}

/// Cosine of a part of a turn.
private enum Turn {
  static func cosine(_ turns: Double) -> Double {
    // sin²(π t) = (1 − cos 2π t) / 2, with the sine from its series: exact to 1e-9 on 0…1
    let x = Double.pi * (turns - 0.5)
    var term = 1.0
    var sum = 1.0
    for n in 1...12 {
      term *= -x * x / Double((2 * n - 1) * (2 * n))
      sum += term
    }
    return 1 - 2 * sum * sum
  }
}
