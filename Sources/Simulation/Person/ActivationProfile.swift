import EMGUnits

/// How strongly one muscle fires over time: bursts at their places in each stride, and tonic activity in between.
/// 1 is the peak of a typical main burst.
struct ActivationProfile {
  /// A burst as it happens: a raised cosine.
  private struct Active {
    var start: Double
    var width: Double
    var peak: Double
    var bout: Int
  }

  /// A burst's width varies by this part from stride to stride; read off with its jitter.
  private static let widthVariability = 0.08
  /// Bursts may start this part of a stride before contact.
  private static let reach = 1.0
  /// Events take hold of the tonic activity this part of a stride before contact, where the glute's main burst begins.
  private static let tonicLead = 0.1

  private let muscle: Muscle
  private let strides: [LegStride]
  private let bouts: [Course.Bout]
  private let bursts: [Gait: [Burst]]
  private let tonic: Double
  private let jitterSeconds: Double
  private var random: RandomStream
  private var nextStride = 0
  private var tonicStride = 0
  private var active: [Active] = []
  private var pattern: PatternTrack
  private let contractions: [Contraction]
  private let amplitude: Double

  init(_ plan: SimulationPlan, _ course: Course, _ muscle: Muscle, on leg: LegPlan) {
    self.muscle = muscle
    strides = leg.strides
    bouts = course.bouts
    bursts = Dictionary(uniqueKeysWithValues: Gait.allCases.map { ($0, plan.style.bursts(of: muscle, $0)) })
    pattern = PatternTrack(plan.style, muscle)
    tonic = plan[muscle].tonic
    jitterSeconds = plan.burstJitterSeconds
    contractions = plan.contractions.filter { $0.side == nil || $0.side == leg.leg }
    amplitude = plan[muscle].amplitudeMicrovolts
    random = RandomStream(seed: plan.seed, .burstTiming, salt: 2 * muscle.order + (leg.leg == .right ? 1 : 0))
  }

  /// Mean square over a stride without variability.
  static func meanSquare(_ plan: SimulationPlan, _ muscle: Muscle, _ gait: Gait) -> Double {
    let table = plan.style.patterns[gait]?.table(of: muscle)
    let bursts = table == nil ? plan.style.bursts(of: muscle, gait) : []
    let points = 500
    var sum = 0.0
    for point in 0..<points {
      let percent = 100 * Double(point) / Double(points)
      var value = plan[muscle].tonic
      if let table {
        value += plan.style.level(of: muscle, in: gait) * ActivityPattern.value(of: table, at: percent / 100)
      }
      for burst in bursts {
        var distance = (percent - burst.centrePercent) / 100
        distance -= distance.rounded()
        value += burst.amplitude * raisedCosine(0.5 + distance * 100 / burst.widthPercent)
      }
      sum += value * value
    }
    return sum / Double(points)
  }

  /// Fills a chunk that starts at a base sample.
  mutating func fill(_ output: inout [Double], from first: Int) {
    let start = BaseRate.time(first)
    let end = BaseRate.time(first + output.count)
    admit(until: end)
    for index in output.indices { output[index] = 0 }
    for burst in active { Self.add(burst, bouts[burst.bout], to: &output, start) }
    pattern.add(to: &output, start, bouts)
    addTonic(to: &output, start)
    addContractions(to: &output, start, end)
    active.removeAll { $0.start + $0.width < end }
  }

  /// Takes in the strides whose bursts may start before `end`.
  private mutating func admit(until end: Double) {
    while nextStride < strides.count {
      let stride = strides[nextStride]
      guard stride.contact - Self.reach * max(stride.duration, stride.previousDuration) < end else { return }
      if pattern.has(stride.gait) {
        pattern.admit(stride, muscle, shift: jitterSeconds * random.gaussian(limit: 3))
      } else {
        for burst in bursts[stride.gait] ?? [] { admit(burst, of: stride) }
      }
      nextStride += 1
    }
  }

  private mutating func admit(_ burst: Burst, of stride: LegStride) {
    let length = burst.centrePercent < 0 ? stride.previousDuration : stride.duration
    let shift = jitterSeconds * random.gaussian(limit: 3)
    let width = burst.widthPercent / 100 * length * (1 + Self.widthVariability * random.gaussian(limit: 3))
    let centre = stride.contact + burst.centrePercent / 100 * length + shift
    active.append(
      Active(start: centre - width / 2, width: width, peak: burst.amplitude * stride.drive[muscle], bout: stride.bout))
  }

  private static func add(_ burst: Active, _ bout: Course.Bout, to output: inout [Double], _ start: Double) {
    let first = max(0, Int(bounded: (burst.start - start) * BaseRate.hertz))
    let last = min(output.count, Int(bounded: (burst.start + burst.width - start) * BaseRate.hertz) + 1)
    guard first < last, burst.start + burst.width > start else { return }
    for index in first..<last {
      let time = start + BaseRate.time(index)
      output[index] += burst.peak * raisedCosine((time - burst.start) / burst.width) * bout.gate(time)
    }
  }

  private mutating func addTonic(to output: inout [Double], _ start: Double) {
    for index in output.indices {
      let time = start + BaseRate.time(index)
      while tonicStride + 1 < strides.count, tonicBegin(tonicStride + 1) <= time { tonicStride += 1 }
      output[index] += tonic * (tonicStride < strides.count ? strides[tonicStride].event[muscle] : 1)
    }
  }

  private func addContractions(to output: inout [Double], _ start: Double, _ end: Double) {
    guard amplitude > 0 else { return }
    for contraction in contractions where contraction.startSeconds < end && contraction.endSeconds + 1 > start {
      for index in output.indices {
        output[index] += contraction.microvolts(muscle, at: start + BaseRate.time(index)) / amplitude
      }
    }
  }

  private func tonicBegin(_ position: Int) -> Double {
    strides[position].contact - Self.tonicLead * strides[position].previousDuration
  }

  /// 0 at `part` 0 and 1, 1 in the middle, 0 outside.
  private static func raisedCosine(_ part: Double) -> Double {
    guard part > 0, part < 1 else { return 0 }
    return 0.5 - 0.5 * PortableMath.cosine(turns: part)
  }
}

/// The rate at which every signal is made, whatever the recording's rate is: so the recording's rate changes neither the
/// spectrum nor the random numbers.
enum BaseRate {
  /// Samples per second; twice what the widest EMG amplifiers pass.
  static let hertz = 2000.0
  /// Samples made at a time.
  static let chunk = 256
  /// Index of the first sample made; before 0 because the interpolation filter reaches back.
  static let firstIndex = -2 * chunk

  /// Time of a sample, seconds.
  static func time(_ index: Int) -> Double { Double(index) / hertz }
}

/// A muscle's activity by a person's patterns, stride for stride. A stride's piece reaches from the middle of the swing
/// before its contact to the middle of the swing after; neighbours are faded into each other.
struct PatternTrack {
  private struct Piece {
    var contact: Double
    /// Length of the stride before and after the contact, seconds.
    var before: Double
    var after: Double
    /// Later by this part of the stride.
    var shift: Double
    var peak: Double
    var gait: Gait
    var bout: Int

    var start: Double { contact + (PatternTrack.first - PatternTrack.fade) * before }
    var end: Double { contact + (PatternTrack.first + 1 + PatternTrack.fade) * after }

    func place(at time: Double) -> Double { (time - contact) / (time < contact ? before : after) }

    /// 1 in the piece, down to 0 beyond its ends; with its neighbours' the sum is 1.
    func weight(at place: Double) -> Double {
      let rise = (place - PatternTrack.first + PatternTrack.fade) / (2 * PatternTrack.fade)
      let fall = (PatternTrack.first + 1 + PatternTrack.fade - place) / (2 * PatternTrack.fade)
      return min(max(min(rise, fall), 0), 1)
    }
  }

  /// Where a piece begins, in strides from contact: both muscles of runners are quiet there.
  private static let first = -0.45
  /// Half of the time over which one piece becomes the next, in strides.
  private static let fade = 0.03

  private let tables: [Gait: [Double]]
  /// Levels against the gait of the plan's amplitudes.
  private let levels: [Gait: Double]
  private var active: [Piece] = []

  init(_ style: RunnerStyle, _ muscle: Muscle) {
    tables = style.patterns.compactMapValues { $0.table(of: muscle) }
    levels = Dictionary(uniqueKeysWithValues: tables.keys.map { ($0, style.level(of: muscle, in: $0)) })
  }

  /// Whether strides of a gait go by a pattern.
  func has(_ gait: Gait) -> Bool { tables[gait] != nil }

  /// Takes in a stride, later by `shift` seconds.
  mutating func admit(_ stride: LegStride, _ muscle: Muscle, shift: Double) {
    active.append(
      Piece(
        contact: stride.contact, before: stride.previousDuration, after: stride.duration,
        shift: shift / stride.duration, peak: stride.drive[muscle] * (levels[stride.gait] ?? 1), gait: stride.gait,
        bout: stride.bout))
  }

  /// Adds to a chunk that starts at a time.
  mutating func add(to output: inout [Double], _ start: Double, _ bouts: [Course.Bout]) {
    for piece in active {
      let first = max(0, Int((piece.start - start) * BaseRate.hertz))
      let last = min(output.count, Int((piece.end - start) * BaseRate.hertz) + 1)
      guard first < last, piece.end > start, let table = tables[piece.gait] else { continue }
      for index in first..<last {
        let time = start + BaseRate.time(index)
        let place = piece.place(at: time)
        output[index] +=
          piece.peak * piece.weight(at: place) * ActivityPattern.value(of: table, at: place - piece.shift)
          * bouts[piece.bout].gate(time)
      }
    }
    let end = start + BaseRate.time(output.count)
    active.removeAll { $0.end < end }
  }
}
