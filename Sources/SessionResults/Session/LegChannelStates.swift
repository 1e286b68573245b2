import Biofeedback
import EMGUnits

/// What one leg's results rest on, as a summary tells it.
struct LegChannelStates {
  private let needed: [SessionSummary.Channel]
  private let hasReference: Bool
  private let wanted: Int

  /// The glute and hamstring channels of a leg; one without a side serves both legs.
  init(_ summary: SessionSummary, _ leg: SessionSummary.Leg) {
    let sides = Side.allCases.map { $0.rawValue + "-" }
    needed = summary.channels.filter { channel in
      guard channel.isNeeded else { return false }
      guard let leg = leg.leg, sides.contains(where: channel.role.hasPrefix) else { return true }
      return channel.role.hasPrefix(leg + "-")
    }
    hasReference = !leg.references.isEmpty
    wanted = summary.kind == "live" ? BiofeedbackPipeline.referenceStrides : BiofeedbackPipeline.leastReferenceStrides
  }

  /// Whether strides can be found on one of them at least.
  var isAnyUsable: Bool { needed.contains(where: \.usable) }

  /// Why no stride has a verdict.
  var reasonAgainstVerdicts: String {
    guard let glute = needed.first(where: { $0.role.hasSuffix(Muscle.gluteusMaximus.rawValue) }) else {
      return "no channel carries it."
    }
    guard glute.usable else { return "its channel \(glute.channel) cannot be used." }
    return hasReference
      ? "in no stride was the signal usable."
      : "there is no reference yet, which takes \(wanted) good strides."
  }
}
