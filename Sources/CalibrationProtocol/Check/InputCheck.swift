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

/// Where the power of a raw signal lies: mean periodogram of Hann windows of about a second, half overlapping (Welch 1967,
/// IEEE Trans Audio Electroacoust 15:70), constant part taken off.
public struct InputSpectrum: ~Copyable {
  private let rate: Double
  private let transform: RealFourierTransform
  private var buffer: [Float] = []
  private var power: [Double]
  private var windows = 0

  /// For samples at `rate`.
  public init(rate: Hertz) {
    self.rate = rate.value
    var size = 256
    while Double(size) < 0.9 * rate.value { size *= 2 }
    transform = RealFourierTransform(size: size)
    power = [Double](repeating: 0, count: transform.binCount)
  }

  /// Takes samples.
  public mutating func add(_ samples: UnsafeBufferPointer<Float>) {
    buffer.append(contentsOf: samples)
    while buffer.count >= transform.size {
      addWindow()
      buffer.removeFirst(transform.size / 2)
    }
  }

  /// A last window of what is left, zeros behind it, when there was none yet.
  public mutating func finish() {
    guard windows == 0, buffer.count > 16 else { return }
    buffer += [Float](repeating: buffer.reduce(0, +) / Float(buffer.count), count: transform.size - buffer.count)
    addWindow()
  }

  private mutating func addWindow() {
    let size = transform.size
    let mean = buffer[..<size].reduce(0, +) / Float(size)
    var window = HannWindow(length: size)
    for index in 0..<size { transform.time[index] = (buffer[index] - mean) * window.next() }
    transform.forward()
    for bin in 0..<transform.binCount {
      let (re, im) = (Double(transform.bins[2 * bin]), Double(transform.bins[2 * bin + 1]))
      power[bin] += re * re + im * im
    }
    windows += 1
  }

  /// Share of the power between two frequencies, 0–1; 0 when there is no power.
  public func share(from low: Hertz, to high: Hertz) -> Double {
    let total = power.dropFirst().reduce(0, +)
    guard total > 0 else { return 0 }
    return sum(low.value, high.value) / total
  }

  /// Share of the power within 1 Hz of a mains frequency and its multiples up to 450 Hz.
  public func humShare(_ mains: Hertz) -> Double {
    stride(from: mains.value, through: 450, by: mains.value).reduce(0) {
      $0 + share(from: Hertz($1 - 1.5), to: Hertz($1 + 1.5))
    }
  }

  private func sum(_ low: Double, _ high: Double) -> Double {
    let perBin = rate / Double(transform.size)
    let first = max(1, Int(bounded: (low / perBin).rounded(.up)))
    let last = min(power.count, Int(bounded: (high / perBin).rounded(.up)))
    return first < last ? power[first..<last].reduce(0, +) : 0
  }
}
