import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// Decides what the glute did in a stride, and learns what to compare it with.
///
/// Three questions, asked apart and in this order: is the electrode alive (`ElectrodeEvidence`); does the muscle work at
/// all (`StrideActivity`); does it work as it should (`FiringMonitor`, against `LegReferences`). The second needs no
/// reference, so a glute that rests from the first stride on is silent from the first stride on, and never its own
/// reference.
struct StrideJudge: ~Copyable {
  let channels: LegChannels
  let tuning: CoreTuning
  let references: LegReferences
  private let electrodes: ElectrodeEvidence
  private var activity: StrideActivity
  private var monitor: FiringMonitor
  /// Faults of the glute's channel in the latest stride decided.
  private var gluteFaults = ChannelFaults(rawValue: 0)
  /// Gait of the latest stride judged.
  private(set) var latestGait = Gait.running
  /// A stride was silent without a reference.
  private(set) var hasJudgedSilence = false
  private var tally = LegTally()
  private var bandRest: BandRest
  /// Holds the strides against the aim.
  var aims: AimJudge
  /// Strides in which the glute rested while the profile's levels waited for the first strides.
  private var restsWhileWaiting = 0
  /// Muscles whose channels carry the signal of another one.
  var copied = (glute: false, hamstring: false)
  /// When the input ends; nothing after it is real.
  var endTime = Double.infinity

  init(
    channels: LegChannels, coreRate: Hertz, feedback: FeedbackSettings, tuning: CoreTuning, referenceStrides: Int,
    profile: LegProfile?, maxima: [Muscle: Float], trust: ProfileTrust = .sameElectrodes
  ) {
    self.channels = channels
    self.tuning = tuning
    references = LegReferences(
      strides: referenceStrides, profile: profile, trust: trust, channels: channels, tuning: tuning)
    electrodes = ElectrodeEvidence(tuning: tuning.evidence)
    activity = StrideActivity(rate: coreRate, tuning: tuning.activity)
    monitor = FiringMonitor(feedback, tuning.decision)
    bandRest = BandRest(tuning.activity)
    aims = AimJudge(feedback.aim, profile, maxima: maxima, tuning: tuning.aim)
  }

  /// What the strides so far say together.
  var evidence: LegEvidence {
    LegEvidence(
      crosstalk: tally.meanCrosstalk, level: tally.meanLevel, patternFit: nil, unprovenStrides: tally.unproven,
      restingStrides: tally.resting, isMostlySilent: tally.isMostlySilent, tuning: tuning)
  }

  // MARK: When

  /// Whether the tracking signal has reached the end of both muscles' windows.
  @_noLocks
  func canDecide(_ stride: OpenStride, _ chain: borrowing SignalChain) -> Bool {
    // what the crosstalk's filter looks ahead
    let needed = chain.trackingIndex(at: windows(stride).close) + SharedSignal.ahead
    return needed < chain.measurement[mainRow].end
  }

  /// Whether the measurement signal has reached an instant.
  @_noLocks
  func isMeasurable(until time: Double, _ chain: borrowing SignalChain) -> Bool {
    chain.measurementIndex(at: time) < chain.measurement[mainRow].end
  }

  private var mainRow: Int { @_noLocks get { max(channels.row(.gluteusMaximus), channels.row(.hamstrings)) } }

  /// When the earlier of both windows opens and the later one closes, in input time.
  @_noLocks
  private func windows(_ stride: OpenStride) -> (open: Double, close: Double) {
    let glute = references.window(.gluteusMaximus, period: stride.period)
    let hamstring = references.window(.hamstrings, period: stride.period)
    var (on, off) = (min(glute.on, hamstring.on), max(glute.off, hamstring.off))
    if channels.row(.gluteusMaximus) < 0 { (on, off) = (hamstring.on, hamstring.off) }
    if channels.row(.hamstrings) < 0 { (on, off) = (glute.on, glute.off) }
    return (stride.contact + on * stride.period, stride.contact + off * stride.period)
  }

  /// Whether a stride may be the last before a stop: the one before it, which is complete, lasted long, or the muscles around its
  /// contact are hardly those of a stride. A silent glute alone does not make them so: the hamstring is as ever.
  @_noLocks
  func isSlowing(_ before: OpenStride, _ stride: OpenStride) -> Bool {
    guard let end = before.end else { return false }
    return end - before.contact > Double(tuning.decision.slowingAbove) * before.period
      || stride.confidence < tuning.decision.slowingBelow
  }

  // MARK: Is the electrode alive?

  /// Notes what is wrong with glute and hamstring between two instants.
  @_noLocks @discardableResult
  func assess(
    _ flags: inout StrideFlags, from: Double, to: Double, gait: Gait, _ chain: borrowing SignalChain
  ) -> ElectrodeSignal? {
    let glute = read(.gluteusMaximus, from: from, to: to, chain)
    let hamstring = read(.hamstrings, from: from, to: to, chain)
    if copied.glute { flags.add(glute: .copied) }
    if copied.hamstring { flags.add(hamstring: .copied) }
    guard references.isKnown(gait) else {
      if let glute { flags.add(glute: electrodes.faults(glute, usual: nil, othersWork: false)) }
      if let hamstring { flags.add(hamstring: electrodes.faults(hamstring, usual: nil, othersWork: false)) }
      return glute
    }
    let usualGlute = references.muscle(.gluteusMaximus, gait)
    let usualHamstring = references.muscle(.hamstrings, gait)
    if let glute {
      var moves = true
      if let hamstring { moves = electrodes.works(hamstring, usualHamstring) }
      flags.add(glute: electrodes.faults(glute, usual: usualGlute, othersWork: moves))
    }
    if let hamstring {
      var moves = true
      if let glute { moves = electrodes.works(glute, usualGlute) }
      flags.add(hamstring: electrodes.faults(hamstring, usual: usualHamstring, othersWork: moves))
    }
    return glute
  }

  /// Whether both channels are far below their electrodes' noise between two instants: a stop, or an amplifier that is off.
  @_noLocks
  func areBothGone(from: Double, to: Double, gait: Gait, _ chain: borrowing SignalChain) -> Bool {
    guard references.isKnown(gait), let glute = read(.gluteusMaximus, from: from, to: to, chain),
      let hamstring = read(.hamstrings, from: from, to: to, chain)
    else { return false }
    return electrodes.isGone(glute, references.muscle(.gluteusMaximus, gait))
      && electrodes.isGone(hamstring, references.muscle(.hamstrings, gait))
  }

  @_noLocks
  private func read(
    _ muscle: Muscle, from: Double, to: Double, _ chain: borrowing SignalChain
  ) -> ElectrodeSignal? {
    let row = channels.row(muscle)
    guard row >= 0 else { return nil }
    return chain.electrodeSignal(row, from: from, to: to, endTime: endTime, tuning.evidence)
  }

  /// Flags a stride of which frames were lost between the beginning of the earlier window and an instant.
  @_noLocks
  private func markGap(_ stride: inout OpenStride, to: Double, _ chain: borrowing SignalChain) -> Bool {
    if chain.touchesGap(from: windows(stride).open, to: min(to, endTime)) { stride.flags.gap = true }
    return stride.flags.gap
  }

  // MARK: Decision

  /// Judges a stride from the windows around its contact.
  @_noLocks
  mutating func decide(_ stride: inout OpenStride, _ chain: borrowing SignalChain) -> Decision {
    let gait = Gait(period: stride.period)
    latestGait = gait
    let closes = windows(stride).close
    if markGap(&stride, to: closes, chain) {
      return Decision(verdict: references.isKnown(gait) ? .unusable : .baseline, glute: nil, hamstring: nil)
    }
    let from = max(0, closes - stride.period)
    let signal = assess(&stride.flags, from: from, to: closes, gait: gait, chain)
    // a channel that comes back in the middle of a burst shows half of it: the fault counts for one stride more
    let found = stride.flags.glute.rawValue
    stride.flags.glute = ChannelFaults(rawValue: found | gluteFaults.rawValue)
    gluteFaults = ChannelFaults(rawValue: found)
    guard activity.load(channels, from: from, to: closes, chain) else {
      return Decision(verdict: references.isKnown(gait) ? .unusable : .baseline, glute: nil, hamstring: nil)
    }
    teach(&stride, from: from, to: closes, chain)
    let mixed = power(.gluteusMaximus, stride, chain)
    activity.removeCrosstalk()
    let glute = power(.gluteusMaximus, stride, chain)
    let hamstring = power(.hamstrings, stride, chain)
    var decision = Decision(
      verdict: .unusable, glute: activation(glute, .gluteusMaximus, gait),
      hamstring: activation(hamstring, .hamstrings, gait))
    if let value = decision.glute { decision.glute = value / references.gaits[gait.place].adaptation.factor }
    decision.verdict = verdict(&stride, glute, hamstring, decision, gait)
    if decision.verdict == .silent, let signal {
      let usual = references.isKnown(gait) ? references.muscle(.gluteusMaximus, gait) : nil
      let rest = references.isKnown(gait) ? references.muscle(.gluteusMaximus, gait).noisePower : signal.lowestPower
      stride.flags.unproven = !electrodes.isProven(signal, rest: rest, usual: usual)
    }
    followRest(stride, from: from, to: closes, chain)
    decision.levels = levels(stride, cleaned: activity.share(glute, of: mixed), chain)
    decision.aim = aims.judge(decision, isRunning: gait == .running)
    return decision
  }

  // MARK: Levels

  /// Lets the noise between bursts follow a stride with which nothing is wrong.
  @_noLocks
  private mutating func followRest(
    _ stride: OpenStride, from: Double, to: Double, _ chain: borrowing SignalChain
  ) {
    guard stride.flags.glute.rawValue == 0, stride.flags.hamstring.rawValue == 0 else { return }
    // near the ends the envelope sees the silence outside the input
    let edge = Double(tuning.evidence.edgeSeconds)
    follow(.gluteusMaximus, from: max(from, edge), to: min(to, endTime - edge), chain)
    follow(.hamstrings, from: max(from, edge), to: min(to, endTime - edge), chain)
  }

  @_noLocks
  private mutating func follow(_ muscle: Muscle, from: Double, to: Double, _ chain: borrowing SignalChain) {
    let row = channels.row(muscle)
    guard row >= 0, let lowest = chain.lowestEnvelope(row, from: from, to: to) else { return }
    bandRest.follow(muscle, lowest: lowest)
  }

  /// The levels of a stride; `cleaned` is what is left of the glute's power without crosstalk.
  @_noLocks
  private func levels(_ stride: OpenStride, cleaned: Float, _ chain: borrowing SignalChain) -> StrideLevels {
    guard !stride.flags.inferred, !stride.flags.unlike else { return StrideLevels() }
    var levels = StrideLevels()
    if stride.flags.glute.rawValue == 0 { levels.glute = level(.gluteusMaximus, stride, cleaned: cleaned, chain) }
    if stride.flags.hamstring.rawValue == 0 { levels.hamstring = level(.hamstrings, stride, cleaned: 1, chain) }
    return levels
  }

  @_noLocks
  private func level(
    _ muscle: Muscle, _ stride: OpenStride, cleaned: Float, _ chain: borrowing SignalChain
  ) -> Float? {
    let row = channels.row(muscle)
    let window = references.window(muscle, period: stride.period)
    guard row >= 0,
      let power = chain.bandPower(row, in: window, contact: stride.contact, period: stride.period)
    else { return nil }
    return realtimeSquareRoot(max(0, cleaned * power - bandRest.power(muscle)))
  }

  /// Lets rest and crosstalk follow the stretch that is loaded, once a stride, when nothing is wrong with it.
  @_noLocks
  private mutating func teach(_ stride: inout OpenStride, from: Double, to: Double, _ chain: borrowing SignalChain) {
    guard !stride.hasTaught, stride.flags.glute.rawValue == 0, stride.flags.hamstring.rawValue == 0,
      !stride.flags.inferred, !chain.touchesGap(from: from, to: to)
    else { return }
    stride.hasTaught = true
    activity.learnCrosstalk()
    activity.learnRest()
    tally.add(crosstalk: activity.crosstalkPart)
  }

  @_noLocks
  private mutating func verdict(
    _ stride: inout OpenStride, _ glute: Float?, _ hamstring: Float?, _ decision: Decision, _ gait: Gait
  ) -> Verdict {
    let isClean = stride.flags.glute.rawValue == 0 && !stride.flags.inferred && !stride.flags.unlike
    guard references.isKnown(gait) else {
      return isClean ? verdictWithoutReference(stride, glute, hamstring) : .baseline
    }
    guard isClean, let value = decision.glute else { return .unusable }
    return judge(value, stride.flags.hamstring.rawValue == 0 ? decision.hamstring : nil, gait, &stride.flags)
  }

  /// `silent` when the hamstring works and the glute does not rise above its own rest; else `baseline`.
  @_noLocks
  private mutating func verdictWithoutReference(
    _ stride: OpenStride, _ glute: Float?, _ hamstring: Float?
  ) -> Verdict {
    // a hamstring that explains so much of the glute's channel may be one signal on both
    guard activity.crosstalkPart < tuning.watch.copyGain else { return .baseline }
    guard stride.flags.hamstring.rawValue == 0, let glute, let hamstring, activity.hamstringWorks(hamstring) else {
      return .baseline
    }
    let isResting = !activity.gluteWorks(glute, hamstring: hamstring)
    guard isResting || isGrossly(silent: glute, Gait(period: stride.period)) else { return .baseline }
    hasJudgedSilence = true
    if isResting { tally.addResting() }
    monitor.noteSilence()
    return .silent
  }

  /// Whether a glute of such power is so far below the easy run, as squeezes have scaled it to today, that their error does
  /// not explain it.
  @_noLocks
  private func isGrossly(silent power: Float, _ gait: Gait) -> Bool {
    guard gait == .running, references.gaits[gait.place].isFromProfile,
      references.gaits[gait.place].trust == .scaledToday
    else { return false }
    let usual = references.muscle(.gluteusMaximus, gait)
    let limit = tuning.profile.grossBelow * usual.workAmplitude
    return power - min(activity.restLevel(.gluteusMaximus), usual.workNoise) < limit * limit
  }

  /// The monitor's verdict; lets effort and reference follow.
  @_noLocks
  private mutating func judge(
    _ glute: Float, _ hamstring: Float?, _ gait: Gait, _ flags: inout StrideFlags
  ) -> Verdict {
    let place = gait.place
    if let hamstring { references.gaits[place].effort.add(hamstring) }
    let effort = references.gaits[place].effort.value
    let verdict = monitor.verdict(
      glute: glute, hamstring: hamstring, effort: effort, spread: references.gaits[place].spread)
    if verdict == .unusable { flags.quiet = true }
    if verdict == .firing && monitor.isSteady { references.gaits[place].adaptation.add(glute / effort) }
    return verdict
  }

  /// Whether the stride just judged ends a failure that is worth telling; true once.
  @_noLocks
  mutating func takeRecovery() -> Bool { monitor.takeRecovery() }

  /// What stands in the table: the decision, and what was found out about the stride since.
  @_noLocks
  mutating func finalDecision(_ stride: inout OpenStride, end: Double, _ chain: borrowing SignalChain) -> Decision {
    _ = markGap(&stride, to: end, chain)
    assess(&stride.flags, from: stride.contact, to: end, gait: Gait(period: stride.period), chain)
    var decision = stride.decision ?? decide(&stride, chain)
    let flags = stride.flags
    let isDoubtful = flags.glute.rawValue != 0 || flags.gap || flags.inferred || flags.unlike
    if isDoubtful && !(decision.verdict == .silent) { decision.verdict = .unusable }
    return decision
  }

  /// Counts a complete stride for what all of them say together.
  @_noLocks
  mutating func count(_ stride: OpenStride, _ verdict: Verdict, glute: Float?, hamstring: Float?) {
    tally.add(isSilent: verdict == .silent)
    tally.add(stride.flags, glute: glute, hamstring: hamstring)
  }

  // MARK: Activation

  @_noLocks
  private func power(_ muscle: Muscle, _ stride: OpenStride, _ chain: borrowing SignalChain) -> Float? {
    activity.power(
      muscle, in: references.window(muscle, period: stride.period), contact: stride.contact, period: stride.period,
      chain)
  }

  /// Amplitude above movement, noise taken off, against the reference; nil without one.
  @_noLocks
  private func activation(_ power: Float?, _ muscle: Muscle, _ gait: Gait) -> Float? {
    guard let power, references.isKnown(gait) else { return nil }
    let reference = references.muscle(muscle, gait)
    guard reference.workAmplitude > 0 else { return nil }
    // noise as it is now: sweat lowers it with the muscle, and a reference's own noise would then take too much off
    let rest = activity.restLevel(muscle)
    let noise = rest > 0 ? min(rest, reference.workNoise) : reference.workNoise
    return realtimeSquareRoot(max(0, power - noise)) / reference.workAmplitude
  }

  /// The same in the EMG band, for the muscles that nothing is decided by.
  @_noLocks
  func bandActivation(_ muscle: Muscle, _ stride: OpenStride, _ chain: borrowing SignalChain) -> Float? {
    let row = channels.row(muscle)
    let gait = Gait(period: stride.period)
    guard row >= 0, references.isKnown(gait) else { return nil }
    let reference = references.muscle(muscle, gait)
    guard reference.amplitude > 0,
      let power = chain.bandPower(row, in: reference.window, contact: stride.contact, period: stride.period)
    else { return nil }
    return realtimeSquareRoot(max(0, power - reference.noisePower)) / reference.amplitude
  }

  // MARK: Reference

  /// Offers a complete stride to the reference of its gait: only good ones in which the glute works are taken.
  @_noLocks
  mutating func learn(_ stride: inout OpenStride, end: Double, _ chain: borrowing SignalChain) {
    let gait = Gait(period: stride.period)
    let duration = end - stride.contact
    assess(&stride.flags, from: stride.contact, to: end, gait: gait, chain)
    let from = stride.contact - duration / 2
    let to = stride.contact + duration / 2
    guard stride.flags.isEmpty, !chain.touchesGap(from: from, to: end), from >= 0,
      activity.load(channels, from: from, to: to, chain)
    else { return }
    teach(&stride, from: from, to: to, chain)
    activity.removeCrosstalk()
    guard glutePermits(stride, chain) else {
      restsWhileWaiting += gait == .running ? 1 : 0
      return
    }
    let place = gait.place
    var muscle = 0
    while muscle < 5 {
      let row = channels.rows[muscle]
      if row >= 0 { learn(row, muscle, stride, duration, place, chain) }
      muscle += 1
    }
    learnWork(.gluteusMaximus, place)
    learnWork(.hamstrings, place)
    references.gaits[place].baseline.add(period: duration)
  }

  /// A glute that does not work is never its own reference.
  @_noLocks
  private func glutePermits(_ stride: OpenStride, _ chain: borrowing SignalChain) -> Bool {
    guard channels.row(.hamstrings) >= 0, let glute = power(.gluteusMaximus, stride, chain) else { return true }
    return activity.gluteWorks(glute, hamstring: power(.hamstrings, stride, chain))
  }

  @_noLocks
  private func learn(
    _ row: Int, _ muscle: Int, _ stride: OpenStride, _ duration: Double, _ gait: Int, _ chain: borrowing SignalChain
  ) {
    let first = chain.trackingIndex(at: stride.contact - duration / 2)
    let count = chain.trackingIndex(at: stride.contact + duration / 2) - first
    StrideProfile.measure(
      chain.tracking(row, at: first, count: count), count: count,
      into: references.gaits[gait].baseline.profile(muscle))
    if let signal = chain.electrodeSignal(
      row, from: stride.contact, to: stride.contact + duration, endTime: endTime, tuning.evidence)
    {
      references.gaits[gait].baseline.set(muscle, signal)
    }
  }

  @_noLocks
  private func learnWork(_ muscle: Muscle, _ gait: Int) {
    guard let work = activity.signal(muscle), let rest = activity.rest(muscle) else { return }
    references.gaits[gait].baseline.setWork(muscle.place, work.samples, count: work.count, rest: rest)
  }

  /// Enough strides of a gait are together for its reference, or it has become clear that the glute rests in all of them.
  @_noLocks
  func isSettling(_ gait: Gait) -> Bool {
    if references.isComplete(gait) { return true }
    return gait == .running && references.isLearning(gait) && references.gaits[gait.place].isFromProfile
      && references.gaits[gait.place].trust == .scaledToday && restsWhileWaiting >= BaselineLearner.wanted
  }

  /// The strides of a gait are together: they become the reference, or are compared with the profile's.
  @_noLocks
  mutating func settle(_ gait: Gait, _ comparison: borrowing ProfileComparison) -> ProfileFit? {
    let place = gait.place
    if references.gaits[place].isFromProfile {
      let fit =
        references.isComplete(gait)
        ? comparison.fit(references.gaits[place], channels) : comparison.restingFit(references.gaits[place].trust)
      references.gaits[place].settle(fit, channels, profileStrides: comparison.profileStrides)
      // what was judged by levels that do not hold counts no more
      if !(fit.basis == .profile) { monitor.restart() }
      return fit
    }
    references.gaits[gait.place].settle(channels)
    return nil
  }

  /// The input has ended: what strides there are become references, where they are enough.
  @_noLocks
  func settleWithFewest() {
    var gait = 0
    while gait < 2 {
      if !references.gaits[gait].isKnown && references.gaits[gait].baseline.count >= BaselineLearner.fewest {
        references.gaits[gait].settle(channels)
      }
      gait += 1
    }
  }

  /// The running reference as a profile; nil while there is none of this session.
  func learnedProfile(seed: (Double) -> StrideSeed?) -> LegProfile? {
    let place = Gait.running.place
    guard references.gaits[place].isKnown, !references.gaits[place].isFromProfile else { return nil }
    let seconds = references.gaits[place].baseline.medianPeriod()
    var muscles: [Muscle: MuscleReference] = [:]
    for muscle in Muscle.allCases where channels.row(muscle) >= 0 {
      muscles[muscle] = references.muscle(muscle, .running)
    }
    return LegProfile(
      leg: channels.leg, strides: references.gaits[place].strides, strideSeconds: seconds,
      spread: references.gaits[place].spread, muscles: muscles, seed: seed(seconds))
  }
}
