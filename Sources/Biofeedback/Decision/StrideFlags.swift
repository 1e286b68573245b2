import EMGUnits

/// What was wrong with one channel during a stride.
public struct ChannelFaults: OptionSet, Sendable, Hashable, BitwiseCopyable {
  /// The bits.
  public let rawValue: UInt8
  /// Wraps the bits.
  @_noLocks public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// No signal at all: less than the channel's own noise floor.
  public static var dead: ChannelFaults { @_noLocks get { ChannelFaults(rawValue: 1) } }
  /// More than 0.5 % of the samples stand at the end of the converter's range.
  public static var clipped: ChannelFaults { @_noLocks get { ChannelFaults(rawValue: 2) } }
  /// Even between bursts the level is above half of the reference: a loose electrode, or hum.
  public static var noisy: ChannelFaults { @_noLocks get { ChannelFaults(rawValue: 4) } }
  /// Samples that are not usable numbers.
  public static var invalid: ChannelFaults { @_noLocks get { ChannelFaults(rawValue: 8) } }

  /// Far more raw signal, hum and slow swings, than while the electrode was on the skin.
  public static var off: ChannelFaults { @_noLocks get { ChannelFaults(rawValue: 16) } }

  /// The channel carries the signal of another one.
  public static var copied: ChannelFaults { @_noLocks get { ChannelFaults(rawValue: 32) } }

  /// What is measured is not the muscle: nothing can be said about it.
  public var hidesMuscle: Bool {
    @_noLocks get {
      rawValue & (Self.dead.rawValue | Self.invalid.rawValue | Self.off.rawValue | Self.copied.rawValue) != 0
    }
  }

  /// The words used in the stride table.
  static let names: [(fault: ChannelFaults, name: String)] = [
    (.dead, "dead"), (.off, "off"), (.clipped, "clipped"), (.noisy, "noisy"), (.invalid, "invalid"),
    (.copied, "copied"),
  ]
}

/// Everything that limits the trust in one stride.
public struct StrideFlags: Sendable, Hashable, BitwiseCopyable {
  /// Faults of the glute channel.
  public var glute = ChannelFaults(rawValue: 0)
  /// Faults of the hamstring channel.
  public var hamstring = ChannelFaults(rawValue: 0)
  /// The device lost frames of this stride: nothing was measured.
  public var gap = false
  /// A contact of this stride was not seen but inferred.
  public var inferred = false
  /// The stride looks little like the session's own strides.
  public var unlike = false
  /// The glute is silent, and nothing proves that its electrode is alive: a squeeze tells.
  public var unproven = false
  /// Neither muscle worked: no stride to judge the glute by.
  public var quiet = false

  /// No fault at all.
  @_noLocks package init() {}

  /// Adds faults of the glute's channel.
  @_noLocks
  mutating func add(glute faults: ChannelFaults) { glute = ChannelFaults(rawValue: glute.rawValue | faults.rawValue) }

  /// Adds faults of the hamstring's channel.
  @_noLocks
  mutating func add(hamstring faults: ChannelFaults) {
    hamstring = ChannelFaults(rawValue: hamstring.rawValue | faults.rawValue)
  }

  /// Nothing speaks against this stride.
  public var isEmpty: Bool {
    @_noLocks get { glute.rawValue == 0 && hamstring.rawValue == 0 && !gap && !inferred && !unlike }
  }

  /// The words used in the stride table: `glute-clipped inferred`.
  public var words: [String] {
    ChannelFaults.names.filter { glute.contains($0.fault) }.map { "glute-" + $0.name }
      + ChannelFaults.names.filter { hamstring.contains($0.fault) }.map { "hamstring-" + $0.name }
      + (gap ? ["gap"] : []) + (inferred ? ["inferred"] : []) + (unlike ? ["unlike"] : [])
      + (unproven ? ["unproven"] : []) + (quiet ? ["quiet"] : [])
  }

  /// Reads the words used in the stride table; nil when one of them does not exist.
  public init?(words: [String]) {
    for word in words {
      if word == "inferred" {
        inferred = true
      } else if word == "gap" {
        gap = true
      } else if word == "unlike" {
        unlike = true
      } else if word == "unproven" {
        unproven = true
      } else if word == "quiet" {
        quiet = true
      } else if let fault = ChannelFaults.names.first(where: { "glute-" + $0.name == word }) {
        glute.insert(fault.fault)
      } else if let fault = ChannelFaults.names.first(where: { "hamstring-" + $0.name == word }) {
        hamstring.insert(fault.fault)
      } else {
        return nil
      }
    }
  }
}
