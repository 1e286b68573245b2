import EMGUnits

/// Decides when a gap in the input is told: half a second after its beginning, and again every `repeatSeconds` while it
/// lasts. It counts input frames alone, so that a replay tells the same.
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
    guard nextFrame == nil else { return }
    gaps += 1
    nextFrame = start + Self.patienceFrames(rate: rate)
  }

  /// Takes frames that are there.
  @_noLocks
  mutating func end(_ frames: Int) {
    if frames > 0 { nextFrame = nil }
  }

  /// The frame at which the gap is to be told now; nil when none is due.
  ///
  /// - Parameters:
  ///   - pushed: frames that have come, or been lost, so far.
  ///   - needed: frames that the next hop needs; what is due before that is told before it.
  @_noLocks
  mutating func frameDue(pushed: Int, needed: Int) -> Int? {
    guard let frame = nextFrame, frame <= pushed, frame < needed else { return nil }
    nextFrame = frame + repeatFrames
    return frame
  }
}
