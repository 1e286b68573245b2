import Biofeedback
import EMGUnits

/// Where an aim above the easy run begins: the glute's part of its maximum there.
struct EasyRunStart {
  /// Where the glute did not work in the easy run (a choice).
  private static let least = 0.05

  /// A part of the maximum; of two legs the lower.
  let part: Double
  /// In the easy run of the calibration the glute of a leg did not rise above its rest.
  let isSilent: Bool

  /// Nil where a maximum is not known.
  init?(_ profile: RunnerProfile) {
    var lowest = Double.infinity
    var hasSilent = false
    for side in BiofeedbackPipeline.sides(of: profile.map) {
      guard let maximum = profile.maxima(of: side)[.gluteusMaximus], maximum > 0 else { return nil }
      let run = profile.legs.first { $0.leg == side }?.muscles[.gluteusMaximus]
      if run == nil { hasSilent = true }
      lowest = min(lowest, run.map { Double($0.amplitude / maximum) } ?? Self.least)
    }
    guard lowest.isFinite else { return nil }
    part = lowest
    isSilent = hasSilent
  }

  /// `20 % above your easy run (5.7 % of your maximum)`.
  func words(above: Double) -> String {
    let start = ProgrammeTable.fine(part)
    return isSilent
      ? "\(ProgrammeTable.percent(above)) above \(start) of your maximum, as the glute did not work in the easy run"
      : "\(ProgrammeTable.percent(above)) above your easy run (\(start) of your maximum)"
  }
}
