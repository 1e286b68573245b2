import EMGUnits

/// Judges electrodes: the one place where faults of a channel are assessed.
package struct ElectrodeEvidence: BitwiseCopyable {
  /// −120 dB of full scale: below what any converter gives.
  package static var silencePower: Float { @_noLocks get { 1e-12 } }

  package let tuning: EvidenceTuning

  @_noLocks package init(tuning: EvidenceTuning) { self.tuning = tuning }

  /// What is wrong with a channel, from a stretch of about one stride; `usual` is its reference, nil before there is one.
  /// `othersWork` says that the runner moves, as the other muscle shows.
  @_noLocks
  package func faults(_ signal: ElectrodeSignal, usual: MuscleReference?, othersWork: Bool) -> ChannelFaults {
    var found: UInt8 = 0
    if signal.hasInvalid { found |= ChannelFaults.invalid.rawValue }
    if signal.clippedShare > tuning.clippedShare { found |= ChannelFaults.clipped.rawValue }
    if isDead(signal, usual, othersWork) { found |= ChannelFaults.dead.rawValue }
    if let usual {
      if isOff(signal, usual) { found |= ChannelFaults.off.rawValue }
      if isNoisy(signal, usual) { found |= ChannelFaults.noisy.rawValue }
    }
    return ChannelFaults(rawValue: found)
  }

  /// Nothing is connected: positive evidence only, never just a quiet muscle.
  @_noLocks
  private func isDead(_ signal: ElectrodeSignal, _ usual: MuscleReference?, _ othersWork: Bool) -> Bool {
    if signal.bandPower <= Self.silencePower { return true }
    guard let usual, othersWork else { return false }
    if isGone(signal, usual) { return true }
    return showsMovement(usual) && signal.movementPower < tuning.movementGone * usual.movementPower
      && signal.bandPower < tuning.quietShare * usual.noisePower
  }

  /// The level is far below the electrode's own noise.
  @_noLocks
  package func isGone(_ signal: ElectrodeSignal, _ usual: MuscleReference) -> Bool {
    signal.bandPower < tuning.deadShare * usual.noisePower
  }

  /// The muscle works in the stretch, so the runner moves.
  @_noLocks
  package func works(_ signal: ElectrodeSignal, _ usual: MuscleReference) -> Bool {
    signal.bandPower > tuning.othersWork * usual.noisePower
  }

  /// The reference strides moved enough for movement to be missed.
  @_noLocks
  private func showsMovement(_ usual: MuscleReference) -> Bool {
    usual.movementPower > tuning.movementShare * usual.amplitude * usual.amplitude
      && usual.movementPower > tuning.movementProof * usual.noisePower
  }

  /// An electrode off the skin: an open input takes up what is around, up to its full range. The filters take that out, and
  /// what is left looks like a silent muscle; so the signal is looked at as it came. The later half counts by itself, with
  /// twice the limit since it may hold the whole burst; so does what is left of a stride behind a gap.
  @_noLocks
  private func isOff(_ signal: ElectrodeSignal, _ usual: MuscleReference) -> Bool {
    let limit = tuning.offRatio * max(usual.rawPower, Self.silencePower)
    return signal.rawPower > (signal.isWhole ? 1 : 2) * limit || signal.laterRawPower > 2 * limit
  }

  @_noLocks
  private func isNoisy(_ signal: ElectrodeSignal, _ usual: MuscleReference) -> Bool {
    let limit = tuning.noisyShare * usual.amplitude
    return signal.isWhole && signal.lowestPower > limit * limit
  }

  /// The electrode is on the skin for sure, whatever its muscle does: it moves with the stride, or its noise is what it was
  /// while the muscle worked.
  @_noLocks
  package func isProven(_ signal: ElectrodeSignal, rest: Float, usual: MuscleReference?) -> Bool {
    if signal.movementPower > tuning.movementProof * max(rest, Self.silencePower) { return true }
    guard let usual else { return false }
    return signal.bandPower > tuning.quietShare * usual.noisePower
  }
}
