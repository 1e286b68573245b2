import CALSA

/// A device that the system offers, in one direction.
public struct DeviceDescription: Sendable, Hashable, Codable {
  /// For `--input alsa:NAME` and `--tone alsa:NAME`.
  public let name: String
  /// The card and device in words.
  public let title: String
  /// `capture` or `playback`.
  public let direction: String
  /// What it can do; nil when it cannot be opened at the moment.
  public private(set) var abilities: DeviceAbilities?
  /// Why it cannot be opened, a whole sentence; nil when it can.
  public let trouble: String?
  /// The one that a person would most likely choose.
  public var isLikely = false

  /// Opens the device for a moment and asks. Nil when there is no such device in this direction.
  init?(name: String, title: String, _ direction: Direction) {
    self.name = name
    self.title = title
    self.direction = direction.rawValue
    glutecue_quieten_alsa()
    var pcm: OpaquePointer?
    let code = snd_pcm_open(&pcm, name, direction.stream, Int32(SND_PCM_NONBLOCK))
    guard code >= 0, let pcm else {
      let error = SoundCardError(name, direction, "snd_pcm_open", code)
      if case .missing = error { return nil }
      // a name in the library's configuration that does not work in this direction is no device
      if case .failed = error { return nil }
      trouble = error.description
      abilities = nil
      return
    }
    let isPlug = snd_pcm_type(pcm) == SND_PCM_TYPE_PLUG
    let set = try? HardwareParameters(pcm, device: name, direction)
    let found = set.map(DeviceAbilities.init)
    snd_pcm_close(pcm)
    guard let found else { return nil }
    abilities = found
    trouble = nil
    if isPlug, let own = Self.ownChannels(name, direction), own != found.channels { abilities?.ownChannels = own }
  }

  /// The channels behind a plug, which makes any number of them unless it is told not to; nil when it does not say.
  private static func ownChannels(_ name: String, _ direction: Direction) -> [Int]? {
    var pcm: OpaquePointer?
    guard snd_pcm_open(&pcm, name, direction.stream, Int32(SND_PCM_NONBLOCK) | noAutomaticChannels) >= 0, let pcm else {
      return nil
    }
    defer { snd_pcm_close(pcm) }
    guard let set = try? HardwareParameters(pcm, device: name, direction) else { return nil }
    return [set.channels.lowerBound, set.channels.upperBound]
  }

  /// `SND_PCM_NO_AUTO_CHANNELS`.
  private static let noAutomaticChannels: Int32 = 0x0002_0000

  /// How many channels of its own it has at most; 0 when it cannot be opened.
  var mostOwnChannels: Int { (abilities?.ownChannels ?? abilities?.channels)?.last ?? 0 }

  /// A card of the kernel, not one of the library's or a sound server's inventions.
  var isHardware: Bool { name.hasPrefix("hw:") }
}

/// What a device can do, as its driver says.
public struct DeviceAbilities: Sendable, Hashable, Codable {
  /// The fewest and the most samples in a frame.
  public let channels: [Int]
  /// The fewest and the most that the card itself has, where a plug makes others of them by copying; nil for the same.
  public var ownChannels: [Int]?
  /// The usual sample rates that it has, in hertz; empty when it has none of them.
  public let ratesHz: [Int]
  /// The lowest and the highest sample rate, in hertz.
  public let rateRangeHz: [Int]
  /// Sample formats, as `--sample-format` takes them.
  public let formats: [String]
  /// The shortest and the longest period, in milliseconds at 48 kHz or at the nearest rate.
  public let periodMs: [Double]

  init(_ set: HardwareParameters) {
    channels = [set.channels.lowerBound, set.channels.upperBound]
    ratesHz = set.usualRates
    rateRangeHz = [set.rates.lowerBound, set.rates.upperBound]
    formats = set.formats.map(\.rawValue)
    let rate = Double(min(max(48_000, set.rates.lowerBound), set.rates.upperBound))
    let milliseconds = { (frames: Int) in (100_000 * Double(frames) / rate).rounded() / 100 }
    ownChannels = nil
    periodMs = [milliseconds(set.periodFrames.lowerBound), milliseconds(set.periodFrames.upperBound)]
  }
}
