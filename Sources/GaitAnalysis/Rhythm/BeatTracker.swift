import RealtimeSupport

/// Beats under a slowly changing tempo, by dynamic programming (Ellis 2007, J New Music Res 36:51).
///
/// Score of a beat = the envelope there + the best earlier beat's score − tightness × log(interval / period)².
package struct BeatTracker: ~Copyable {
  private let tightness: Float
  private let scores: FixedBuffer<Float>
  private let previous: FixedBuffer<Int>
  private let penalties: FixedBuffer<Float>
  /// The beats found, in steps from the start, in order.
  package let beats: FixedBuffer<Int>

  package init(maximumCount: Int, tuning: RhythmTuning = RhythmTuning()) {
    tightness = tuning.tightness
    scores = FixedBuffer(repeating: 0, count: maximumCount)
    previous = FixedBuffer(repeating: -1, count: maximumCount)
    penalties = FixedBuffer(repeating: 0, count: maximumCount)
    beats = FixedBuffer(repeating: 0, count: maximumCount)
  }

  /// Finds the beats in `count` values of mean 0 and variance 1; returns how many.
  @_noLocks
  package func track(_ values: UnsafePointer<Float>, count: Int, periodSteps: Double) -> Int {
    let shortest = max(1, Int(0.6 * periodSteps))
    let longest = Int(1.6 * periodSteps)
    var lag = shortest
    while lag < longest {
      let ratio = realtimeLog(Float(Double(lag) / periodSteps))
      penalties.pointer[lag] = tightness * ratio * ratio
      lag += 1
    }
    var step = 0
    while step < count {
      var best: Float = 0
      var from = -1
      lag = shortest
      while lag < longest && lag <= step {
        let score = scores.pointer[step - lag] - penalties.pointer[lag]
        if score > best {
          best = score
          from = step - lag
        }
        lag += 1
      }
      scores.pointer[step] = values[step] + best
      previous.pointer[step] = from
      step += 1
    }
    return trace(from: bestEnd(count: count, periodSteps: Int(periodSteps)))
  }

  /// The best last beat, among the steps of the last period.
  @_noLocks
  private func bestEnd(count: Int, periodSteps: Int) -> Int {
    var end = max(0, count - periodSteps)
    var step = end
    while step < count {
      if scores.pointer[step] > scores.pointer[end] { end = step }
      step += 1
    }
    return end
  }

  @_noLocks
  private func trace(from end: Int) -> Int {
    var count = 0
    var step = end
    while step >= 0 {
      beats.pointer[count] = step
      count += 1
      step = previous.pointer[step]
    }
    var i = 0
    while i < count / 2 {
      let swapped = beats.pointer[i]
      beats.pointer[i] = beats.pointer[count - 1 - i]
      beats.pointer[count - 1 - i] = swapped
      i += 1
    }
    return count
  }
}
