import Biofeedback
import EMGUnits

/// Chooses what the first words about a leg compare with.
struct AgainstChoice {
  private let leg: SessionSummary.Leg
  private let legs: Int

  init(_ leg: SessionSummary.Leg, legs: Int) {
    self.leg = leg
    self.legs = legs
  }

  /// What is wanted, where it can be told; else the maximum, the easy run, or today's start.
  func against(wanted: Against?) -> Against {
    if let wanted, isKnown(wanted) { return wanted }
    return [.maximum, .easyRun].first(where: isKnown) ?? .start
  }

  private func isKnown(_ against: Against) -> Bool {
    switch against {
    case .maximum: leg.gluteOfMaximum != nil
    case .easyRun: leg.references.contains { $0.kind == SessionSummary.Reference.easyRun }
    case .otherLeg: legs == 2 && leg.otherLeg != nil
    // a best is known where sessions are kept, and told there
    case .start, .best: true
    }
  }
}

/// What a profile knows of a leg besides what strides are judged by.
struct LegKnowledge {
  /// Parts of the maxima, and the drill.
  let calibrated: SessionSummary.Calibrated?
  /// A maximal contraction of the glute.
  let hasGluteMaximum: Bool
  /// And of the hamstring.
  let hasBothMaxima: Bool
}

extension RunnerProfile {
  /// What is known of a leg.
  func knowledge(of side: Side?) -> LegKnowledge {
    let maxima = maxima(of: side)
    guard let run = legs.first(where: { $0.leg == side }) else {
      return LegKnowledge(
        calibrated: nil, hasGluteMaximum: maxima[.gluteusMaximus] != nil, hasBothMaxima: maxima.count == 2)
    }
    let part = { (muscle: Muscle) -> Double? in
      guard let maximum = maxima[muscle], let run = run.muscles[muscle] else { return nil }
      return Double(run.amplitude / maximum)
    }
    var calibrated = SessionSummary.Calibrated(
      gluteOfMaximum: part(.gluteusMaximus), hamstringOfMaximum: part(.hamstrings))
    if let drill = run.drill?.amplitudes[.gluteusMaximus], let glute = run.muscles[.gluteusMaximus] {
      calibrated.drillOfEasyRun = Double(drill / glute.amplitude)
    }
    let isEmpty = calibrated.gluteOfMaximum == nil && calibrated.drillOfEasyRun == nil
    return LegKnowledge(
      calibrated: isEmpty ? nil : calibrated, hasGluteMaximum: maxima[.gluteusMaximus] != nil,
      hasBothMaxima: maxima.count == 2)
  }
}
