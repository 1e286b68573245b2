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
  let electrodes: ElectrodeEvidence
  var activity: StrideActivity
  var monitor: FiringMonitor
  /// Faults of the glute's channel in the latest stride decided.
  private var gluteFaults = ChannelFaults(rawValue: 0)
  /// Gait of the latest stride judged.
  private(set) var latestGait = Gait.running
  /// A stride was silent without a reference.
  private(set) var hasJudgedSilence = false
  private var tally = LegTally()
  var bandRest: BandRest
  /// Holds the strides against the aim.
  var aims: AimJudge
  /// Strides in which the glute rested while the profile's levels waited for the first strides.
  var restsWhileWaiting = 0
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
  func windows(_ stride: OpenStride) -> (open: Double, close: Double) {
    let glute = references.window(.gluteusMaximus, periodSeconds: stride.periodSeconds)
    let hamstring = references.window(.hamstrings, periodSeconds: stride.periodSeconds)
    var (on, off) = (min(glute.on, hamstring.on), max(glute.off, hamstring.off))
    if channels.row(.gluteusMaximus) < 0 { (on, off) = (hamstring.on, hamstring.off) }
    if channels.row(.hamstrings) < 0 { (on, off) = (glute.on, glute.off) }
    return (stride.contact + on * stride.periodSeconds, stride.contact + off * stride.periodSeconds)
  }

  /// Whether a stride may be the last before a stop: the one before it, which is complete, lasted long, or the muscles around its
  /// contact are hardly those of a stride. A silent glute alone does not make them so: the hamstring is as ever.
  @_noLocks
  func isSlowing(_ before: OpenStride, _ stride: OpenStride) -> Bool {
    guard let end = before.end else { return false }
    return end - before.contact > Double(tuning.decision.slowingAbove) * before.periodSeconds
      || stride.confidence < tuning.decision.slowingBelow
  }

  // MARK: Decision

  /// Judges a stride from the windows around its contact.
  @_noLocks
  mutating func decide(_ stride: inout OpenStride, _ chain: borrowing SignalChain) -> Decision {
    let gait = Gait(periodSeconds: stride.periodSeconds)
    latestGait = gait
    let closes = windows(stride).close
    if markGap(&stride, to: closes, chain) {
      return Decision(verdict: references.isKnown(gait) ? .unusable : .baseline, glute: nil, hamstring: nil)
    }
    let from = max(0, closes - stride.periodSeconds)
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

  /// Lets rest and crosstalk follow the stretch that is loaded, once a stride, when nothing is wrong with it.
  @_noLocks
  mutating func teach(_ stride: inout OpenStride, from: Double, to: Double, _ chain: borrowing SignalChain) {
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
    guard isResting || isGrossly(silent: glute, Gait(periodSeconds: stride.periodSeconds)) else { return .baseline }
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
    assess(&stride.flags, from: stride.contact, to: end, gait: Gait(periodSeconds: stride.periodSeconds), chain)
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
}
