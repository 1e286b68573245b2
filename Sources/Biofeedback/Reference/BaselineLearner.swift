import EMGUnits
import GaitAnalysis
import RealtimeSupport

/// Learns windows and references from the first good strides of a session.
///
/// The windows come from the median power profile of those strides, the references are the median amplitude in them.
package struct BaselineLearner: ~Copyable {
  /// Good strides that make a reference.
  package static var wanted: Int { @_noLocks get { 10 } }
  /// A recording that ends sooner must hold at least this many.
  package static var fewest: Int { @_noLocks get { 3 } }

  /// Strides that this learner has room for.
  package let capacity: Int
  private let profiles: FixedBuffer<Float>
  private let minima: FixedBuffer<Float>
  private let rawPowers: FixedBuffer<Float>
  private let movementPowers: FixedBuffer<Float>
  private let workProfiles: FixedBuffer<Float>
  private let workMinima: FixedBuffer<Float>
  private let tuning: CoreTuning
  private let periods: FixedBuffer<Float>
  private let scratch: FixedBuffer<Float>
  private let rough = FixedBuffer<Float>(repeating: 0, count: StrideProfile.count)
  private let cycle = FixedBuffer<Float>(repeating: 0, count: StrideProfile.count)
  /// Strides learned so far.
  package private(set) var count = 0

  /// Room for `strides` strides.
  package init(strides: Int = BaselineLearner.wanted, tuning: CoreTuning) {
    capacity = strides
    self.tuning = tuning
    profiles = FixedBuffer(repeating: 0, count: 5 * strides * StrideProfile.count)
    minima = FixedBuffer(repeating: 0, count: 5 * strides)
    rawPowers = FixedBuffer(repeating: 0, count: 5 * strides)
    movementPowers = FixedBuffer(repeating: 0, count: 5 * strides)
    workProfiles = FixedBuffer(repeating: 0, count: 2 * strides * StrideProfile.count)
    workMinima = FixedBuffer(repeating: 0, count: 2 * strides)
    periods = FixedBuffer(repeating: 0, count: strides)
    scratch = FixedBuffer(repeating: 0, count: strides)
  }

  /// Every place is taken.
  package var isFull: Bool { @_noLocks get { count >= capacity } }

  /// Room for the profile of a muscle in the stride being added.
  @_noLocks
  package func profile(_ place: Int) -> UnsafeMutablePointer<Float> {
    profiles.pointer + (place * capacity + count) * StrideProfile.count
  }

  /// Notes what a muscle's electrode gave in the stride being added.
  @_noLocks
  package func set(_ place: Int, _ signal: ElectrodeSignal) {
    minima[place * capacity + count] = signal.lowestPower
    rawPowers[place * capacity + count] = signal.rawPower
    movementPowers[place * capacity + count] = signal.movementPower
  }

  /// Notes the work of glute (0) or hamstring (1) in the stride being added: `count` samples from half a stride before
  /// contact to half a stride after, and the noise of rest in them.
  @_noLocks
  package func setWork(_ place: Int, _ samples: UnsafePointer<Float>, count length: Int, rest: Float) {
    StrideProfile.measure(
      samples, count: length, into: workProfiles.pointer + (place * capacity + count) * StrideProfile.count)
    workMinima[place * capacity + count] = rest
  }

  /// Finishes the stride being added.
  @_noLocks
  package mutating func add(periodSeconds: Double) {
    periods[count] = Float(periodSeconds)
    count += 1
  }

  /// Window and reference of a muscle from the strides so far.
  @_noLocks
  package func reference(_ muscle: Muscle) -> MuscleReference {
    drawCycle(muscle)
    let people = ActivityWindow.canonical(muscle, periodSeconds: medianPeriodSeconds())
    let window =
      muscle.place == Muscle.hamstrings.place
      ? people.held(by: cycle.pointer, tuning.window)
      : people.learned(from: cycle.pointer, tuning.window)
    return reference(muscle, in: window)
  }

  /// The reference of a muscle in a window that is known already.
  @_noLocks
  package func reference(_ muscle: Muscle, in window: ActivityWindow) -> MuscleReference {
    let level = level(muscle, in: window)
    let raw = median(rawPowers.pointer + muscle.place * capacity)
    let movement = median(movementPowers.pointer + muscle.place * capacity)
    let work = muscle.place < 2 ? workLevel(muscle.place, in: window) : nil
    return MuscleReference(
      window: window, amplitude: level.amplitude, noisePower: level.noisePower, rawPower: raw, movementPower: movement,
      workAmplitude: work?.amplitude, workNoise: work?.noisePower)
  }

  /// Median work amplitude of glute (0) or hamstring (1) in a window, noise taken off, and the noise.
  @_noLocks
  package func workLevel(_ place: Int, in window: ActivityWindow) -> (amplitude: Float, noisePower: Float) {
    let noise = median(workMinima.pointer + place * capacity)
    return (medianAmplitude(workProfiles.pointer + place * capacity * StrideProfile.count, in: window, noise), noise)
  }

  /// The median over the strides of the amplitude in a window, noise power taken off.
  @_noLocks
  private func medianAmplitude(
    _ profiles: UnsafePointer<Float>, in window: ActivityWindow, _ noise: Float
  ) -> Float {
    var stride = 0
    while stride < count {
      let power = StrideProfile.power(profiles + stride * StrideProfile.count, in: window) - noise
      scratch[stride] = realtimeSquareRoot(max(0, power))
      stride += 1
    }
    return realtimeQuantile(scratch.pointer, count: count, fraction: 0.5)
  }

  /// Median amplitude of a muscle in a window, noise taken off, and the noise, over the strides so far.
  @_noLocks
  package func level(_ muscle: Muscle, in window: ActivityWindow) -> (amplitude: Float, noisePower: Float) {
    let profiles = self.profiles.pointer + muscle.place * capacity * StrideProfile.count
    let noise = tuning.activity.minimumBias * median(minima.pointer + muscle.place * capacity)
    return (medianAmplitude(profiles, in: window, noise), noise)
  }

  /// Logarithm of a muscle's amplitude over the average stride, `StrideProfile.count` points.
  @_noLocks
  package func logCycle(_ muscle: Muscle, into target: UnsafeMutablePointer<Float>) {
    drawCycle(muscle)
    let floor = realtimeSquareRoot(median(minima.pointer + muscle.place * capacity))
    var point = 0
    while point < StrideProfile.count {
      target[point] = realtimeLog(cycle[point] + floor + .leastNormalMagnitude)
      point += 1
    }
  }

  /// The median power at each point of the stride, as smooth amplitude, in `cycle`.
  @_noLocks
  private func drawCycle(_ muscle: Muscle) {
    let profiles = self.profiles.pointer + muscle.place * capacity * StrideProfile.count
    var point = 0
    while point < StrideProfile.count {
      var stride = 0
      while stride < count {
        scratch[stride] = profiles[stride * StrideProfile.count + point]
        stride += 1
      }
      cycle[point] = realtimeQuantile(scratch.pointer, count: count, fraction: 0.5)
      point += 1
    }
    smoothCycle()
  }

  /// Standard deviation of the glute's log activation over the strides so far, drawn towards what is usual: ten strides
  /// alone tell it to within a quarter. 0.15–0.3.
  @_noLocks
  package func spread(of reference: MuscleReference) -> Float {
    guard reference.workAmplitude > 0, count > 1 else { return tuning.decision.usualSpread }
    let profiles = workProfiles.pointer
    var squares: Float = 0
    var stride = 0
    while stride < count {
      let power = StrideProfile.power(profiles + stride * StrideProfile.count, in: reference.window)
      let amplitude = realtimeSquareRoot(max(0, power - reference.workNoise)) / reference.workAmplitude
      let log = realtimeLog(max(amplitude, 0.2))
      squares += log * log
      stride += 1
    }
    let decision = tuning.decision
    let usual = decision.usualSpread * decision.usualSpread * decision.usualSpreadWeight
    let variance = (squares + usual) / (Float(count) - 1 + decision.usualSpreadWeight)
    return max(decision.leastSpread, min(decision.mostSpread, realtimeSquareRoot(variance)))
  }

  /// Power to amplitude, averaged over 7 points (5 % of the stride) around the circle.
  @_noLocks
  private func smoothCycle() {
    let size = StrideProfile.count
    var point = 0
    while point < size {
      rough[point] = cycle[point]
      point += 1
    }
    point = 0
    while point < size {
      var sum: Float = 0
      var away = -3
      while away <= 3 {
        sum += rough[(point + away + size) % size]
        away += 1
      }
      cycle[point] = realtimeSquareRoot(sum / 7)
      point += 1
    }
  }

  /// The median stride time, in seconds.
  @_noLocks
  package func medianPeriodSeconds() -> Double { Double(median(periods.pointer)) }

  @_noLocks
  private func median(_ values: UnsafePointer<Float>) -> Float {
    var i = 0
    while i < count {
      scratch[i] = values[i]
      i += 1
    }
    return realtimeQuantile(scratch.pointer, count: count, fraction: 0.5)
  }
}
