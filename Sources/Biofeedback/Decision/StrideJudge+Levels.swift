import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// How much the muscles did: against the reference, and as amplitude that needs none.
extension StrideJudge {
  @_noLocks
  func power(_ muscle: Muscle, _ stride: OpenStride, _ chain: borrowing SignalChain) -> Float? {
    activity.power(
      muscle, in: references.window(muscle, periodSeconds: stride.periodSeconds), contact: stride.contact,
      periodSeconds: stride.periodSeconds,
      chain)
  }

  /// Amplitude above movement, noise taken off, against the reference; nil without one.
  @_noLocks
  func activation(_ power: Float?, _ muscle: Muscle, _ gait: Gait) -> Float? {
    guard let power, references.isKnown(gait) else { return nil }
    let reference = references.muscle(muscle, gait)
    guard reference.workAmplitude > 0 else { return nil }
    // noise as it is now: sweat lowers it with the muscle, and a reference's own noise would then take too much off
    let rest = activity.restLevel(muscle)
    let noise = rest > 0 ? min(rest, reference.workNoise) : reference.workNoise
    return realtimeSquareRoot(max(0, power - noise)) / reference.workAmplitude
  }

  /// The same in the EMG band, for the muscles that nothing is decided by.
  @_noLocks
  func bandActivation(_ muscle: Muscle, _ stride: OpenStride, _ chain: borrowing SignalChain) -> Float? {
    let row = channels.row(muscle)
    let gait = Gait(periodSeconds: stride.periodSeconds)
    guard row >= 0, references.isKnown(gait) else { return nil }
    let reference = references.muscle(muscle, gait)
    guard reference.amplitude > 0,
      let power = chain.bandPower(
        row, in: reference.window, contact: stride.contact, periodSeconds: stride.periodSeconds)
    else { return nil }
    return realtimeSquareRoot(max(0, power - reference.noisePower)) / reference.amplitude
  }

  /// Lets the noise between bursts follow a stride with which nothing is wrong.
  @_noLocks
  mutating func followRest(
    _ stride: OpenStride, from: Double, to: Double, _ chain: borrowing SignalChain
  ) {
    guard stride.flags.glute.rawValue == 0, stride.flags.hamstring.rawValue == 0 else { return }
    // near the ends the envelope sees the silence outside the input
    let edge = Double(tuning.evidence.edgeSeconds)
    follow(.gluteusMaximus, from: max(from, edge), to: min(to, endTime - edge), chain)
    follow(.hamstrings, from: max(from, edge), to: min(to, endTime - edge), chain)
  }

  @_noLocks
  private mutating func follow(_ muscle: Muscle, from: Double, to: Double, _ chain: borrowing SignalChain) {
    let row = channels.row(muscle)
    guard row >= 0, let lowest = chain.lowestEnvelope(row, from: from, to: to) else { return }
    bandRest.follow(muscle, lowest: lowest)
  }

  /// The levels of a stride; `cleaned` is what is left of the glute's power without crosstalk.
  @_noLocks
  func levels(_ stride: OpenStride, cleaned: Float, _ chain: borrowing SignalChain) -> StrideLevels {
    guard !stride.flags.inferred, !stride.flags.unlike else { return StrideLevels() }
    var levels = StrideLevels()
    if stride.flags.glute.rawValue == 0 { levels.glute = level(.gluteusMaximus, stride, cleaned: cleaned, chain) }
    if stride.flags.hamstring.rawValue == 0 { levels.hamstring = level(.hamstrings, stride, cleaned: 1, chain) }
    return levels
  }

  @_noLocks
  private func level(
    _ muscle: Muscle, _ stride: OpenStride, cleaned: Float, _ chain: borrowing SignalChain
  ) -> Float? {
    let row = channels.row(muscle)
    let window = references.window(muscle, periodSeconds: stride.periodSeconds)
    guard row >= 0,
      let power = chain.bandPower(row, in: window, contact: stride.contact, periodSeconds: stride.periodSeconds)
    else { return nil }
    return realtimeSquareRoot(max(0, cleaned * power - bandRest.power(muscle)))
  }
}
