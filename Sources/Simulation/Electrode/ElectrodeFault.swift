/// Something goes wrong with one channel for a while.
public struct ElectrodeFault: Sendable, Hashable {
  /// What goes wrong.
  public enum Kind: Sendable, Hashable {
    /// The electrode comes off: large swings below 2 Hz and large mains hum, no EMG.
    case off
    /// The amplifier is dead: 0.5 µV of its own noise, nothing else.
    case dead
    /// Digital silence: every sample is zero, as from a muted or unplugged input.
    case muted
    /// The gain is too high by this factor, and the converter clips.
    case clipping(gain: Double)
    /// A bad contact: mains hum of this RMS, against the channel's EMG RMS over a stride; the EMG stays.
    case hum(level: Double)
  }

  /// The channel, from 1.
  public var channel: Int
  /// What goes wrong.
  public var kind: Kind
  /// When it starts, seconds from the first sample.
  public var startSeconds: Double
  /// How long it lasts, seconds; may reach beyond the end.
  public var seconds: Double

  /// Joins the parts; `SimulationPlan.validate()` checks them.
  public init(_ kind: Kind, channel: Int, startSeconds: Double = 0, seconds: Double = .infinity) {
    self.channel = channel
    self.kind = kind
    self.startSeconds = startSeconds
    self.seconds = seconds
  }

  /// Whether the fault lasts at a time.
  func covers(_ time: Double) -> Bool { time >= startSeconds && time < startSeconds + seconds }

  /// Whether the fault touches a span of time.
  func touches(from start: Double, to end: Double) -> Bool {
    startSeconds < end && start < startSeconds + seconds
  }
}
