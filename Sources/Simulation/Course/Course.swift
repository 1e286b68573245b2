/// The course laid out in time, and the spells of uninterrupted movement in it.
struct Course {
  /// A spell of movement. It is open (±∞) where it reaches the start or the end of the recording: the person was
  /// moving before and goes on afterwards.
  struct Bout {
    var start: Double
    var end: Double
    /// Over how many seconds the bursts come up and go down at a start and a stop.
    static let rampSeconds = 0.15

    /// 0 outside, 1 inside, a linear ramp within the bout.
    func gate(_ time: Double) -> Double {
      min(max(min(time - start, end - time) / Self.rampSeconds, 0), 1)
    }
  }

  let segments: [CourseSegment]
  private let starts: [Double]
  /// Length, seconds.
  let seconds: Double
  let bouts: [Bout]

  init(_ segments: [CourseSegment]) {
    self.segments = segments
    var time = 0.0
    var starts: [Double] = []
    for segment in segments {
      starts.append(time)
      time += segment.seconds
    }
    self.starts = starts
    seconds = time
    bouts = Self.bouts(segments, starts, end: time)
  }

  private static func bouts(_ segments: [CourseSegment], _ starts: [Double], end: Double) -> [Bout] {
    var bouts: [Bout] = []
    var open: Double?
    for (index, segment) in segments.enumerated() {
      if segment.gait != nil {
        open = open ?? (index == 0 ? -.infinity : starts[index])
      } else if let start = open {
        bouts.append(Bout(start: start, end: starts[index]))
        open = nil
      }
    }
    if let start = open { bouts.append(Bout(start: start, end: .infinity)) }
    return bouts
  }

  /// Cadence (strides per minute), effort, factor on the glute and gait at a time; times beyond an end of the course count as that end.
  func state(at time: Double) -> (stridesPerMinute: Double, effort: Double, gluteFactor: Double, gait: Gait?) {
    let index = max((starts.firstIndex { $0 > time } ?? starts.count) - 1, 0)
    let segment = segments[index]
    let part = min(max((time - starts[index]) / segment.seconds, 0), 1)
    return (
      segment.stridesPerMinute + part * (segment.finalStridesPerMinute - segment.stridesPerMinute),
      segment.effort + part * (segment.finalEffort - segment.effort),
      segment.gluteFactor, segment.gait
    )
  }
}
