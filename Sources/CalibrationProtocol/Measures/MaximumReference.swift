import Biofeedback
import EMGUnits

/// The reference contraction of one muscle: the highest plausible 500 ms mean over all its trials, and how far they
/// agree.
public struct MaximumReference: Sendable, Hashable {
  /// The muscle and leg.
  public var role: ChannelRole
  /// RMS in the band, noise taken off, full scale = 1.
  public var amplitude: Double
  /// The step in which it was reached.
  public var position: String
  /// The best of each trial, in order, by step.
  public var trials: [(step: String, amplitude: Double)]

  /// Equal by everything.
  public static func == (a: MaximumReference, b: MaximumReference) -> Bool {
    a.role == b.role && a.amplitude == b.amplitude && a.position == b.position
      && a.trials.elementsEqual(b.trials, by: ==)
  }

  /// By role and amplitude.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(role)
    hasher.combine(amplitude)
  }

  /// Joins the values.
  public init(role: ChannelRole, amplitude: Double, position: String, trials: [(step: String, amplitude: Double)]) {
    self.role = role
    self.amplitude = amplitude
    self.position = position
    self.trials = trials
  }

  /// Difference between the two best trials of the best position, percent of the better; 0 with one trial.
  public var spreadPercent: Double {
    let best = trials.filter { $0.step == position }.map(\.amplitude).sorted(by: >)
    return best.count > 1 && best[0] > 0 ? 100 * (best[0] - best[1]) / best[0] : 0
  }

  /// The references of every muscle with a maximum step that was done.
  static func references(
    _ steps: [CalibrationStep], _ records: [StepRecord], _ input: CalibrationInput
  ) -> [MaximumReference] {
    var roles: [ChannelRole] = []
    for step in steps {
      guard let role = step.muscle.flatMap({ input.role($0, leg: step.side) }), !roles.contains(role) else { continue }
      roles.append(role)
    }
    return roles.compactMap { role in
      let positions = steps.filter { step in step.muscle.flatMap { input.role($0, leg: step.side) } == role }
      return reference(role, positions.map(\.id), records)
    }
  }

  /// The highest position; how far each trial's highest window is believed is learned from all trials of the muscle.
  private static func reference(
    _ role: ChannelRole, _ positions: [String], _ records: [StepRecord]
  ) -> MaximumReference? {
    let done = positions.compactMap { id in records.last { $0.id == id && $0.state == .done } }
    let trust = WindowSpread.trust(done.flatMap(\.trials).compactMap { $0[role]?.spread })
    var found: MaximumReference?
    var trials: [(step: String, amplitude: Double)] = []
    for record in done {
      let channels = record.trials.compactMap { $0[role] }
      let levels = channels.map { $0.spread?.plausible(trust: trust) ?? $0.best }
      trials += levels.map { (step: record.id, amplitude: $0) }
      guard !levels.isEmpty else { continue }
      let highest = WindowSpread.highest(levels, spreads: channels.compactMap(\.spread))
      if highest > found?.amplitude ?? -1 {
        found = MaximumReference(role: role, amplitude: highest, position: record.id, trials: [])
      }
    }
    found?.trials = trials
    return found
  }

  /// The muscle's amplitude in its window in easy running against the maximal contraction; nil without a run.
  static func runShare(
    _ maximum: MaximumReference, _ records: [StepRecord], _ input: CalibrationInput
  ) -> Double? {
    guard case .muscle(let muscle) = maximum.role.signal, maximum.amplitude > 0 else { return nil }
    let legs = records.last { !$0.legs.isEmpty }?.legs ?? []
    let leg = legs.first { input.role(muscle, leg: $0.leg) == maximum.role }
    return leg?.muscles[muscle].map { Double($0.amplitude) / maximum.amplitude }
  }
}
