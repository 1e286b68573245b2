import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// Measures a completed stride: level, onset and median frequency of each muscle, from the measurement signal.
struct StrideMeter: ~Copyable {
  /// How far before its window an onset is looked for, and behind it, in strides.
  private static var lookBack: Double { @_noLocks get { 0.4 } }
  private static var lookOn: Double { @_noLocks get { 0.1 } }

  private let channels: LegChannels
  private let onsets: OnsetDetector
  private let spectrum: MedianFrequency

  init(channels: LegChannels, coreRate: Hertz, band: FrequencyBand, tuning: CoreTuning) {
    self.channels = channels
    onsets = OnsetDetector(rate: coreRate, tuning: tuning.window)
    spectrum = MedianFrequency(rate: coreRate, band: band)
  }

  /// What each muscle did between contact and `end`; nil where it is not recorded, or frames are lost.
  @_noLocks
  func measure(
    _ stride: OpenStride, end: Double, _ decision: Decision, _ judge: borrowing StrideJudge,
    _ chain: borrowing SignalChain
  ) -> InlineArray<5, MuscleStride?> {
    var muscles = InlineArray<5, MuscleStride?>(repeating: nil)
    muscles[0] = measure(.gluteusMaximus, stride, end: end, activation: decision.glute, judge, chain)
    muscles[1] = measure(.hamstrings, stride, end: end, activation: decision.hamstring, judge, chain)
    muscles[2] = measure(
      .quadriceps, stride, end: end, activation: judge.bandActivation(.quadriceps, stride, chain), judge, chain)
    muscles[3] = measure(.calf, stride, end: end, activation: judge.bandActivation(.calf, stride, chain), judge, chain)
    muscles[4] = measure(
      .lowerBack, stride, end: end, activation: judge.bandActivation(.lowerBack, stride, chain), judge, chain)
    let ofMaximum = judge.aims.ofMaximum(decision.levels)
    if stride.flags.glute.rawValue == 0 {
      muscles[0]?.level = decision.levels.glute
      muscles[0]?.ofMaximum = ofMaximum.glute
    }
    if stride.flags.hamstring.rawValue == 0 {
      muscles[1]?.level = decision.levels.hamstring
      muscles[1]?.ofMaximum = ofMaximum.hamstring
    }
    return muscles
  }

  @_noLocks
  private func measure(
    _ muscle: Muscle, _ stride: OpenStride, end: Double, activation: Float?, _ judge: borrowing StrideJudge,
    _ chain: borrowing SignalChain
  ) -> MuscleStride? {
    let row = channels.row(muscle)
    guard row >= 0, !stride.flags.gap else { return nil }
    let first = chain.measurementIndex(at: stride.contact)
    let last = min(chain.measurementIndex(at: end), chain.measurement[row].end)
    guard first >= chain.measurement[row].start, first < last else { return nil }
    let power = SignalPower.mean(chain.measurement[row].block(at: first, count: last - first), count: last - first)
    let window = judge.references.window(muscle, periodSeconds: end - stride.contact)
    return MuscleStride(
      rms: realtimeSquareRoot(power), activation: activation, onset: onset(window, row, stride, end: end, chain),
      medianFrequency: medianFrequency(window, row, stride, end: end, chain))
  }

  @_noLocks
  private func medianFrequency(
    _ window: ActivityWindow, _ row: Int, _ stride: OpenStride, end: Double, _ chain: borrowing SignalChain
  ) -> Float? {
    let duration = end - stride.contact
    let first = max(chain.measurementIndex(at: stride.contact + window.on * duration), chain.measurement[row].start)
    let last = min(chain.measurementIndex(at: stride.contact + window.off * duration), chain.measurement[row].end)
    guard first < last else { return nil }
    let block = chain.measurement[row].block(at: first, count: last - first)
    guard let frequency = spectrum.median(of: block, count: last - first) else { return nil }
    return Float(frequency.value)
  }

  /// In % of the stride after contact. Looks from 0.4 stride before the window to a tenth behind it.
  @_noLocks
  private func onset(
    _ window: ActivityWindow, _ row: Int, _ stride: OpenStride, end: Double, _ chain: borrowing SignalChain
  ) -> Float? {
    let duration = end - stride.contact
    let lookBack = stride.contact + (window.on - Self.lookBack) * duration
    let first = max(chain.measurementIndex(at: lookBack), max(0, chain.measurement[row].start))
    let last = min(
      chain.measurementIndex(at: stride.contact + (window.off + Self.lookOn) * duration), chain.measurement[row].end)
    guard first < last, !chain.touchesGap(from: lookBack, to: stride.contact) else { return nil }
    let block = chain.measurement[row].block(at: first, count: last - first)
    let from = chain.measurementIndex(at: stride.contact + window.on * duration) - first
    let to = chain.measurementIndex(at: stride.contact + window.off * duration) - first
    guard let found = onsets.onset(block, count: last - first, peakFrom: from, to: min(to, last - first - 1)) else {
      return nil
    }
    let contactIndex = chain.measurementIndex(at: stride.contact)
    return Float(Double(first + found - contactIndex) / chain.coreRate.value / duration * 100)
  }
}
