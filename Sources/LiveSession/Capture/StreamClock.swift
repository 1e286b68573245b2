import EMGUnits

/// Where on the input's clock a moment of the computer's clock lies.
///
/// A device delivers frame number p at the time `origin + p / rate`, and we wake some time after that, never before. So the
/// origin is the least of all (time of waking − p / rate); it is let up by `leakPerSecond` so that it can follow a device
/// whose clock runs slower than its nominal rate. A device whose clock stood still and then went on is late for good: then the
/// origin is taken anew.
///
/// Even the earliest waking is some 40 µs late. How much is seen at the first start, whose time the device tells: from there
/// to where the first frame seems to arrive. The same is taken off when the device starts again.
package struct StreamClock: BitwiseCopyable {
  /// Sound cards keep their rate to 100 ppm; a little more is followed.
  private static var leakPerSecond: Double { @_noLocks get { 300e-6 } }

  /// Later than this for so long is no lateness of ours any more, in nanoseconds.
  private static var mostLateness: Double { @_noLocks get { 50e6 } }
  private static var patience: Int { @_noLocks get { 1_000_000_000 } }

  /// The bias is looked for over so many nanoseconds from the start, and is no waking's lateness above so much.
  private static var biasSpan: Int { @_noLocks get { 250_000_000 } }
  private static var mostBias: Double { @_noLocks get { 5e6 } }

  private let nanosecondsPerFrame: Double
  /// Nanoseconds after `base`.
  private var origin = 0.0
  private var base = 0
  private var updatedAt = 0
  private var isSet = false
  private var onTimeAt = 0
  private var startedAt: Int?
  private var bias = 0.0

  package init(rate: Int) { nanosecondsPerFrame = 1e9 / Double(rate) }

  /// The device was started at `time`, for the first time, and delivers frame 0.
  package mutating func started(at time: Int) { startedAt = time }

  /// Frame `position` had arrived at `time`, in monotonic nanoseconds.
  ///
  /// - Returns: how many nanoseconds after its arrival that was: the lateness of waking.
  @_noLocks
  package mutating func note(position: Int, at time: Int) -> Int {
    if !isSet {
      isSet = true
      base = time
      updatedAt = time
      onTimeAt = time
      origin = -Double(position) * nanosecondsPerFrame
      return 0
    }
    let seen = Double(time - base) - Double(position) * nanosecondsPerFrame
    origin = min(seen, origin + Double(time - updatedAt) * Self.leakPerSecond)
    updatedAt = time
    if let startedAt, time - startedAt < Self.biasSpan {
      let seen = origin + Double(base - startedAt)
      bias = seen > 0 && seen < Self.mostBias ? seen : 0
    }
    let lateness = seen - origin
    if lateness < Self.mostLateness { onTimeAt = time }
    if time - onTimeAt > Self.patience { isSet = false }
    return Int(bounded: lateness)
  }

  /// The number of the frame that a device which starts at `time` delivers first, had it kept running; nil before the first
  /// frame.
  @_noLocks
  package func position(at time: Int) -> Int? {
    isSet ? Int(bounded: (Double(time - base) - origin + bias) / nanosecondsPerFrame + 0.5) : nil
  }

  /// The monotonic time at which frame `position` arrived.
  @_noLocks
  package func time(of position: Int) -> Int { base + Int(bounded: origin + Double(position) * nanosecondsPerFrame) }
}
