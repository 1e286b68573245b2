import EMGUnits

/// What earlier steps have found.
extension CalibrationWizard {
  /// Level at rest by role.
  var noise: [String: Double] {
    records.reversed().first { !$0.noise.isEmpty }?.noise ?? [:]
  }

  /// The highest level of each role in any trial that counts.
  var bestSoFar: [String: Double] {
    var best: [String: Double] = [:]
    for trial in (records + [current].compactMap(\.self)).flatMap(\.trials) {
      for channel in trial.channels { best[channel.role] = max(best[channel.role] ?? 0, channel.best) }
    }
    return best
  }

  /// The role that a maximum step is of.
  func wantedRole(_ step: Int) -> ChannelRole? {
    steps[step].muscle.flatMap { input.role($0, leg: steps[step].side) }
  }

  /// The role whose level is told for a trial.
  func wantedChannel(_ place: TrialPlace) -> String? {
    if let role = wantedRole(place.step) { return role.description }
    let muscle = place.condition == "hamstring" ? Muscle.hamstrings : .gluteusMaximus
    return input.role(muscle, leg: steps[place.step].side)?.description
  }

  /// Maximal contractions that easy running nearly reaches were none: their steps are to be done again.
  mutating func dropLazyMaxima() -> [WizardAction] {
    var actions: [WizardAction] = []
    for maximum in MaximumReference.references(steps, records, input) {
      guard let share = MaximumReference.runShare(maximum, records, input), share > TrialLimits.mostRunShare else {
        continue
      }
      let refusal = TrialRefusal.lazyMaximum(role: maximum.role.description, percent: 100 * share)
      let lazy = steps.indices.filter { wantedRole($0) == maximum.role }
      if let first = lazy.first { actions.append(.gaveUp(step: first, [refusal])) }
      for step in lazy {
        records.removeAll { $0.id == steps[step].id }
        var record = StepRecord(id: steps[step].id, state: .failed)
        record.refusals = [refusal]
        records.append(record)
        actions.append(.record(record))
      }
    }
    return actions
  }
}
