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
