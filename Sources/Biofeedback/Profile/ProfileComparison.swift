import EMGUnits
import GaitAnalysis
import RealtimeSupport

/// Compares a session's first good strides with the profile, in fixed memory.
struct ProfileComparison: ~Copyable {
  private static var count: Int { @_noLocks get { StrideSeed.pointCount } }

  /// The profile's patterns, glute then hamstring, with mean 0 and variance 1; all 0 where a muscle is not used.
  private let known: FixedBuffer<Float>
  private let here: FixedBuffer<Float>

  private let tuning: ProfileTuning
  /// Strides of the profile's easy run.
  let profileStrides: Int

  init(_ profile: LegProfile?, tuning: ProfileTuning) {
    self.tuning = tuning
    profileStrides = max(1, profile?.strides ?? 1)
    known = FixedBuffer(repeating: 0, count: 2 * Self.count)
    here = FixedBuffer(repeating: 0, count: 2 * Self.count)
    guard let seed = profile?.seed, seed.isSound else { return }
    for point in 0..<Self.count {
      known[point] = seed.usesGlute ? seed.glute[point] : 0
      known[Self.count + point] = seed.usesHamstring ? seed.hamstring[point] : 0
    }
    Self.standardise(known.pointer, count: Self.count)
    Self.standardise(known.pointer + Self.count, count: Self.count)
  }

  /// Levels, noise and patterns of the strides that `reference` has collected.
  @_noLocks
  func fit(_ reference: borrowing GaitReference, _ channels: LegChannels) -> ProfileFit {
    var noise: Float = 1
    let glute = level(.gluteusMaximus, reference, channels, noise: &noise)
    let hamstring = level(.hamstrings, reference, channels, noise: &noise)
    take(.gluteusMaximus, reference, channels, row: 0)
    take(.hamstrings, reference, channels, row: 1)
    return ProfileFit(
      gluteLevel: glute, hamstringLevel: hamstring, noise: noise, likeness: bestLikeness(crossed: false),
      crossedLikeness: bestLikeness(crossed: true), trust: reference.trust, tuning: tuning)
  }

  /// A glute that has not risen above its rest in any of the first strides.
  @_noLocks
  func restingFit(_ trust: ProfileTrust) -> ProfileFit {
    ProfileFit(
      gluteLevel: 0, hamstringLevel: nil, noise: 1, likeness: 1, crossedLikeness: -1, trust: trust, tuning: tuning)
  }

  /// Amplitude in the profile's window against the profile's; keeps the noise ratio that is furthest from 1.
  @_noLocks
  private func level(
    _ muscle: Muscle, _ reference: borrowing GaitReference, _ channels: LegChannels, noise: inout Float
  ) -> Float? {
    let known = reference.muscle(muscle)
    guard channels.row(muscle) >= 0, known.amplitude > 0 else { return nil }
    let found = reference.baseline.level(muscle, in: known.window)
    let quiet = realtimeSquareRoot(found.noisePower / max(known.noisePower, .leastNormalMagnitude))
    let farther = max(quiet, 1 / max(quiet, 1e-6)) > max(noise, 1 / max(noise, 1e-6))
    if farther { noise = quiet }
    // strides are judged by the work above movement, where the profile knows it
    if muscle.place < 2, known.isWorkMeasured {
      return reference.baseline.workLevel(muscle.place, in: known.window).amplitude / known.workAmplitude
    }
    return found.amplitude / known.amplitude
  }

  @_noLocks
  private func take(_ muscle: Muscle, _ reference: borrowing GaitReference, _ channels: LegChannels, row: Int) {
    let target = here.pointer + row * Self.count
    if channels.row(muscle) >= 0 {
      reference.baseline.logCycle(muscle, into: target)
    } else {
      var point = 0
      while point < Self.count {
        target[point] = 0
        point += 1
      }
    }
    Self.standardise(target, count: Self.count)
  }

  /// The best mean correlation over all shifts around the stride, each muscle with its own pattern or with the other's.
  @_noLocks
  private func bestLikeness(crossed: Bool) -> Float {
    var best: Float = -1
    var shift = 0
    while shift < Self.count {
      var sum: Float = 0
      var row = 0
      while row < 2 {
        let pattern = known.pointer + (crossed ? 1 - row : row) * Self.count
        let found = here.pointer + row * Self.count
        var point = 0
        while point < Self.count {
          sum += pattern[point] * found[(point + shift) % Self.count]
          point += 1
        }
        row += 1
      }
      best = max(best, sum / Float(2 * Self.count))
      shift += 1
    }
    return best
  }

  /// Mean 0 and variance 1; all 0 stays so.
  @_noLocks
  private static func standardise(_ values: UnsafeMutablePointer<Float>, count: Int) {
    var sum: Float = 0
    var squares: Float = 0
    var point = 0
    while point < count {
      sum += values[point]
      squares += values[point] * values[point]
      point += 1
    }
    let mean = sum / Float(count)
    let variance = squares / Float(count) - mean * mean
    let scale = variance > 0 ? 1 / realtimeSquareRoot(variance) : 0
    point = 0
    while point < count {
      values[point] = (values[point] - mean) * scale
      point += 1
    }
  }
}
