import EMGUnits
import GaitAnalysis
import RealtimeSupport

/// Learns windows and references from the first good strides of a session.
///
/// The windows come from the median power profile of those strides, the references are the median amplitude in them.
struct BaselineLearner: ~Copyable {
  /// Good strides that make a reference.
  static var wanted: Int { @_noLocks get { 10 } }
  /// A recording that ends sooner must hold at least this many.
  static var fewest: Int { @_noLocks get { 3 } }
  /// The lowest envelope value of a stride lies below the mean of the noise it is the lowest of, by this factor of power.
  private static var minimumBias: Float { @_noLocks get { 1.5 } }

  private let profiles: FixedBuffer<Float>
  private let minima: FixedBuffer<Float>
  private let rawPowers: FixedBuffer<Float>
  private let periods: FixedBuffer<Float>
  private let scratch = FixedBuffer<Float>(repeating: 0, count: 32)
  private let rough = FixedBuffer<Float>(repeating: 0, count: StrideProfile.count)
  private let cycle = FixedBuffer<Float>(repeating: 0, count: StrideProfile.count)
  /// Strides learned so far.
  private(set) var count = 0

  init() {
    profiles = FixedBuffer(repeating: 0, count: 5 * Self.wanted * StrideProfile.count)
    minima = FixedBuffer(repeating: 0, count: 5 * Self.wanted)
    rawPowers = FixedBuffer(repeating: 0, count: 5 * Self.wanted)
    periods = FixedBuffer(repeating: 0, count: Self.wanted)
  }

  /// Room for the profile of a muscle in the stride being added.
  @_noLocks
  func profile(_ place: Int) -> UnsafeMutablePointer<Float> {
    profiles.pointer + (place * Self.wanted + count) * StrideProfile.count
  }

  /// Notes the lowest envelope power of a muscle in the stride being added.
  @_noLocks
  func setMinimum(_ place: Int, _ power: Float) { minima[place * Self.wanted + count] = power }

  /// Notes the power of a muscle's signal as it came in the stride being added.
  @_noLocks
  func setRawPower(_ place: Int, _ power: Float) { rawPowers[place * Self.wanted + count] = power }

  /// Finishes the stride being added.
  @_noLocks
  mutating func add(period: Double) {
    periods[count] = Float(period)
    count += 1
  }

  /// The power of the noise behind a stride's lowest envelope power.
  @_noLocks static func noisePower(minimum: Float) -> Float { minimum * minimumBias }

  /// Window and reference of a muscle from the strides so far.
  @_noLocks
  func reference(_ muscle: Muscle) -> MuscleReference {
    let place = muscle.place
    let profiles = self.profiles.pointer + place * Self.wanted * StrideProfile.count
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
    let period = medianPeriod()
    let window = ActivityWindow.canonical(muscle, period: period).learned(from: cycle.pointer)
    let noise = Self.noisePower(minimum: median(minima.pointer + place * Self.wanted))
    var stride = 0
    while stride < count {
      let power = StrideProfile.power(profiles + stride * StrideProfile.count, in: window) - noise
      scratch[stride] = realtimeSquareRoot(max(0, power))
      stride += 1
    }
    let amplitude = realtimeQuantile(scratch.pointer, count: count, fraction: 0.5)
    let raw = median(rawPowers.pointer + place * Self.wanted)
    return MuscleReference(window: window, amplitude: amplitude, noisePower: noise, rawPower: raw)
  }

  /// The usual standard deviation of the glute's log activation from stride to stride, and how many strides it counts
  /// for against those of the session.
  private static var usualSpread: Float { @_noLocks get { 0.2 } }
  private static var usualSpreadWeight: Float { @_noLocks get { 10 } }

  /// Standard deviation of the glute's log activation over the strides so far, drawn towards what is usual: ten strides
  /// alone tell it to within a quarter. 0.15–0.3.
  @_noLocks
  func spread(of reference: MuscleReference) -> Float {
    guard reference.amplitude > 0, count > 1 else { return Self.usualSpread }
    let profiles = self.profiles.pointer + Muscle.gluteusMaximus.place * Self.wanted * StrideProfile.count
    var squares: Float = 0
    var stride = 0
    while stride < count {
      let power = StrideProfile.power(profiles + stride * StrideProfile.count, in: reference.window)
      let amplitude = realtimeSquareRoot(max(0, power - reference.noisePower)) / reference.amplitude
      let log = realtimeLog(max(amplitude, 0.2))
      squares += log * log
      stride += 1
    }
    let usual = Self.usualSpread * Self.usualSpread * Self.usualSpreadWeight
    let variance = (squares + usual) / (Float(count) - 1 + Self.usualSpreadWeight)
    return max(0.15, min(0.3, realtimeSquareRoot(variance)))
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

  @_noLocks
  private func medianPeriod() -> Double { Double(median(periods.pointer)) }

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
