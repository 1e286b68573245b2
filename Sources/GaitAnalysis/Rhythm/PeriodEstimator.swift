import RealtimeSupport

/// The stride time, from the autocorrelation of both muscles' envelopes.
package struct PeriodEstimator: ~Copyable {
  /// Stride times looked for, in seconds: sprint to slow walk.
  package static var shortest: Double { @_noLocks get { 0.4 } }
  package static var longest: Double { @_noLocks get { 1.5 } }
  private let octaveShare: Float
  private let sums: FixedBuffer<Float>
  /// The values about their mean.
  private let centred: FixedBuffer<Float>

  package init(maximumLag: Int, maximumCount: Int, tuning: RhythmTuning = RhythmTuning()) {
    octaveShare = tuning.octaveShare
    sums = FixedBuffer(repeating: 0, count: maximumLag + 2)
    centred = FixedBuffer(repeating: 0, count: maximumCount)
  }

  /// Starts a new estimate.
  @_noLocks package func clear() { sums.fill(0) }

  /// Adds one muscle: the autocorrelation of `values` about their mean, 1 at lag 0, by `weight`.
  @_noLocks
  package func add(_ values: UnsafePointer<Float>, count: Int, weight: Float) {
    var mean: Float = 0
    var i = 0
    while i < count {
      mean += values[i]
      i += 1
    }
    mean /= Float(count)
    var variance: Float = 0
    i = 0
    while i < count {
      let value = values[i] - mean
      centred.pointer[i] = value
      variance += value * value
      i += 1
    }
    guard variance > 0 else { return }
    variance /= Float(count)
    let lags = min(sums.count, count - 1)
    var lag = 0
    while lag < lags {
      let products = products(from: lag, count: count)
      i = 0
      while i < 8 && lag < lags {
        sums.pointer[lag] += weight * products[7 - i] / Float(count - lag) / variance
        lag += 1
        i += 1
      }
    }
  }

  /// Sums of the values' products with those `lag` + 7 … `lag` before them, each from the first to the last.
  @_noLocks
  private func products(from lag: Int, count: Int) -> SIMD8<Float> {
    let values = centred.pointer
    var sums = SIMD8<Float>(repeating: 0)
    // the first values meet the shorter lags only
    var i = lag
    while i < min(lag + 7, count) {
      var further = 0
      while further <= i - lag {
        sums[7 - further] += values[i] * values[i - lag - further]
        further += 1
      }
      i += 1
    }
    while i < count {
      let earlier = UnsafeRawPointer(values + (i &- lag &- 7)).loadUnaligned(as: SIMD8<Float>.self)
      sums += values[i] * earlier
      i &+= 1
    }
    return sums
  }

  /// The period in steps of `stepSeconds`, and the height of its peak (1 = repeats exactly); nil when there is no peak.
  @_noLocks
  package func period(count: Int, stepSeconds: Double) -> (steps: Double, strength: Float)? {
    let first = max(1, Int(Self.shortest / stepSeconds))
    let last = min(min(Int(Self.longest / stepSeconds), Int(0.6 * Double(count))), sums.count - 2)
    guard first < last else { return nil }
    var highest: Float = 0
    var lag = first
    while lag <= last {
      if isPeak(lag) { highest = max(highest, sums.pointer[lag]) }
      lag += 1
    }
    guard highest > 0 else { return nil }
    lag = first
    while !(isPeak(lag) && sums.pointer[lag] > octaveShare * highest) { lag += 1 }
    let left = sums.pointer[lag - 1]
    let top = sums.pointer[lag]
    let right = sums.pointer[lag + 1]
    let curvature = left - 2 * top + right
    let between = curvature < 0 ? 0.5 * (left - right) / curvature : 0
    return (Double(lag) + Double(between), top)
  }

  @_noLocks
  private func isPeak(_ lag: Int) -> Bool {
    sums.pointer[lag - 1] < sums.pointer[lag] && sums.pointer[lag] >= sums.pointer[lag + 1]
  }
}
