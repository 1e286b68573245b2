import EMGUnits

/// One EMG channel at the base rate, in microvolts at the electrode: EMG, motion, noise, hum, drift and faults.
struct MuscleChannel {
  private let amplitude: Double
  /// On the EMG alone, the crosstalk too: it comes through the same electrode.
  private let electrodeGain: Double
  private let logGainPerSecond: Double
  private let humLevel: Double
  private let emgLevel: Double
  private let motionLevel: Double
  private let faults: [ElectrodeFault]
  private let hum: Hum
  private var profile: ActivationProfile
  private var emg: ShapedNoise
  private var noise: ElectrodeNoise
  private var motion: MotionArtefact
  private var crosstalk: Crosstalk?
  private var faultNoise: FaultNoise
  private var motionChunk = [Double](repeating: 0, count: BaseRate.chunk)
  private var crosstalkChunk = [Double](repeating: 0, count: BaseRate.chunk)

  init(_ plan: SimulationPlan, _ course: Course, _ muscle: Muscle, on leg: LegPlan, channel: Int) {
    let settings = plan[muscle]
    func stream(_ purpose: RandomStream.Purpose, of muscle: Muscle = muscle) -> RandomStream {
      RandomStream(
        seed: plan.seed, purpose, salt: 3 * muscle.order + (leg.leg.map { $0 == .right ? 2 : 1 } ?? 0))
    }
    amplitude = settings.amplitudeMicrovolts
    electrodeGain = settings.electrodeGain * (plan.electrodeDay?.gain(of: muscle, on: leg.leg) ?? 1)
    logGainPerSecond = PortableMath.log(settings.gainPerHour) / 3600
    emgLevel = amplitude * ActivationProfile.meanSquare(plan, muscle, plan.referenceGait).squareRoot()
    let running = amplitude * ActivationProfile.meanSquare(plan, muscle, .running).squareRoot()
    motionLevel =
      settings.movementMicrovolts.map { plan.motion * $0 / plan.referenceGait.motionScale }
      ?? plan.motion * running * (settings.motionShare / (1 - settings.motionShare)).squareRoot()
    humLevel = plan.mains.level * emgLevel
    hum = Hum(plan.mains.frequency, random: stream(.hum))
    profile = ActivationProfile(plan, course, muscle, on: leg)
    emg = ShapedNoise(settings.spectrum, random: stream(.emg))
    noise = ElectrodeNoise(
      level: settings.electrodeNoiseMicrovolts ?? plan.electrodeNoiseMicrovolts, random: stream(.noise))
    motion = MotionArtefact(
      strides: leg.strides, course, meanSeconds: plan.referenceStrideSeconds, shape: stream(.motionShape),
      random: stream(.motion))
    if muscle == .gluteusMaximus {
      crosstalk = Crosstalk(
        plan, course, on: leg, emg: stream(.emg, of: .hamstrings), filter: stream(.crosstalk))
    }
    faultNoise = FaultNoise(fullScale: 1000 * plan.fullScaleMillivolts, random: stream(.fault))
    faults = plan.faults.filter { $0.channel == channel }
  }

  /// Fills a chunk that starts at a base sample.
  mutating func fill(_ output: inout [Double], from first: Int) {
    profile.fill(&output, from: first)
    for index in motionChunk.indices { motionChunk[index] = 0 }
    if motionLevel > 0 { motion.add(motionLevel, to: &motionChunk, from: first) }
    if crosstalk != nil {
      for index in crosstalkChunk.indices { crosstalkChunk[index] = 0 }
      crosstalk?.add(to: &crosstalkChunk, from: first)
    }
    for index in output.indices {
      let time = BaseRate.time(first + index)
      let gain = logGainPerSecond == 0 ? 1 : PortableMath.exp(logGainPerSecond * time)
      let emg = gain * amplitude * output[index] * emg.next() + gain * crosstalkChunk[index]
      let healthy = electrodeGain * emg + motionChunk[index] + noise.next()
      output[index] = faults.isEmpty ? healthy + humNow(humLevel, time) : faulty(healthy, time)
    }
  }

  private func humNow(_ level: Double, _ time: Double) -> Double { level == 0 ? 0 : level * hum.value(at: time) }

  private mutating func faulty(_ healthy: Double, _ time: Double) -> Double {
    let noise = faultNoise.next()
    var value = healthy + humNow(humLevel, time)
    for fault in faults where fault.covers(time) {
      switch fault.kind {
      case .off: value = noise.swing + humNow(faultNoise.offHum, time)
      case .dead: value = noise.dead
      case .muted: value = 0
      case .clipping(let gain): value *= gain
      case .hum(let level): value += humNow(level * emgLevel, time)
      }
    }
    return value
  }
}

/// What a channel carries while its electrode is off or its amplifier dead, in microvolts, at the base rate.
struct FaultNoise {
  /// Swings of an open input against full scale, RMS; they reach the end of the scale now and then.
  private static let swingLevel = 0.3
  /// Hum of an open input against full scale, RMS: 0.13–0.30 on the channels of the musclesyneRgies and biomechZoo
  /// samples that are full of hum.
  private static let humLevel = 0.2
  /// Noise of a dead channel, microvolts RMS up to half the base rate.
  private static let deadMicrovolts = 0.5
  /// The swings stay below about this frequency.
  private static let swingHertz = 1.0

  /// RMS of the fundamental of the hum while the electrode is off, microvolts.
  let offHum: Double
  private let swingRMS: Double
  private var random: RandomStream
  private var slow: SlowNoise
  private var smooth = 0.0

  /// `fullScale`: microvolts.
  init(fullScale: Double, random: RandomStream) {
    offHum = Self.humLevel * fullScale
    // Two equal first-order low-passes in a row leave half of the power of the first.
    swingRMS = Self.swingLevel * fullScale * (2.0).squareRoot()
    self.random = random
    slow = SlowNoise(cornerHertz: Self.swingHertz, &self.random)
    for _ in 0..<Int(bounded: BaseRate.hertz) { _ = next() }
  }

  /// The next samples of an open and of a dead input.
  mutating func next() -> (swing: Double, dead: Double) {
    let step = PortableMath.turn * Self.swingHertz / BaseRate.hertz
    smooth += step * (slow.next(&random) - smooth)
    return (swingRMS * smooth, Self.deadMicrovolts * random.gaussian())
  }
}

/// Noise of electrode and amplifier, at the base rate: white, and a little of it below 10 Hz.
struct ElectrodeNoise {
  /// White noise of RMS 1 within 30–450 Hz has this RMS up to half the base rate.
  private static let whiteRMS = (BaseRate.hertz / 2 / 420).squareRoot()
  /// The slow parts (1 and 10 Hz, close to 1/f together), against the noise within 30–450 Hz.
  private static let slowRMS = 0.4

  private let level: Double
  private var random: RandomStream
  private var slow: SlowNoise
  private var slower: SlowNoise

  /// `level`: RMS within 30–450 Hz, microvolts.
  init(level: Double, random: RandomStream) {
    self.level = level
    self.random = random
    slow = SlowNoise(cornerHertz: 10, &self.random)
    slower = SlowNoise(cornerHertz: 1, &self.random)
  }

  /// The next sample, microvolts.
  mutating func next() -> Double {
    let white = Self.whiteRMS * random.gaussian()
    return level * (white + Self.slowRMS * (slow.next(&random) + slower.next(&random)))
  }
}

/// Gaussian noise below a corner frequency with an RMS of 1: a first-order process at the base rate.
struct SlowNoise {
  private let kept: Double
  private let fresh: Double
  private var value: Double

  init(cornerHertz: Double, _ random: inout RandomStream) {
    kept = PortableMath.exp(-PortableMath.turn * cornerHertz / BaseRate.hertz)
    fresh = (1 - kept * kept).squareRoot()
    value = random.gaussian()
  }

  /// The next sample.
  mutating func next(_ random: inout RandomStream) -> Double {
    value = kept * value + fresh * random.gaussian()
    return value
  }
}
