import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// How much glute and hamstring work in a stride: power above movement, crosstalk taken off.
///
/// `load` brings one stretch of both muscles' tracking signal through `WorkFilter`; what is asked afterwards is about that
/// stretch. Fixed memory. Latency: that of the tracking signal.
package struct StrideActivity: ~Copyable {
  /// The crosstalk is fitted to every second sample: the band ends at 450 Hz, the core's rate is 2 kHz.
  private static var everySample: Int { @_noLocks get { 2 } }
  /// The longest stretch: a stride of 1.5 s and its windows.
  private static var longestSeconds: Double { 1.7 }
  /// Power is looked at in steps of 15 ms; rest is the lowest of four in a row.
  private static var stepSeconds: Double { 0.015 }
  private static var stepsOfRest: Int { @_noLocks get { 4 } }

  package let tuning: ActivityTuning
  private let filter: WorkFilter
  private let step: Int
  private let glute: FixedBuffer<Float>
  private let hamstring: FixedBuffer<Float>
  private let stepPowers: FixedBuffer<Float>
  private let capacity: Int
  private var shared = SharedSignal()
  /// What arrives from the hamstring; nil while nothing significant does.
  package private(set) var crosstalk: SharedFilter?
  /// Samples loaded, and the place of the first in the tracking signal.
  private var count = 0
  private var first = 0
  private var hasGlute = false
  private var hasHamstring = false
  /// Levels of rest; 0 before the first stride.
  private var gluteRest: Float = 0
  private var hamstringRest: Float = 0

  package init(rate: Hertz, tuning: ActivityTuning) {
    self.tuning = tuning
    filter = WorkFilter(rate: rate)
    step = max(1, Int(Self.stepSeconds * rate.value))
    capacity = Int(Self.longestSeconds * rate.value) + 16
    glute = FixedBuffer(repeating: 0, count: capacity)
    hamstring = FixedBuffer(repeating: 0, count: capacity + 16)
    stepPowers = FixedBuffer(repeating: 0, count: capacity / max(1, Int(Self.stepSeconds * rate.value)) + 1)
  }

  /// Where the hamstring's sample beside the glute's first one stands: the fit looks at samples before it.
  private static var lead: Int { @_noLocks get { SharedSignal.taps } }

  /// Brings the stretch between two instants of input time in; false when it is not (or no longer) there.
  @_noLocks
  package mutating func load(_ channels: LegChannels, from: Double, to: Double, _ chain: borrowing SignalChain) -> Bool
  {
    let gluteRow = channels.row(.gluteusMaximus)
    let hamstringRow = channels.row(.hamstrings)
    let row = max(gluteRow, hamstringRow)
    first = chain.trackingIndex(at: from)
    let last = min(chain.trackingIndex(at: to), chain.measurement[row].end - SharedSignal.ahead)
    let earliest = first - filter.lead - Self.lead
    count = 0
    guard earliest >= chain.measurement[row].start, last - first > 4 * step, last - first <= capacity else {
      return false
    }
    count = last - first
    hasGlute = gluteRow >= 0
    hasHamstring = hamstringRow >= 0
    if hasGlute {
      filter.process(
        chain.tracking(gluteRow, at: first - filter.lead, count: count + filter.lead), count: count, into: glute.pointer
      )
    }
    if hasHamstring {
      let wanted = count + Self.lead + SharedSignal.ahead
      filter.process(
        chain.tracking(hamstringRow, at: earliest, count: wanted + filter.lead), count: wanted, into: hamstring.pointer)
    }
    return true
  }

  /// The hamstring's samples beside the glute's.
  private var beside: UnsafeMutablePointer<Float> { @_noLocks get { hamstring.pointer + Self.lead } }

  /// Takes the stretch into account for the crosstalk: samples count the more, the quieter the glute is at them.
  @_noLocks
  package mutating func learnCrosstalk() {
    guard hasGlute, hasHamstring, count > 0 else { return }
    let steps = measureSteps(UnsafePointer(glute.pointer))
    var floor: Float = 0
    var i = 0
    while i < steps {
      floor += stepPowers.pointer[i]
      i += 1
    }
    floor = 0.01 * floor / Float(max(1, steps)) + 1e-20
    shared.fade(to: tuning.crosstalkMemory)
    i = 0
    while i < steps {
      shared.add(
        source: UnsafePointer(beside + i * step), target: UnsafePointer(glute.pointer + i * step), count: step,
        weight: 1 / (stepPowers.pointer[i] + floor), every: Self.everySample)
      i += 1
    }
    guard let fit = shared.fit(), fit.explained > tuning.leastExplained else {
      crosstalk = nil
      return
    }
    crosstalk = fit
  }

  /// Takes what arrives from the hamstring off the glute.
  @_noLocks
  package func removeCrosstalk() {
    guard hasGlute, hasHamstring, let crosstalk else { return }
    crosstalk.remove(UnsafePointer(beside), from: glute.pointer, count: count)
  }

  /// Amplitude of the hamstring at the glute's electrode, against what it is at its own; 0 when none is found.
  package var crosstalkPart: Float { @_noLocks get { crosstalk?.gain ?? 0 } }

  /// What is left of the glute's power once the crosstalk is off: 0–1; 1 where either is not known.
  @_noLocks
  package func share(_ clean: Float?, of mixed: Float?) -> Float {
    guard crosstalk != nil, let clean, let mixed, mixed > 0 else { return 1 }
    return min(1, clean / mixed)
  }

  /// The work signal of a muscle over the whole stretch; nil when it is not recorded.
  @_noLocks
  package func signal(_ muscle: Muscle) -> (samples: UnsafePointer<Float>, count: Int)? {
    switch muscle {
    case .gluteusMaximus: hasGlute ? (UnsafePointer(glute.pointer), count) : nil
    case .hamstrings: hasHamstring ? (UnsafePointer(beside), count) : nil
    case .quadriceps, .calf, .lowerBack: nil
    }
  }

  /// Mean power of a muscle in its window around a contact; nil where that is not loaded.
  @_noLocks
  package func power(
    _ muscle: Muscle, in window: ActivityWindow, contact: Double, periodSeconds: Double, _ chain: borrowing SignalChain
  ) -> Float? {
    guard let signal = signal(muscle) else { return nil }
    let from = chain.trackingIndex(at: contact + window.on * periodSeconds) - first
    // the last sample may be one that the crosstalk's filter still waits for
    let wanted = chain.trackingIndex(at: contact + window.off * periodSeconds) - first
    guard from >= 0, from < wanted, wanted <= signal.count + SharedSignal.ahead else { return nil }
    return SignalPower.mean(signal.samples + from, count: min(wanted, signal.count) - from)
  }

  /// The noise that the quietest 60 ms of the stretch stand for; nil when the muscle is not loaded.
  @_noLocks
  package func rest(_ muscle: Muscle) -> Float? {
    guard let signal = signal(muscle), let extremes = extremes(signal.samples) else { return nil }
    return tuning.minimumBias * extremes.lowest
  }

  /// Mean power of the quietest and of the loudest 60 ms of the stretch; nil when it is shorter.
  @_noLocks
  private func extremes(_ samples: UnsafePointer<Float>) -> (lowest: Float, highest: Float)? {
    let steps = measureSteps(samples)
    guard steps >= Self.stepsOfRest else { return nil }
    var lowest = Float.infinity
    var highest: Float = 0
    var i = 0
    while i + Self.stepsOfRest <= steps {
      var sum: Float = 0
      var k = 0
      while k < Self.stepsOfRest {
        sum += stepPowers.pointer[i + k]
        k += 1
      }
      lowest = min(lowest, sum)
      highest = max(highest, sum)
      i += 1
    }
    return (lowest / Float(Self.stepsOfRest), highest / Float(Self.stepsOfRest))
  }

  /// Mean power of each whole step, in `stepPowers`; returns how many.
  @_noLocks
  private func measureSteps(_ samples: UnsafePointer<Float>) -> Int {
    let steps = count / step
    var i = 0
    while i < steps {
      stepPowers.pointer[i] = SignalPower.mean(samples + i * step, count: step)
      i += 1
    }
    return steps
  }

  /// Lets the levels of rest follow the stretch.
  @_noLocks
  package mutating func learnRest() {
    if let rest = rest(.gluteusMaximus) { Self.follow(&gluteRest, rest, tuning.restShare) }
    if let rest = rest(.hamstrings) { Self.follow(&hamstringRest, rest, tuning.restShare) }
  }

  @_noLocks
  private static func follow(_ level: inout Float, _ value: Float, _ share: Float) {
    level = level > 0 && value > 0 ? realtimeExp(realtimeLog(level) + share * realtimeLog(value / level)) : value
  }

  /// The level of rest of glute or hamstring, as power above movement.
  @_noLocks
  package func restLevel(_ muscle: Muscle) -> Float { muscle.place == 0 ? gluteRest : hamstringRest }

  /// Whether a glute of such power in its window, or anywhere in the stretch, rises above its rest, and is not absurdly faint
  /// beside the hamstring.
  @_noLocks
  package func gluteWorks(_ glute: Float, hamstring: Float?) -> Bool {
    guard glute > tuning.faintBelow * (hamstring ?? 0) else { return false }
    if glute > tuning.worksAbove * gluteRest { return true }
    guard hasGlute, let extremes = extremes(UnsafePointer(self.glute.pointer)) else { return false }
    return extremes.highest > tuning.burstAbove * gluteRest
  }

  /// Whether a hamstring of such power rises above its rest.
  @_noLocks
  package func hamstringWorks(_ hamstring: Float) -> Bool { hamstring > tuning.worksAbove * hamstringRest }
}
