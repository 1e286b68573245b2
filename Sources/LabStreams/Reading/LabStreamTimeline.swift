import EMGUnits

/// Where the frames of a stream belong on the session's clock, by their time stamps. A value without any device.
///
/// The session counts frames at the nominal rate. A frame whose stamp is later than its number says is late in one of two ways:
/// the sender stamped it late, and one of the next is on time again; or frames before it are missing, and none comes back. So
/// what looks like a gap is held for `holdSeconds` until it is known which. Stamps may run slower or faster than the nominal
/// rate by up to 2 %; that is followed.
package struct LabStreamTimeline {
  /// What to do with the frames that wait, from the first on.
  package enum Step: Hashable {
    /// So many of them are next.
    case deliver(Int)
    /// So many frames are missing before the first.
    case gap(Int)
    /// So many belong to a time that has passed already.
    case drop(Int)
    /// It is not known yet; wait for more.
    case hold
  }

  /// Frames that come back within so much are late, not lost.
  package static let holdSeconds = 0.15
  /// Frames may be late by half as much again as the stamps scatter, but by no less and no more than this, in seconds. How much they
  /// scatter is learned in the first second, and later from frames that came back.
  private static let tolerances = 0.01...0.1
  private static let learningSeconds = 1.0
  private static let room = 1.5
  /// How fast the frames' time is let up, in seconds a second, to follow a sender whose clock is slow.
  private static let leak = 0.02
  /// A stamp so far before or behind where the computer's clock expects it, after an interruption, is of another clock: what
  /// waited on the way is up to half a minute old, and nothing comes before its time.
  private static let mostStrangeness = -30.0...2.0

  private let rate: Double
  private var tolerance = tolerances.upperBound
  /// The most that a frame was late; nil once it is known how much stamps scatter.
  private var learned: Double? = 0
  private var firstPosition = 0
  /// Stamp of frame 0, as far as it is known.
  private var origin: Double?
  /// Since when frames are held, on the reader's clock.
  private var heldSince: Double?
  /// The stream was away: time has passed without frames, and what comes may be late or of another clock.
  private var wasAway = false

  /// `rate` in frames a second.
  package init(rate: Double) { self.rate = rate }

  /// Frames are missing, and the session's clock has gone on without them.
  package mutating func interrupted() {
    wasAway = true
    heldSince = nil
  }

  /// The next step with the frames that wait.
  ///
  /// - Parameters:
  ///   - stamps: of the waiting frames, in seconds.
  ///   - position: the number of the next frame on the session's clock.
  ///   - expected: the number that a frame would have which arrives now, by the computer's clock; nil when not known.
  ///   - now: seconds on the reader's clock.
  package mutating func next(
    _ stamps: UnsafeBufferPointer<Double>, position: Int, expected: Int?, now: Double
  ) -> Step {
    guard let first = stamps.first else { return .hold }
    guard let start = origin else {
      origin = first - Double(position) / rate
      wasAway = false
      firstPosition = position
      return .deliver(onTime(stamps, position))
    }
    if wasAway { return back(stamps, position, expected, start) }
    let late = first - start - Double(position) / rate
    if late <= tolerance {
      heldSince = nil
      return .deliver(onTime(stamps, position))
    }
    // is one of those behind it on time again?
    var (least, worst) = (late, late)
    for (index, stamp) in stamps.enumerated() {
      let late = stamp - start - Double(position + index) / rate
      least = min(least, late)
      worst = max(worst, late)
      guard late <= tolerance else { continue }
      heldSince = nil
      scatter(worst)
      return .deliver(index + 1)
    }
    guard let since = heldSince else {
      heldSince = now
      return .hold
    }
    guard now - since >= Self.holdSeconds else { return .hold }
    heldSince = nil
    return .gap(max(1, Int(bounded: (least * rate).rounded())))
  }

  /// How many of the frames, from the first on, are not later than their numbers say; follows their clock.
  private mutating func onTime(_ stamps: UnsafeBufferPointer<Double>, _ position: Int) -> Int {
    guard var origin else { return 0 }
    defer { self.origin = origin }
    for (index, stamp) in stamps.enumerated() {
      let late = stamp - origin - Double(position + index) / rate
      guard late <= tolerance else { return index }
      if let most = learned {
        learned = max(most, late)
        if Double(position + index - firstPosition) > Self.learningSeconds * rate {
          learned = nil
          tolerance = Self.tolerances.lowerBound
          scatter(max(most, late))
        }
      }
      origin += late < 0 ? late : min(late, Self.leak / rate)
    }
    return stamps.count
  }

  /// Frames were late by so much, and none was missing.
  private mutating func scatter(_ seconds: Double) {
    tolerance = min(max(tolerance, Self.room * seconds, 1.5 / rate), Self.tolerances.upperBound)
  }

  /// The first frames after an interruption.
  private mutating func back(
    _ stamps: UnsafeBufferPointer<Double>, _ position: Int, _ expected: Int?, _ start: Double
  ) -> Step {
    var start = start
    if let first = stamps.first, let expected {
      let strange = first - start - Double(expected) / rate
      if !Self.mostStrangeness.contains(strange) || first < start {
        start = first - Double(max(expected, position)) / rate
        origin = start
      }
    }
    var passed = 0
    var missing = 0
    while passed < stamps.count {
      missing = Int(bounded: ((stamps[passed] - start) * rate).rounded()) - position
      if missing >= 0 { break }
      passed += 1
    }
    if passed > 0 { return .drop(passed) }
    wasAway = false
    return missing > 0 ? .gap(missing) : .deliver(onTime(stamps, position))
  }
}
