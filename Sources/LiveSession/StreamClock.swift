/// Where on the input's clock a moment of the computer's clock lies.
///
/// A device delivers frame number p at the time `origin + p / rate`, and we wake some time after that, never before. So the
/// origin is the least of all (time of waking − p / rate); it is let up by `leakPerSecond` so that it can follow a device
/// whose clock runs slower than its nominal rate. A device whose clock stood still and then went on is late for good: then the
/// origin is taken anew.
package struct StreamClock: BitwiseCopyable {
  /// Sound cards keep their rate to 100 ppm; a little more is followed.
  private static var leakPerSecond: Double { @_noLocks get { 300e-6 } }

  /// Later than this for so long is no lateness of ours any more, in nanoseconds.
  private static var mostLateness: Double { @_noLocks get { 50e6 } }
  private static var patience: Int { @_noLocks get { 1_000_000_000 } }

  private let nanosecondsPerFrame: Double
  /// Nanoseconds after `base`.
  private var origin = 0.0
  private var base = 0
  private var updatedAt = 0
  private var isSet = false
  private var onTimeAt = 0

  package init(rate: Int) { nanosecondsPerFrame = 1e9 / Double(rate) }

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
    let lateness = seen - origin
    if lateness < Self.mostLateness { onTimeAt = time }
    if time - onTimeAt > Self.patience { isSet = false }
    return Int(lateness)
  }

  /// The number of the frame that a device which kept running would have delivered at `time`, rounded; nil before the first
  /// frame.
  @_noLocks
  package func position(at time: Int) -> Int? {
    isSet ? Int((Double(time - base) - origin) / nanosecondsPerFrame + 0.5) : nil
  }

  /// The monotonic time at which frame `position` arrived.
  @_noLocks
  package func time(of position: Int) -> Int { base + Int(origin + Double(position) * nanosecondsPerFrame) }
}
