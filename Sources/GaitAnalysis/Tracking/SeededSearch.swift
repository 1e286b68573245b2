import RealtimeSupport

/// The seed in fixed memory, for the real-time path.
struct SeedTemplate: ~Copyable {
  /// Row after row of `StridePhase.count` logarithms of amplitude.
  let values = FixedBuffer<Float>(repeating: 0, count: 2 * StridePhase.count)
  let floors: (Float, Float)
  let usable: (Bool, Bool)
  let offset: Double
  /// Stride time in frames; 0 without a seed.
  let periodFrames: Double

  init(_ seed: StrideSeed?, frameSeconds: Double) {
    let seed = seed.flatMap { $0.isSound ? $0 : nil }
    floors = (seed?.gluteFloor ?? 0, seed?.hamstringFloor ?? 0)
    usable = (seed?.usesGlute ?? false, seed?.usesHamstring ?? false)
    offset = seed?.offset ?? 0
    periodFrames = (seed?.strideSeconds ?? 0) / frameSeconds
    guard let seed else { return }
    for point in 0..<StridePhase.count {
      values[point] = seed.glute[point]
      values[StridePhase.count + point] = seed.hamstring[point]
    }
  }

  /// There is a seed.
  var isKnown: Bool { @_noLocks get { periodFrames > 0 } }
}

/// Recognising the first strides by what an earlier run taught: two contacts in a row are enough, where the search
/// without any knowledge needs about four seconds.
extension StrideTracker {

  /// Looks at the contacts that have become visible since the last look; true when a rhythm has been recognised.
  @_noLocks
  mutating func recogniseSeed() -> Bool {
    guard seed.isKnown, logs.end >= nextSeedLook else { return false }
    nextSeedLook = logs.end + seedEvery
    takeSeedFloors()
    let newest = Double(logs.end) - 2 - ahead * seed.periodFrames
    // a contact is judged with the stride before it
    guard newest - 1.5 * seed.periodFrames > Double(logs.start) else { return false }
    var candidate = newest - 2 * Double(seedEvery)
    var best: (place: Double, likeness: Float) = (0, 0)
    while candidate <= newest {
      let likeness = seedLikeness(at: candidate, ahead: ahead, periodFrames: seed.periodFrames)
      if likeness > best.likeness { best = (candidate, likeness) }
      candidate += 2
    }
    // a peak of likeness, not its slope: the newest candidates must already be worse
    guard best.likeness >= leastSeedLikeness, best.place < newest - 2,
      best.place - 1.5 * seed.periodFrames > Double(logs.start), best.place > latest + 0.6 * seed.periodFrames
    else { return false }
    return lockOntoSeed(at: best.place)
  }

  /// The higher correlation of the usable muscles; 0 where their level is far below the seed's.
  @_noLocks
  private func seedLikeness(at contact: Double, ahead: Double, periodFrames: Double) -> Float {
    var found: Float = 0
    var row = 0
    while row < StrideTemplate.rows {
      if row == 0 ? seed.usable.0 : seed.usable.1 {
        let here = StrideTemplate.likeness(
          of: seed.values.pointer + row * StridePhase.count, logs, row: row, contact: contact,
          periodFrames: periodFrames,
          ahead: ahead, scratch: seedScratch.pointer)
        if here.level >= leastSeedLevel { found = max(found, here.correlation) }
      }
      row += 1
    }
    return found
  }

  /// Logarithms as in the seed; computed anew only after a rhythm has set floors of its own.
  @_noLocks
  private mutating func takeSeedFloors() {
    guard !hasSeedFloors else { return }
    logs.setFloors(seed.floors.0, seed.floors.1)
    hasSeedFloors = true
  }

  /// Looks for the contact before, and begins to pursue with the seed as template.
  @_noLocks
  private mutating func lockOntoSeed(at contact: Double) -> Bool {
    template.take(seed.values.pointer)
    usable = seed.usable
    periodFrames = seed.periodFrames
    var back = Pursuit(
      after: contact, predicted: contact - periodFrames, reach: periodReach * periodFrames, misses: 0)
    while back.candidate <= back.last {
      back.add(template.cost(logs, contact: back.candidate, periodFrames: periodFrames, ahead: 0.5, usable: usable))
    }
    guard let earlier = back.refined,
      seedLikeness(at: earlier, ahead: 0.5, periodFrames: contact - earlier) >= leastEarlierLikeness
    else { return false }
    periodFrames = contact - earlier
    offset = seed.offset
    startsRun = true
    inferredLately = 0
    state = .tracking(pursuit(after: earlier, misses: 0))
    return true
  }
}

extension StrideTracker {
  /// The session's stride as a seed for the next; nil before a rhythm was found.
  public func seed(floors: (glute: Float, hamstring: Float), strideSeconds: Double) -> StrideSeed? {
    guard template.learned > 0 else { return nil }
    let row = { (row: Int, values: UnsafePointer<Float>) in
      (0..<StridePhase.count).map { values[row * StridePhase.count + $0] }
    }
    return StrideSeed(
      glute: row(0, template.values.pointer), hamstring: row(1, template.values.pointer), gluteFloor: floors.glute,
      hamstringFloor: floors.hamstring, usesGlute: usable.0, usesHamstring: usable.1, strideSeconds: strideSeconds,
      offset: offset)
  }

  /// How well the session's average stride fits people's; nil before a rhythm was found, or with one muscle.
  public func patternFit() -> PatternFit? {
    guard template.learned > 0, usable.0, usable.1 else { return nil }
    amplitudeCycle(row: 0, into: cycles[0].pointer)
    amplitudeCycle(row: 1, into: cycles[1].pointer)
    return PatternFit(own: correlation(glute: 0, hamstring: 1), crossed: correlation(glute: 1, hamstring: 0))
  }

  /// The fit of two rows of the average stride to people's glute and hamstring.
  private func correlation(glute: Int, hamstring: Int) -> Double {
    anchor.fit(
      glute: cycles[glute].pointer, hamstring: cycles[hamstring].pointer, weights: (1, 1),
      periodSeconds: periodFrames * frameSeconds
    ).correlation
  }

  /// What is added to each muscle's amplitude before the logarithm.
  public var floors: (glute: Float, hamstring: Float) { logs.currentFloors }
}

/// A runner's own stride as an earlier run knew it, by which a tracker recognises the first strides of the next.
///
/// Amplitudes are logarithms, at the points of the stride grid from half a stride before contact to half a stride after.
public struct StrideSeed: Sendable, Hashable, Codable {
  /// Points of a muscle's pattern.
  public static var pointCount: Int { @_noLocks get { StridePhase.count } }

  /// Natural logarithm of the glute's amplitude (full scale = 1) above its floor, `pointCount` values.
  public var glute: [Float]
  /// The same of the hamstring.
  public var hamstring: [Float]
  /// What is added to the glute's amplitude before the logarithm, in units of full scale.
  public var gluteFloor: Float
  /// The same of the hamstring.
  public var hamstringFloor: Float
  /// The glute's envelope swings enough to find strides by.
  public var usesGlute: Bool
  /// The hamstring's envelope does.
  public var usesHamstring: Bool
  /// The stride time, in seconds.
  public var strideSeconds: Double
  /// From the pattern's contact to the contact that is told, in strides.
  public var offset: Double

  /// Joins the values.
  public init(
    glute: [Float], hamstring: [Float], gluteFloor: Float, hamstringFloor: Float, usesGlute: Bool, usesHamstring: Bool,
    strideSeconds: Double, offset: Double
  ) {
    self.glute = glute
    self.hamstring = hamstring
    self.gluteFloor = gluteFloor
    self.hamstringFloor = hamstringFloor
    self.usesGlute = usesGlute
    self.usesHamstring = usesHamstring
    self.strideSeconds = strideSeconds
    self.offset = offset
  }

  /// Both patterns are whole, a muscle is usable, and the stride time is one of people.
  public var isSound: Bool {
    glute.count == Self.pointCount && hamstring.count == Self.pointCount && (usesGlute || usesHamstring)
      && (glute + hamstring + [gluteFloor, hamstringFloor]).allSatisfy(\.isFinite)
      && strideSeconds > PeriodEstimator.shortest && strideSeconds < PeriodEstimator.longest && abs(offset) < 0.5
  }
}

extension StrideSeed {
  /// The same stride as another full scale shows it: every amplitude times `factor`, which is above 0.
  public func scaled(by factor: Float) -> StrideSeed { scaled(glute: factor, hamstring: factor) }

  /// The same stride as electrodes show it that take each muscle up with another gain, above 0.
  public func scaled(glute gluteFactor: Float, hamstring hamstringFactor: Float) -> StrideSeed {
    var seed = self
    seed.glute = glute.map { $0 + realtimeLog(gluteFactor) }
    seed.hamstring = hamstring.map { $0 + realtimeLog(hamstringFactor) }
    seed.gluteFloor *= gluteFactor
    seed.hamstringFloor *= hamstringFactor
    return seed
  }
}
