import EMGUnits

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
