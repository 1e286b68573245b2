import EMGUnits
import GaitAnalysis
import SignalProcessing

/// Looks at a leg's channels apart from strides, and tells trouble that lasts.
struct TroubleWatch: BitwiseCopyable {
  /// What is told.
  struct Trouble: BitwiseCopyable {
    let flags: StrideFlags
    /// The muscles work, and no stride can be judged.
    let isLate: Bool

    @_noLocks
    init(flags: StrideFlags, isLate: Bool) {
      self.flags = flags
      self.isLate = isLate
    }
  }

  /// What the envelope of the latest hop does not show yet, in seconds.
  private static var envelopeSeconds: Double { @_noLocks get { 0.05 } }

  private let tuning: WatchTuning
  private var looks: FaultWatch
  /// When a stride was last judged, or learned from.
  private var decidedAt = 0.0
  /// When the muscles last rested.
  private var restedAt = 0.0
  /// Since when both channels have been gone; nil while one is there.
  private var bothGoneSince: Double?

  init(repeatSeconds: Double, _ tuning: WatchTuning) {
    self.tuning = tuning
    looks = FaultWatch(repeatSeconds: repeatSeconds, tuning)
  }

  /// A stride has been judged or learned from.
  @_noLocks
  mutating func noteDecision(at now: Double) { decidedAt = now }

  /// Looks twice a second, once there is a reference to compare with; nil when nothing is to be told now.
  @_noLocks
  mutating func look(at now: Double, _ judge: borrowing StrideJudge, _ chain: borrowing SignalChain) -> Trouble? {
    guard looks.isDue(at: now) else { return nil }
    looks.noteLook(at: now)
    let gait = judge.latestGait
    guard judge.references.isKnown(gait) || judge.hasJudgedSilence || judge.copied.glute || judge.copied.hamstring
    else { return nil }
    let to = now - chain.trackingDelay - Self.envelopeSeconds
    let from = to - Double(tuning.windowSeconds)
    var flags = StrideFlags()
    flags.gap = chain.touchesGap(from: from, to: to)
    if flags.gap {
      // a gap that lasts is told by itself, and strides are waited for from its end on
      if Self.isLost(to: to, chain) { restedAt = now }
    } else {
      judge.assess(&flags, from: from, to: to, gait: gait, chain)
      noteBothGone(&flags, judge.areBothGone(from: from, to: to, gait: gait, chain), at: now, judge)
    }
    let isFaulty = flags.glute.rawValue != 0 || flags.hamstring.rawValue != 0
    if !isMoving(from: from, to: to, gait, judge, chain) { restedAt = now }
    let isLate = now - max(decidedAt, restedAt) > Double(tuning.patienceSeconds)
    let isTrouble = isFaulty || isLate
    // beside a gap nothing is known of the channels, neither good nor bad
    if flags.gap && !isTrouble { return nil }
    return looks.take(isTrouble: isTrouble, at: now) ? Trouble(flags: flags, isLate: isLate) : nil
  }

  /// Both channels gone for long is an amplifier that is off.
  @_noLocks
  private mutating func noteBothGone(
    _ flags: inout StrideFlags, _ areGone: Bool, at now: Double, _ judge: borrowing StrideJudge
  ) {
    guard areGone else {
      bothGoneSince = nil
      return
    }
    let since = bothGoneSince ?? now
    bothGoneSince = since
    guard now - since >= Double(judge.tuning.evidence.bothGoneSeconds) else { return }
    flags.add(glute: .dead)
    flags.add(hamstring: .dead)
  }

  /// Whether all that was heard lately is lost, for as long as a gap takes to be told.
  @_noLocks
  private static func isLost(to: Double, _ chain: borrowing SignalChain) -> Bool {
    let seconds = GapWatch.patienceSeconds
    return chain.lostSeconds(from: to - seconds, to: to) > seconds - 0.01
  }

  /// Whether the muscles work though no stride is judged.
  @_noLocks
  private func isMoving(
    from: Double, to: Double, _ gait: Gait, _ judge: borrowing StrideJudge, _ chain: borrowing SignalChain
  ) -> Bool {
    let hasHamstring = judge.channels.row(.hamstrings) >= 0
    let muscle = hasHamstring ? Muscle.hamstrings : .gluteusMaximus
    guard judge.references.isKnown(gait) else { return false }
    let signal = chain.electrodeSignal(
      judge.channels.row(muscle), from: from, to: to, endTime: .infinity, judge.tuning.evidence)
    return (signal?.bandPower ?? 0) > tuning.moving * judge.references.muscle(muscle, gait).noisePower
  }
}

/// Decides when signal trouble is told, apart from any stride.
///
/// The channels are looked at twice a second. Trouble that two looks in a row see is told at once, and again every
/// `repeatSeconds` as long as it lasts; two looks without it end it.
package struct FaultWatch: Sendable, BitwiseCopyable {
  private let tuning: WatchTuning
  private let repeatSeconds: Double
  private var nextLook = 0.0
  /// Looks in a row that saw trouble, or that saw none.
  private var seen = 0
  private var clear = 0
  private var toldAt: Double?

  package init(repeatSeconds: Double, _ tuning: WatchTuning) {
    self.repeatSeconds = repeatSeconds
    self.tuning = tuning
  }

  /// Whether a look is due.
  @_noLocks
  package func isDue(at seconds: Double) -> Bool { seconds >= nextLook }

  /// A look is taken now.
  @_noLocks
  package mutating func noteLook(at seconds: Double) { nextLook = seconds + Double(tuning.everySeconds) }

  /// Takes a look's result; true when trouble is to be told now.
  @_noLocks
  package mutating func take(isTrouble: Bool, at seconds: Double) -> Bool {
    seen = isTrouble ? seen + 1 : 0
    clear = isTrouble ? 0 : clear + 1
    if clear >= Int(tuning.looks) { toldAt = nil }
    guard seen >= Int(tuning.looks) else { return false }
    if let toldAt, seconds - toldAt < repeatSeconds { return false }
    toldAt = seconds
    return true
  }
}

/// Decides when a gap in the input is told: half a second after its beginning, and again every `repeatSeconds` while it
/// lasts. One that ends sooner is told at its end, unless a gap was told within `repeatSeconds` before. It counts input frames
/// alone, so that a replay tells the same.
struct GapWatch: Sendable, BitwiseCopyable {
  /// A gap that lasts for this long is told.
  static var patienceSeconds: Double { @_noLocks get { 0.5 } }

  /// Input frames from the beginning of a gap until it is told.
  @_noLocks
  static func patienceFrames(rate: Double) -> Int { frames(patienceSeconds, rate) }

  private let rate: Double
  private let repeatFrames: Int
  /// Gaps, and the frames in them.
  private(set) var gaps = 0
  private(set) var lostFrames = 0
  /// The input frame at which the gap that lasts is told next; nil while there is none.
  private var nextFrame: Int?
  /// The gap is over, and only its end is left to be told.
  private var isOver = false
  /// The frame at which a gap was told last.
  private var toldFrame: Int?

  init(rate: Double, repeatSeconds: Double) {
    self.rate = rate
    // what is no sensible time must not stop the clock
    repeatFrames = Self.frames(max(Self.patienceSeconds, min(1e6, repeatSeconds)), rate)
  }

  /// The next whole frame.
  @_noLocks
  private static func frames(_ seconds: Double, _ rate: Double) -> Int {
    let whole = Int(seconds * rate)
    return Double(whole) < seconds * rate ? whole + 1 : whole
  }

  /// Takes lost frames, of which the first has number `start`.
  @_noLocks
  mutating func add(_ frames: Int, at start: Int) {
    guard frames > 0 else { return }
    lostFrames += frames
    guard nextFrame == nil || isOver else { return }
    gaps += 1
    isOver = false
    nextFrame = start + Self.patienceFrames(rate: rate)
  }

  /// Takes frames that are there, of which the first has number `start`.
  @_noLocks
  mutating func end(_ frames: Int, at start: Int) {
    guard frames > 0, nextFrame != nil, !isOver else { return }
    let isRecent = toldFrame.map { start - $0 < repeatFrames } ?? false
    nextFrame = isRecent ? nil : start
    isOver = !isRecent
  }

  /// The frame at which the gap is to be told now; nil when none is due.
  ///
  /// - Parameters:
  ///   - pushed: frames that have come, or been lost, so far.
  ///   - needed: frames that the next hop needs; what is due before that is told before it.
  @_noLocks
  mutating func frameDue(pushed: Int, needed: Int) -> Int? {
    guard let frame = nextFrame, frame <= pushed, frame < needed else { return nil }
    nextFrame = isOver ? nil : frame + repeatFrames
    isOver = false
    toldFrame = frame
    return frame
  }
}
