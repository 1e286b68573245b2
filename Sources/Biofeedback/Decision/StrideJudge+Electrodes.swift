import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// Is the electrode alive?
extension StrideJudge {
  /// Notes what is wrong with glute and hamstring between two instants.
  @_noLocks @discardableResult
  func assess(
    _ flags: inout StrideFlags, from: Double, to: Double, gait: Gait, _ chain: borrowing SignalChain
  ) -> ElectrodeSignal? {
    let glute = read(.gluteusMaximus, from: from, to: to, chain)
    let hamstring = read(.hamstrings, from: from, to: to, chain)
    if copied.glute { flags.add(glute: .copied) }
    if copied.hamstring { flags.add(hamstring: .copied) }
    guard references.isKnown(gait) else {
      if let glute { flags.add(glute: electrodes.faults(glute, usual: nil, othersWork: false)) }
      if let hamstring { flags.add(hamstring: electrodes.faults(hamstring, usual: nil, othersWork: false)) }
      return glute
    }
    let usualGlute = references.muscle(.gluteusMaximus, gait)
    let usualHamstring = references.muscle(.hamstrings, gait)
    if let glute {
      var moves = true
      if let hamstring { moves = electrodes.works(hamstring, usualHamstring) }
      flags.add(glute: electrodes.faults(glute, usual: usualGlute, othersWork: moves))
    }
    if let hamstring {
      var moves = true
      if let glute { moves = electrodes.works(glute, usualGlute) }
      flags.add(hamstring: electrodes.faults(hamstring, usual: usualHamstring, othersWork: moves))
    }
    return glute
  }

  /// Whether both channels are far below their electrodes' noise between two instants: a stop, or an amplifier that is off.
  @_noLocks
  func areBothGone(from: Double, to: Double, gait: Gait, _ chain: borrowing SignalChain) -> Bool {
    guard references.isKnown(gait), let glute = read(.gluteusMaximus, from: from, to: to, chain),
      let hamstring = read(.hamstrings, from: from, to: to, chain)
    else { return false }
    return electrodes.isGone(glute, references.muscle(.gluteusMaximus, gait))
      && electrodes.isGone(hamstring, references.muscle(.hamstrings, gait))
  }

  @_noLocks
  private func read(
    _ muscle: Muscle, from: Double, to: Double, _ chain: borrowing SignalChain
  ) -> ElectrodeSignal? {
    let row = channels.row(muscle)
    guard row >= 0 else { return nil }
    return chain.electrodeSignal(row, from: from, to: to, endTime: endTime, tuning.evidence)
  }

  /// Flags a stride of which frames were lost between the beginning of the earlier window and an instant.
  @_noLocks
  func markGap(_ stride: inout OpenStride, to: Double, _ chain: borrowing SignalChain) -> Bool {
    if chain.touchesGap(from: windows(stride).open, to: min(to, endTime)) { stride.flags.gap = true }
    return stride.flags.gap
  }
}
