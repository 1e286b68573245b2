import Biofeedback
import EMGUnits
import SignalProcessing

/// Measures what a device or a recording gives, channel by channel: raw frames in, a report at any time.
public struct InputCheck: ~Copyable {
  private let input: CalibrationInput
  private var frontEnd: FrontEnd
  private var chain: SignalChain
  private var twins: TwinWatch
  private var spectra: [SpectrumBox]
  private var peaks: [Double]
  private var sums: [Double]
  private var frames = 0
  private var seen = 0
  /// Core samples of real input; what is pushed behind them is silence.
  private var real = Int.max

  /// A spectrum in an array.
  private final class SpectrumBox {
    var spectrum: InputSpectrum
    var sum = 0.0
    var squares = 0.0
    var count = 0

    init(rate: Hertz) { spectrum = InputSpectrum(rate: rate) }

    func add(_ samples: UnsafeBufferPointer<Float>) {
      spectrum.add(samples)
      for sample in samples {
        sum += Double(sample)
        squares += Double(sample) * Double(sample)
      }
      count += samples.count
    }

    /// Mean square at the core rate, constant part not counted.
    var power: Double {
      let count = Double(max(self.count, 1))
      return max(0, squares / count - sum / count * sum / count)
    }
  }

  /// - Parameter isLive: show as it comes, instead of looking ahead for hum.
  /// - Throws: `ConfigurationError` as `SignalChain` does.
  public init(_ input: CalibrationInput, isLive: Bool) throws(ConfigurationError) {
    let map = try input.map.validated(channelCount: input.channelCount)
    let unfiltered = map.entries.indices.filter { map.entries[$0].role.signal == .contact }
    let settings = SignalChain.Settings(
      inputRate: input.sampleRate, channelCount: input.channelCount, channels: map.entries.map { $0.channel - 1 },
      unfilteredRows: unfiltered, band: input.band, mains: input.mains, mode: isLive ? .live : .offline)
    let frontEnd = try FrontEnd(settings)
    let chain = try SignalChain(settings)
    self.init(input, frontEnd: frontEnd, chain: chain)
  }

  private init(_ input: CalibrationInput, frontEnd: consuming FrontEnd, chain: consuming SignalChain) {
    let rate = chain.coreRate
    let count = input.map.entries.count
    self.input = input
    twins = TwinWatch(rate: rate, isEMG: input.map.entries.map { $0.role.signal != .contact })
    spectra = (0..<count).map { _ in SpectrumBox(rate: rate) }
    peaks = [Double](repeating: 0, count: count)
    sums = [Double](repeating: 0, count: count)
    self.frontEnd = frontEnd
    self.chain = chain
  }

  /// Seconds of input so far.
  public var seconds: Double { Double(frames) / input.sampleRate.value }

  /// Takes frames from number `offset` of a block on.
  public mutating func take(_ block: RawSamples, offset: Int, frames count: Int) {
    var offset = offset
    var left = count
    while left > 0 {
      let part = min(left, FrontEnd.maximumFrames)
      lookAtPeaks(block, offset: offset, frames: part)
      let stretch = frontEnd.process(block, offset: offset, frames: part)
      chain.push(frontEnd.block, stretch)
      carry()
      offset += part
      left -= part
    }
    frames += count
  }

  private mutating func carry() {
    while chain.advance() {
      _ = twins.look(chain)
      let count = min(chain.raw[0].end, real) - seen
      guard count > 0 else { continue }
      for row in spectra.indices {
        spectra[row].add(UnsafeBufferPointer(start: chain.raw[row].block(at: seen, count: count), count: count))
      }
      seen += count
    }
  }

  private mutating func lookAtPeaks(_ block: RawSamples, offset: Int, frames: Int) {
    for (row, entry) in input.map.entries.enumerated() {
      let first = offset * input.channelCount + entry.channel - 1
      for frame in 0..<frames {
        let index = first + frame * input.channelCount
        let value =
          switch block {
          case .int16(let samples): Double(samples[index]) / 32_768
          case .int32(let samples): Double(samples[index]) / 2_147_483_648
          case .float(let samples): Double(samples[index])
          }
        guard value.magnitude <= 16 else { continue }
        peaks[row] = max(peaks[row], value.magnitude)
        sums[row] += value
      }
    }
  }

  /// The input has ended: pushes what is left through the filters.
  public mutating func finish() {
    chain.markEnd()
    real = Int(bounded: seconds * chain.coreRate.value)
    var left = Int(bounded: chain.settlingSeconds * input.sampleRate.value) + 1
    while left > 0 {
      let stretch = frontEnd.processSilence(frames: min(left, FrontEnd.maximumFrames))
      chain.push(frontEnd.block, stretch)
      carry()
      left -= stretch.frames
    }
    for box in spectra { box.spectrum.finish() }
  }

  /// What each mapped channel was like so far, in the order of the map.
  public var reports: [ChannelReport] {
    input.map.entries.indices.map { row in
      let entry = input.map.entries[row]
      let assessment = ChannelAssessment(
        role: entry.role, channel: entry.channel, statistics: chain.statistics[row],
        mains: chain.mainsFrequency(row: row), rate: chain.coreRate, copyOf: twin(of: row))
      let raw = chain.statistics[row].rawRMS
      // of the whole raw power, what the decimated signal still holds
      let held = raw > 0 ? min(1, spectra[row].power / (raw * raw)) : 0
      let below = held * spectra[row].spectrum.share(from: 0, to: 450)
      return ChannelReport(
        assessment: assessment, rawRMS: raw, peak: peaks[row], offset: sums[row] / Double(max(frames, 1)),
        lowShare: held * spectra[row].spectrum.share(from: 0, to: 20), highShare: raw > 0 ? 1 - below : 0,
        humShare: held * max(spectra[row].spectrum.humShare(50), spectra[row].spectrum.humShare(60)),
        fullScaleMillivolts: input.fullScaleMillivolts)
    }
  }

  /// The channel that carries the same signal as a row; nil when none does.
  private func twin(of row: Int) -> Int? {
    input.map.entries.indices.first { $0 != row && twins.isTold($0, row) }.map { input.map.entries[$0].channel }
  }

  /// Level of each channel in the band over the latest 60 ms, full scale = 1.
  public var levels: [Double] {
    input.map.entries.indices.map { row in
      let end = chain.envelope[row].end
      return end > 0 ? Double(chain.envelope[row].sample(at: end - 1)).squareRoot() : 0
    }
  }
}
