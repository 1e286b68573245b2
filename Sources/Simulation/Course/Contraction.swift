import EMGUnits

/// A contraction held while standing or lying: it comes up, is held with a slow wobble as people's are, and is let go.
public struct Contraction: Sendable, Hashable {
  /// One muscle's part in it.
  public struct Part: Sendable, Hashable {
    /// RMS of the EMG while it is held, microvolts.
    public var microvolts: Double
    /// When the muscle starts after the contraction's start, seconds.
    public var delaySeconds: Double

    /// Joins a level and a delay.
    public init(microvolts: Double, delaySeconds: Double = 0) {
      self.microvolts = microvolts
      self.delaySeconds = delaySeconds
    }
  }

  /// When it begins, seconds from the first sample.
  public var startSeconds: Double
  /// When it is let go.
  public var endSeconds: Double
  /// What each muscle does; others do nothing.
  public var parts: [Muscle: Part]
  /// On which leg; nil for every leg.
  public var side: Side?
  /// Where the wobble begins, in turns.
  public var wobblePhase: Double

  /// Joins the values.
  public init(
    startSeconds: Double, endSeconds: Double, parts: [Muscle: Part], side: Side? = nil, wobblePhase: Double = 0
  ) {
    self.startSeconds = startSeconds
    self.endSeconds = endSeconds
    self.parts = parts
    self.side = side
    self.wobblePhase = wobblePhase
  }

  private static let riseSeconds = 0.3
  private static let fallSeconds = 0.2
  /// Two sines of these frequencies and amplitudes: people hold a maximal effort to within some percent.
  private static let wobbles = [(hertz: 0.43, share: 0.04), (hertz: 0.97, share: 0.02)]

  /// The RMS of a muscle's EMG at a time, microvolts.
  public func microvolts(_ muscle: Muscle, at time: Double) -> Double {
    guard let part = parts[muscle] else { return 0 }
    let since = time - startSeconds - part.delaySeconds
    let left = endSeconds + Self.fallSeconds - time
    guard since > 0, left > 0 else { return 0 }
    var level = part.microvolts * min(1, since / Self.riseSeconds) * min(1, left / Self.fallSeconds)
    for (index, wobble) in Self.wobbles.enumerated() {
      let turns = wobble.hertz * since + wobblePhase * Double(index + 1)
      level *= 1 + wobble.share * PortableMath.sine(turns: turns - turns.rounded(.down))
    }
    return level
  }

  /// The highest root mean square over 500 ms of a muscle's drive between two times, microvolts: what a reference
  /// contraction is to find.
  public func highestHalfSecond(_ muscle: Muscle, from: Double, to: Double) -> Double {
    let step = 0.01
    let squares = stride(from: from, to: to, by: step).map { time in
      let level = microvolts(muscle, at: time)
      return level * level
    }
    let count = min(50, squares.count)
    guard count > 0 else { return 0 }
    var highest = 0.0
    for first in 0...(squares.count - count) {
      highest = max(highest, squares[first..<first + count].reduce(0, +) / Double(count))
    }
    return highest.squareRoot()
  }
}
