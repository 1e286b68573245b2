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
      ? "the signal was not usable in any stride."
      : "there is no reference yet, which takes \(wanted) good strides."
  }
}

/// Whether a recording is long enough to say something about a channel: bursts and pauses must have had time to come.
public enum ChannelJudgement {
  /// Before this nothing is said.
  public static let leastSeconds = 1.0
  /// Some strides of walking; before this no channel is blamed for a lack of bursts.
  public static let enoughSeconds = 10.0
  /// Fewer strides than this, in a short recording, are told to be too few.
  static let fewStrides = 5

  /// Whether what is wrong with a channel can be told after so many seconds.
  static func isPossible(_ channel: ChannelAssessment, seconds: Double) -> Bool {
    guard seconds >= leastSeconds else { return false }
    return channel.state != .flat || seconds >= enoughSeconds
  }

  /// What to say about a session with hardly any strides; none about a long one, and none where no stride was found, which
  /// is told otherwise.
  static func remarks(strides: Int, seconds: Double) -> [String] {
    guard (1..<fewStrides).contains(strides), seconds < enoughSeconds else { return [] }
    return [
      "Too few strides for a judgement: \(strides) in \(SummaryText.number(seconds, 1)) s. Record at least 10 s of steady "
        + "running or walking."
    ]
  }
}
