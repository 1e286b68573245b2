import EMGUnits
import SignalProcessing
import TestSupport

/// A signal chain with its outputs collected.
struct ChainRig: ~Copyable {
  var frontEnd: FrontEnd
  var chain: SignalChain
  private let channelCount: Int

  init(
    rate: Double, channelCount: Int = 1, mode: SignalChain.Mode = .live, mains: Int? = nil,
    band: FrequencyBand = .surfaceEMG
  ) throws {
    let settings = SignalChain.Settings(
      inputRate: Hertz(rate), channelCount: channelCount, channels: Array(0..<channelCount), band: band, mains: mains,
      mode: mode)
    let frontEnd = try FrontEnd(settings)
    let chain = try SignalChain(settings)
    self.init(frontEnd, chain, channelCount)
  }

  private init(_ frontEnd: consuming FrontEnd, _ chain: consuming SignalChain, _ channelCount: Int) {
    self.frontEnd = frontEnd
    self.chain = chain
    self.channelCount = channelCount
  }

  /// What the first channel was like so far.
  var statistics: StatisticsCopy { StatisticsCopy(chain.statistics[0]) }

  /// Runs a signal through, then as much silence as brings out its last frame.
  mutating func process(_ signal: RawSignal, cut: BlockCut = .every(4096)) -> ChainRun {
    let none = [[Float]](repeating: [], count: channelCount)
    var run = ChainRun(
      measurement: none, tracking: none, envelope: none, marks: none,
      humFound: [Double?](repeating: nil, count: channelCount), hum: [Double](repeating: 0, count: channelCount))
    push(signal, cut: cut, into: &run)
    chain.markEnd()
    let silence = Int((chain.settlingSeconds + 0.1) * chain.inputRate)
    push(.int16([Int16](repeating: 0, count: silence * channelCount)), cut: .every(4096), into: &run)
    for row in 0..<channelCount { run.hum[row] = chain.mainsFrequency(row: row) }
    return run
  }

  /// The same for channels of floating-point samples.
  mutating func process(_ channels: [[Float]]) -> ChainRun { process(.float(interleaved(channels))) }

  private mutating func push(_ signal: RawSignal, cut: BlockCut, into run: inout ChainRun) {
    signal.withSamples { samples in
      for block in cut.blocks(of: signal.count / channelCount) {
        take(samples, offset: block.lowerBound, frames: block.count)
        while chain.advance() { collect(into: &run) }
      }
    }
  }

  /// Hands frames to the chain.
  mutating func take(_ samples: RawSamples, offset: Int, frames: Int) {
    let stretch = frontEnd.process(samples, offset: offset, frames: frames)
    chain.push(frontEnd.block, stretch)
  }

  private func collect(into run: inout ChainRun) {
    for row in 0..<channelCount {
      let first = chain.position - chain.hop
      let measured = chain.measurement[row].block(at: first, count: chain.hop)
      run.measurement[row] += UnsafeBufferPointer(start: measured, count: chain.hop)
      let tracked = chain.tracking(row, at: first, count: chain.hop)
      run.tracking[row] += UnsafeBufferPointer(start: tracked, count: chain.hop)
      let marks = chain.marks[row].block(at: first, count: chain.hop)
      run.marks[row] += UnsafeBufferPointer(start: marks, count: chain.hop)
      for frame in run.envelope[row].count..<chain.envelope[row].end {
        run.envelope[row].append(chain.envelope[row].sample(at: frame))
      }
      if run.humFound[row] == nil && chain.mainsFrequency(row: row) > 0 {
        run.humFound[row] = Double(chain.inputFramesUsed) / chain.inputRate
      }
    }
  }
}
