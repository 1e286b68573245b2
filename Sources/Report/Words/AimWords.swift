import Biofeedback
import Foundation

/// What strides were held against, in words.
package enum AimWords {
  /// `15 % of your maximum`; `unit` as in `SessionSummary.AimSummary`.
  package static func level(_ level: Double, unit: String) -> String {
    let percent = AgainstWords.percent(level)
    return switch unit {
    case "maximum": "\(percent) of your maximum"
    case "easy-run": "\(percent) of your easy run"
    case "other-leg": "\(percent) of your other leg"
    case "maximum-share": "a glute share of \(percent), each muscle in parts of its maximum"
    default: "a glute share of \(percent), each muscle against its reference"
    }
  }

  /// `The aim drill:50%, 9.4 % of your maximum, was met in 90 of 160 strides (56 %).`
  package static func line(_ leg: SessionSummary.Leg) -> String? {
    guard let aim = leg.aim else { return nil }
    let name = "The aim " + word(aim)
    guard aim.judgedStrides > 0, let first = aim.firstLevel, let last = aim.lastLevel else {
      return name + " was held against no stride\(why(aim))."
    }
    let strides = aim.judgedStrides == 1 ? "stride" : "strides"
    let met =
      "met in \(AnswerWords.grouped(aim.metStrides)) of \(AnswerWords.grouped(aim.judgedStrides)) \(strides) "
      + "(\(AnswerWords.percent(aim.metStrides, of: aim.judgedStrides)))"
    let way =
      first == last
      ? level(first, unit: aim.unit)
      : "which grew from \(AgainstWords.number(first)) to \(level(last, unit: aim.unit))"
    return "\(name), \(way), was \(met)."
  }

  /// The next step: the same aim until four of five strides meet it, then one that grows.
  package static func next(_ leg: SessionSummary.Leg) -> String? {
    guard let aim = leg.aim, aim.judgedStrides > 0 else { return nil }
    let isMet = 5 * aim.metStrides >= 4 * aim.judgedStrides
    return isMet && aim.kind != Aim.Kind.grow.rawValue
      ? "Next: most strides met it, so let the aim grow: --aim grow." : "Next: the same aim again: --aim \(word(aim))."
  }

  /// `drill:50%`.
  private static func word(_ aim: SessionSummary.AimSummary) -> String {
    guard let value = aim.value else { return aim.kind }
    let tenths = (1000 * value).rounded() / 10
    return "\(aim.kind):\(SummaryText.number(tenths, tenths == tenths.rounded() ? 0 : 1))%"
  }

  private static func why(_ aim: SessionSummary.AimSummary) -> String {
    switch aim.kind {
    case Aim.Kind.grow.rawValue: ": its level is taken from your first 30 strides in which the glute works"
    case Aim.Kind.otherLeg.rawValue: ": the other leg's level was not known"
    default: ": no stride of running could be judged"
    }
  }
}
