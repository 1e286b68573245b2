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
