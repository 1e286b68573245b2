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

/// How a session's first good strides compare with the profile, and which levels hold from then on.
public struct ProfileFit: Sendable, Hashable, BitwiseCopyable {
  /// Glute amplitude in its window against the profile's, 1 as in the profile; nil without a glute.
  public var gluteLevel: Float?
  /// The same of the hamstring.
  public var hamstringLevel: Float?
  /// Noise between bursts against the profile's, as amplitudes; of the channel that differs more.
  public var noise: Float
  /// How alike each muscle's pattern over the stride is to its own in the profile: mean correlation, −1…1.
  public var likeness: Float
  /// How alike they are to each other's: higher than `likeness` when the channels are exchanged.
  public var crossedLikeness: Float
  /// How far the profile's levels were expected to hold.
  public var trust: ProfileTrust
  private let tuning: ProfileTuning

  /// Joins the values.
  @_noLocks
  public init(
    gluteLevel: Float?, hamstringLevel: Float?, noise: Float, likeness: Float, crossedLikeness: Float,
    trust: ProfileTrust, tuning: ProfileTuning
  ) {
    self.gluteLevel = gluteLevel
    self.hamstringLevel = hamstringLevel
    self.noise = noise
    self.likeness = likeness
    self.crossedLikeness = crossedLikeness
    self.trust = trust
    self.tuning = tuning
  }

  /// What does not fit, most telling first.
  public enum Mismatch: String, Sendable, Hashable, CaseIterable {
    /// Glute and hamstring are exchanged.
    case swapped
    /// The hamstring's level is not that of the profile: its electrodes sit elsewhere, or the gain has changed.
    case hamstringLevel
    /// The glute has been far below the profile from the first stride on: it does not work, or its electrodes have moved.
    case gluteLow
    /// The glute has been the level of today, but so far below the scaled easy run that it may be weak.
    case gluteDoubted
    /// The electrodes are far noisier, or quieter, than they were.
    case noise
    /// The muscles do not work when they did.
    case pattern
  }

  /// What does not fit; empty when the profile can be relied on. Electrodes on another day have other levels and another
  /// noise: of those only a glute that is far too low is worth a word. A glute above its easy run is never a mismatch.
  public var mismatches: [Mismatch] {
    if areExchanged { return [.swapped] }
    var found: [Mismatch] = []
    if !isHamstringAlike && trust != .otherDay { found.append(.hamstringLevel) }
    if isGluteLow { found.append(.gluteLow) }
    if isGluteDoubted { found.append(.gluteDoubted) }
    if !isNoiseAlike && trust != .otherDay { found.append(.noise) }
    if !isPatternAlike { found.append(.pattern) }
    return found
  }

  private var areExchanged: Bool { @_noLocks get { crossedLikeness > likeness + tuning.crossedLead } }
  private var isNoiseAlike: Bool { @_noLocks get { noise <= tuning.mostNoise && noise * tuning.mostNoise >= 1 } }
  /// The muscles work when they did in the profile.
  var isPatternAlike: Bool { @_noLocks get { likeness >= tuning.leastLikeness } }
  private var isHamstringAlike: Bool {
    @_noLocks get {
      guard let level = hamstringLevel else { return true }
      return level <= tuning.mostLevel && level * tuning.mostLevel >= 1
    }
  }

  private var isGluteLow: Bool {
    guard let level = gluteLevel else { return false }
    switch trust {
    case .sameElectrodes: return level * tuning.mostLevel < 1
    case .scaledToday: return isHeld
    case .otherDay: return level < tuning.leastOtherDay
    }
  }

  private var isGluteDoubted: Bool {
    guard trust == .scaledToday, !isHeld, let level = gluteLevel else { return false }
    return level < tuning.doubtedBelow * effort
  }

  /// What is expected of both muscles today by the hamstring: 1 unless it has clearly worked less than in the easy run.
  var effort: Float {
    @_noLocks get {
      guard let level = hamstringLevel else { return 1 }
      return max(0.1, min(1, level / tuning.slowBelow))
    }
  }

  /// The glute is so far below the scaled easy run that the squeezes' own error does not explain it.
  var isHeld: Bool {
    @_noLocks get {
      guard let level = gluteLevel else { return false }
      return level < tuning.heldBelow * effort
    }
  }

  /// Which levels hold from here on.
  public var basis: LevelBasis {
    @_noLocks get {
      switch trust {
      case .sameElectrodes: return isHamstringAlike && isNoiseAlike && isPatternAlike ? .profile : .today
      case .scaledToday: return isHeld ? .scaled : .proven
      case .otherDay: return .today
      }
    }
  }

  /// The glute against its easy run, where it works clearly more than then and more than the hamstring does: progress.
  public var progress: Float? {
    guard let level = gluteLevel, trust != .otherDay, basis != .today else { return nil }
    let limit = trust == .sameElectrodes ? tuning.progressAbove : tuning.scaledProgressAbove
    return level > limit * max(1, hamstringLevel ?? 1) ? level : nil
  }
}
