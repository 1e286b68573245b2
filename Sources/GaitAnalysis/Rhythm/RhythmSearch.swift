import RealtimeSupport

/// Looks for running or walking in the latest seconds of both envelopes, without knowing anything yet.
///
/// Period by autocorrelation, beats by dynamic programming, contact by the average cycle's fit to the canonical pattern.
/// Standing gives nothing: there the envelopes hardly swing, do not repeat, or do not look like a stride.
package struct RhythmSearch: ~Copyable {
  /// What was found; the contacts are in `contacts`.
  package struct Rhythm {
    /// Stride time in frames.
    package let periodFrames: Double
    /// How many of `contacts` are filled.
    package let contactCount: Int
    /// Noise floor of each muscle, as amplitude.
    package let floors: (Float, Float)
    /// Which muscles' envelopes swing enough to be used.
    package let usable: (Bool, Bool)
  }

  /// Envelope frames in a coarse step (12 ms), and on either side of its centre that are averaged.
  private static var step: Int { @_noLocks get { 3 } }
  private static var smoothing: Int { @_noLocks get { 4 } }
  private static var longestWindowSeconds: Double { 8 }

  /// Frames of the contacts found, in order.
  package let contacts = FixedBuffer<Double>(repeating: 0, count: 64)
  private let frameSeconds: Double
  private let coarse: FixedArray<FixedBuffer<Float>>
  private let scratch: FixedBuffer<Float>
  private let cycles: FixedArray<FixedBuffer<Float>>
  private let periods: PeriodEstimator
  private let beats: BeatTracker
  private let anchor = ContactAnchor()

  private let tuning: RhythmTuning
  private var leastSwing: Float { @_noLocks get { tuning.leastSwing } }
  private var leastStrength: Float { @_noLocks get { tuning.leastStrength } }
  private var leastStrides: Double { @_noLocks get { Double(tuning.leastStrides) } }
  private var largestScatter: Double { @_noLocks get { Double(tuning.largestScatter) } }
  private var leastCorrelation: Double { @_noLocks get { Double(tuning.leastCorrelation) } }
  private var leastLead: Double { @_noLocks get { Double(tuning.leastLead) } }
  private var leastBurst: Float { @_noLocks get { tuning.leastBurst } }

  package init(frameSeconds: Double, tuning: RhythmTuning) {
    self.frameSeconds = frameSeconds
    self.tuning = tuning
    let steps = Int(Self.longestWindowSeconds / frameSeconds) / Self.step + 2
    coarse = FixedArray(count: 2) { _ in FixedBuffer<Float>(repeating: 0, count: steps) }
    cycles = FixedArray(count: 2) { _ in FixedBuffer<Float>(repeating: 0, count: StridePhase.count) }
    scratch = FixedBuffer(repeating: 0, count: steps)
    periods = PeriodEstimator(
      maximumLag: Int(PeriodEstimator.longest / frameSeconds) / Self.step + 2, maximumCount: steps,
      tuning: tuning)
    beats = BeatTracker(maximumCount: steps, tuning: tuning)
  }

  /// Tries windows of 3, 4.5, 6.5 and 8 s that end with the newest frame.
  @_noLocks
  package func search(_ logs: borrowing EnvelopeLogs) -> Rhythm? {
    var attempt = 0
    while attempt < 4 {
      let seconds = attempt == 0 ? 3 : attempt == 1 ? 4.5 : attempt == 2 ? 6.5 : 8
      let frames = Int(seconds / frameSeconds)
      if logs.end - max(logs.start, logs.unbrokenFrom) < frames { return nil }
      if let rhythm = search(logs, frames: frames) { return rhythm }
      attempt += 1
    }
    return nil
  }

  @_noLocks
  private func search(_ logs: borrowing EnvelopeLogs, frames: Int) -> Rhythm? {
    let first = logs.end - frames
    let steps = frames / Self.step
    let glute = smooth(logs, row: 0, first: first, frames: frames, steps: steps)
    let hamstring = smooth(logs, row: 1, first: first, frames: frames, steps: steps)
    guard glute.swings || hamstring.swings else { return nil }
    periods.clear()
    if glute.swings { periods.add(coarse[0].pointer, count: steps, weight: hamstring.swings ? 0.5 : 1) }
    if hamstring.swings { periods.add(coarse[1].pointer, count: steps, weight: glute.swings ? 0.5 : 1) }
    let stepSeconds = frameSeconds * Double(Self.step)
    guard let period = periods.period(count: steps, stepSeconds: stepSeconds), period.strength >= leastStrength,
      Double(steps) >= leastStrides * period.steps
    else { return nil }
    sum(glute.swings, hamstring.swings, steps: steps)
    let found = beats.track(scratch.pointer, count: steps, periodSteps: period.steps)
    guard let interval = regularInterval(found), Double(steps - beats.beats[found - 1]) < 1.4 * interval,
      everyBeatIsBurst(found, steps: steps, reach: Int(interval / 4), glute.swings, hamstring.swings)
    else { return nil }
    straighten(found, steps: steps)
    fold(logs, row: 0, first: first, count: found, interval: interval)
    fold(logs, row: 1, first: first, count: found, interval: interval)
    let weights: (Float, Float) = (glute.swings ? 1 : 0, hamstring.swings ? 1 : 0)
    let fit = anchor.fit(
      glute: cycles[0].pointer, hamstring: cycles[1].pointer, weights: weights, periodSeconds: interval * stepSeconds)
    guard fit.correlation >= leastCorrelation, fit.lead >= leastLead else { return nil }
    let count = place(found, first: first, offset: fit.phase * interval)
    return Rhythm(
      periodFrames: interval * Double(Self.step), contactCount: count, floors: (glute.floor, hamstring.floor),
      usable: (glute.swings, hamstring.swings))
  }

  /// Amplitude of a muscle in coarse steps, scaled to its 95th percentile and cut at 1.5 times that.
  @_noLocks
  private func smooth(
    _ logs: borrowing EnvelopeLogs, row: Int, first: Int, frames: Int, steps: Int
  ) -> (swings: Bool, floor: Float) {
    let power = logs.power[row].block(at: first, count: frames)
    let target = coarse[row].pointer
    var i = 0
    while i < steps {
      let from = max(0, i * Self.step - Self.smoothing)
      let to = min(frames - 1, i * Self.step + Self.smoothing)
      var sum: Float = 0
      var frame = from
      while frame <= to {
        sum += power[frame]
        frame += 1
      }
      target[i] = realtimeSquareRoot(sum / Float(to - from + 1))
      scratch.pointer[i] = target[i]
      i += 1
    }
    let high = realtimeQuantile(scratch.pointer, count: steps, fraction: 0.95)
    let low = realtimeQuantile(scratch.pointer, count: steps, fraction: 0.2)
    let scale = high > 0 ? 1 / high : 0
    i = 0
    while i < steps {
      target[i] = min(1.5, target[i] * scale)
      i += 1
    }
    return (high > leastSwing * low, max(low, 0.02 * high))
  }

  /// The sum of the usable muscles with mean 0 and variance 1, in `scratch`.
  @_noLocks
  private func sum(_ glute: Bool, _ hamstring: Bool, steps: Int) {
    var mean: Float = 0
    var squares: Float = 0
    var i = 0
    while i < steps {
      let value = (glute ? coarse[0].pointer[i] : 0) + (hamstring ? coarse[1].pointer[i] : 0)
      scratch.pointer[i] = value
      mean += value
      squares += value * value
      i += 1
    }
    mean /= Float(steps)
    let deviation = realtimeSquareRoot(max(squares / Float(steps) - mean * mean, .leastNormalMagnitude))
    i = 0
    while i < steps {
      scratch.pointer[i] = (scratch.pointer[i] - mean) / deviation
      i += 1
    }
  }

  /// The mean interval between beats, or nil when there are fewer than three or they are irregular.
  @_noLocks
  private func regularInterval(_ count: Int) -> Double? {
    guard count >= 3 else { return nil }
    let mean = Double(beats.beats[count - 1] - beats.beats[0]) / Double(count - 1)
    var squares = 0.0
    var i = 1
    while i < count {
      let difference = Double(beats.beats[i] - beats.beats[i - 1]) - mean
      squares += difference * difference
      i += 1
    }
    let limit = largestScatter * mean
    return squares / Double(count - 1) <= limit * limit ? mean : nil
  }

  /// Lays the beats on a straight line by least squares: where a stride has several bursts, beats land now on one and now on
  /// another, and cycles cut at them would not lie upon each other. Over some strides tempo changes little; what it does
  /// change, the template's alignment finds afterwards.
  @_noLocks
  private func straighten(_ count: Int, steps: Int) {
    let middle = Double(count - 1) / 2
    var sum = 0.0
    var moment = 0.0
    var spread = 0.0
    var i = 0
    while i < count {
      sum += Double(beats.beats[i])
      moment += (Double(i) - middle) * Double(beats.beats[i])
      spread += (Double(i) - middle) * (Double(i) - middle)
      i += 1
    }
    let mean = sum / Double(count)
    let slope = moment / spread
    i = 0
    while i < count {
      beats.beats[i] = max(0, min(steps - 1, Int(mean + slope * (Double(i) - middle) + 0.5)))
      i += 1
    }
  }

  /// Whether each beat has a burst near it: a last stride before standing still must not carry a window of noise.
  @_noLocks
  private func everyBeatIsBurst(_ count: Int, steps: Int, reach: Int, _ glute: Bool, _ hamstring: Bool) -> Bool {
    var highest: Float = 0
    var lowest = Float.infinity
    var beat = 0
    while beat < count {
      var peak: Float = 0
      var step = max(0, beats.beats[beat] - reach)
      while step <= min(steps - 1, beats.beats[beat] + reach) {
        peak = max(peak, (glute ? coarse[0].pointer[step] : 0) + (hamstring ? coarse[1].pointer[step] : 0))
        step += 1
      }
      highest = max(highest, peak)
      lowest = min(lowest, peak)
      beat += 1
    }
    return lowest >= leastBurst * highest
  }

  /// The median amplitude over the cycles between beats, with the beat at the grid's contact point.
  @_noLocks
  private func fold(_ logs: borrowing EnvelopeLogs, row: Int, first: Int, count: Int, interval: Double) {
    let power = logs.power[row].block(at: first, count: logs.end - first)
    let last = logs.end - first - 1
    var point = 0
    while point < StridePhase.count {
      var cycle = 0
      while cycle + 1 < count {
        let from = Double(beats.beats[cycle] * Self.step)
        let length = Double((beats.beats[cycle + 1] - beats.beats[cycle]) * Self.step)
        let frame = Int(from + length * Double(point) / Double(StridePhase.count))
        scratch.pointer[cycle] = power[min(frame, last)]
        cycle += 1
      }
      let middle = realtimeQuantile(scratch.pointer, count: count - 1, fraction: 0.5)
      cycles[row].pointer[(point + StridePhase.contact) % StridePhase.count] = realtimeSquareRoot(middle)
      point += 1
    }
  }

  /// Turns beats into contacts, as frames; returns how many.
  @_noLocks
  private func place(_ found: Int, first: Int, offset: Double) -> Int {
    let count = min(found, contacts.count)
    var i = 0
    while i < count {
      let beat = beats.beats[found - count + i]
      contacts[i] = Double(first) + (Double(beat) + offset) * Double(Self.step)
      i += 1
    }
    return count
  }
}
