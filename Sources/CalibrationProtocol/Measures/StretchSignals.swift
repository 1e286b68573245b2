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
    let settings = SignalChain.Settings(
      inputRate: input.sampleRate, channelCount: input.channelCount, channels: entries.map { $0.channel - 1 },
      band: input.band, mains: input.mains, mode: .offline)
    var frontEnd = try FrontEnd(settings)
    var chain = try SignalChain(settings)
    let frames = min(stretch.frameCount, Int(bounded: Self.longestSeconds * input.sampleRate.value))
    stretch.samples.withUnsafeBufferPointer { samples in
      guard let base = samples.baseAddress else { return }
      var done = 0
      while done < frames {
        let count = min(FrontEnd.maximumFrames, frames - done)
        let part = frontEnd.process(.float(base + done * input.channelCount), offset: 0, frames: count)
        chain.push(frontEnd.block, part)
        while chain.advance() {}
        done += count
      }
    }
    chain.markEnd()
    var drain = Int(bounded: (chain.settlingSeconds + 0.5) * input.sampleRate.value)
    while drain > 0 {
      let part = frontEnd.processSilence(frames: min(FrontEnd.maximumFrames, drain))
      chain.push(frontEnd.block, part)
      while chain.advance() {}
      drain -= part.frames
    }
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
}
