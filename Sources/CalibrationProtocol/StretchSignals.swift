import EMGUnits
import SignalProcessing

/// A stretch of raw input as every measurement needs it: the EMG of each mapped muscle, band-passed without delay.
public struct StretchSignals: Sendable {
  /// One muscle's channel.
  public struct Channel: Sendable {
    /// What it carries.
    public let role: ChannelRole
    /// Band-passed EMG at the core rate, hum removed; sample 0 is the stretch's first frame. Full scale is 1.
    public let emg: [Float]
    /// Root mean square of the signal as it came, constant part not counted.
    public let rawRMS: Double
    /// Share of samples at the end of the converter's range.
    public let clippedShare: Double
    /// Samples that were no usable numbers.
    public let invalidSamples: Int
    /// 50 or 60 when hum was found.
    public let mainsHertz: Double?
  }

  /// The longest stretch that can be read, seconds.
  public static let longestSeconds = 40.0

  /// Samples per second of `emg`.
  public let rate: Hertz
  /// One entry a muscle, in the order of the map.
  public let channels: [Channel]

  /// Filters a stretch.
  ///
  /// - Throws: `ConfigurationError` as `SignalChain` does.
  public init(_ stretch: RawStretch, input: CalibrationInput) throws(ConfigurationError) {
    let entries = input.muscleEntries
    var chain = try SignalChain(
      SignalChain.Settings(
        inputRate: input.sampleRate, channelCount: input.channelCount, channels: entries.map { $0.channel - 1 },
        band: input.band, mains: input.mains, mode: .offline))
    let frames = min(stretch.frameCount, Int(bounded: Self.longestSeconds * input.sampleRate.value))
    Self.push(stretch.samples, frames: frames, channelCount: input.channelCount, into: &chain)
    chain.markEnd()
    let drain = Int(bounded: (chain.settlingSeconds + 0.5) * input.sampleRate.value)
    Self.push(
      [Float](repeating: 0, count: drain * input.channelCount), frames: drain, channelCount: input.channelCount,
      into: &chain)
    rate = chain.coreRate
    let first = chain.measurementIndex(at: 0)
    let last = chain.measurementIndex(at: Double(frames) / input.sampleRate.value)
    var found: [Channel] = []
    for (row, entry) in entries.enumerated() {
      let samples = max(Double(chain.statistics[row].samples), 1)
      let mains = chain.mainsFrequency(row: row)
      let start = max(first, chain.measurement[row].start)
      let end = min(last, chain.measurement[row].end)
      let emg = UnsafeBufferPointer(
        start: chain.measurement[row].block(at: start, count: max(0, end - start)), count: max(0, end - start))
      found.append(
        Channel(
          role: entry.role, emg: Array(emg), rawRMS: chain.statistics[row].rawRMS,
          clippedShare: Double(chain.statistics[row].clipped) / samples,
          invalidSamples: chain.statistics[row].invalid, mainsHertz: mains > 0 ? mains : nil))
    }
    channels = found
  }

  private static func push(_ samples: [Float], frames: Int, channelCount: Int, into chain: inout SignalChain) {
    samples.withUnsafeBufferPointer { samples in
      guard let base = samples.baseAddress else { return }
      var done = 0
      while done < frames {
        let count = min(SignalChain.maximumFrames, frames - done)
        chain.push(.float(base + done * channelCount), offset: 0, frames: count)
        while chain.advance() {}
        done += count
      }
    }
  }
}
