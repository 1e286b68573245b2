import EMGUnits

/// Decides which verdicts are heard: one policy for each leg, asked once for each decided stride, in order.
///
/// With an aim a stride succeeds when it meets the aim, and fails when it does not; where that cannot be told, and without an
/// aim, the verdict says so: firing succeeds. A failing stride that is not silent is `below`, in every such stride that the
/// policy lets through.
///
/// Deterministic: the same verdicts at the same input times give the same cues. `unusable` and `baseline` strides give no
/// cue and do not count. A spell of weakness begins with a `weak` stride and ends with a firing one; it is told once, at
/// its first weak stride that the policy lets through, so that lasting weakness does not beep in every stride. Where the part
/// of a minute without feedback runs, performance is followed and nothing is told.
/// `docs/feedback.md` says when to take which policy and what the evidence is.
public struct CuePolicy: Sendable, BitwiseCopyable {
  private enum Schedule {
    case every
    case limit(CueLimit)
    case faded(FadedFeedback)
    case reward(RewardCount)
    case pitch
  }

  private enum Spell {
    case none, untold, told
  }

  private let cuesWeak: Bool
  private let share: FeedbackShare
  private var schedule: Schedule
  private var weakness = Spell.none

  /// Starts with nothing judged yet. `limitSeconds` that are not a positive number limit nothing.
  public init(_ settings: FeedbackSettings) {
    cuesWeak = settings.cuesWeak
    share = FeedbackShare(settings.share)
    schedule =
      switch settings.policy {
      case .every: .every
      case .limit: .limit(CueLimit(seconds: settings.limitSeconds))
      case .faded: .faded(FadedFeedback())
      case .reward: .reward(RewardCount())
      case .pitch: .pitch
      }
  }

  /// The cue for the next decided stride; nil when nothing is to be heard.
  ///
  /// - Parameters:
  ///   - isAimMet: nil without an aim, and where it cannot be told.
  ///   - seconds: when it was decided, on the input's clock; never earlier than in the call before.
  @_noLocks
  public mutating func cue(for verdict: Verdict, isAimMet: Bool? = nil, at seconds: Double) -> CueKind? {
    var isFailing = false
    var failure: CueKind?
    if let isAimMet {
      isFailing = !isAimMet
      if isFailing { failure = verdict == .silent ? .silent : .below }
    } else {
      guard let fails = verdict.isFailing else { return nil }
      isFailing = fails
      failure = failureToTell(verdict)
    }
    guard share.isHeard(at: seconds) else {
      follow(isFailing: isFailing)
      return nil
    }
    switch schedule {
    case .every:
      return told(failure)
    case .limit(var limit):
      guard let failure, limit.takeCue(at: seconds) else { return nil }
      schedule = .limit(limit)
      return told(failure)
    case .faded(var faded):
      faded.add(isFailing: isFailing)
      let isHeard = failure != nil && faded.takeFailure()
      schedule = .faded(faded)
      return isHeard ? told(failure) : nil
    case .reward(var count):
      let isRewarded = count.add(isFailing: isFailing)
      schedule = .reward(count)
      return isRewarded ? .reward : nil
    case .pitch:
      return nil
    }
  }

  /// Performance counts while nothing is heard too.
  @_noLocks
  private mutating func follow(isFailing: Bool) {
    switch schedule {
    case .faded(var faded):
      faded.add(isFailing: isFailing)
      schedule = .faded(faded)
    case .reward(var count):
      _ = count.add(isFailing: isFailing)
      schedule = .reward(count)
    case .every, .limit, .pitch: break
    }
  }

  /// What a stride would be told as if every failure were.
  @_noLocks
  private mutating func failureToTell(_ verdict: Verdict) -> CueKind? {
    if verdict == .silent { return .silent }
    guard verdict == .weak else {
      weakness = .none
      return nil
    }
    if weakness == .none { weakness = .untold }
    return cuesWeak && weakness == .untold ? .weak : nil
  }

  /// Marks a spell of weakness as told.
  @_noLocks
  private mutating func told(_ failure: CueKind?) -> CueKind? {
    if failure == .weak { weakness = .told }
    return failure
  }
}

extension Verdict {
  /// Whether the glute failed in the stride; nil when the stride was not judged.
  var isFailing: Bool? {
    @_noLocks get {
      switch self {
      case .silent, .weak: true
      case .firing: false
      case .unusable, .baseline: nil
      }
    }
  }
}

/// Lets a cue through when the one before is long enough ago.
struct CueLimit: Sendable, BitwiseCopyable {
  /// The least time between two cues.
  let seconds: Double
  private var latest = -Double.infinity

  /// `seconds` that are not a positive number limit nothing.
  init(seconds: Double) { self.seconds = seconds }

  /// Lets a cue through; true when it may sound now, and the time counts from here.
  @_noLocks
  mutating func takeCue(at now: Double) -> Bool {
    // phrased so that a limit that is not a number holds nothing back
    if now - latest < seconds { return false }
    latest = now
    return true
  }
}

/// Counts firing strides in a row; each `run`-th is rewarded.
struct RewardCount: Sendable, BitwiseCopyable {
  /// Strides in a row for a reward, about four seconds of running: more than a lucky stride or two, and seldom enough
  /// that the sound goes on to mean something.
  static var run: Int { @_noLocks get { 5 } }

  private var firing = 0

  /// Takes the next judged stride into account.
  ///
  /// - Returns: whether it is rewarded.
  @_noLocks
  mutating func add(isFailing: Bool) -> Bool {
    firing = isFailing ? 0 : firing + 1
    guard firing == Self.run else { return false }
    firing = 0
    return true
  }
}

/// In which part of each minute the runner hears how strides are: the first `share` of it, so that practice with feedback and
/// without it alternate, evenly and without chance.
///
/// Strides are judged all the time. In the rest of the minute nothing but faults is heard: no cue, no recovery, no reward, no
/// tick. It hangs on the input's clock alone, so a recording gives the same cues again.
public struct FeedbackShare: Sendable, Hashable, BitwiseCopyable {
  /// A minute: some 80 strides, long enough for both parts to hold enough of them.
  public static var blockSeconds: Double { @_noLocks get { 60 } }

  private let heardSeconds: Double

  /// 0, never, to 1, always. Not a number, and what lies beyond, count as 1.
  public init(_ share: Double) {
    heardSeconds = share >= 0 && share < 1 ? share * Self.blockSeconds : .infinity
  }

  /// Whether all of each minute is heard.
  public var isAll: Bool { heardSeconds == .infinity }

  /// Whether a moment lies in the part that is heard.
  ///
  /// - Parameter seconds: on the input's clock.
  @_noLocks
  public func isHeard(at seconds: Double) -> Bool {
    let block = Double(Int(bounded: seconds / Self.blockSeconds)) * Self.blockSeconds
    return seconds - block < heardSeconds
  }
}

/// A quiet tick while all is well, so that silence never means that the device is dead.
///
/// All is well while on every leg a stride was judged within `wellSeconds`. Then a tick comes when nothing has sounded
/// for the interval: the first with the first stride that is judged. It hangs on the input's clock alone.
struct Heartbeat: Sendable, BitwiseCopyable {
  /// Strides last 1.5 s at most and are judged up to half a stride after their contact: two are judged within this time.
  static var wellSeconds: Double { @_noLocks get { 2.25 } }

  private let interval: Double
  private var latest = -Double.infinity

  /// 0, or what is not a positive number, for no ticks.
  init(everySeconds interval: Double) { self.interval = interval }

  /// Lets a tick come, if one is due; true when it does.
  ///
  /// - Parameters:
  ///   - now: input seconds.
  ///   - judged: when a stride was last judged, on the leg where that is longest ago.
  ///   - sounded: when the latest cue began.
  @_noLocks
  mutating func beat(at now: Double, judged: Double, sounded: Double) -> Bool {
    guard interval > 0, now - judged <= Self.wellSeconds, now - max(latest, sounded) >= interval else { return false }
    latest = now
    return true
  }
}
