import Biofeedback
import EMGUnits
import Files
import Foundation

/// What a leg's strides say about its electrodes, in sentences: measurement and what to do, never a diagnosis.
public enum LegRemark {
  /// None when all is as it should be. Where a maximum of the glute is known, a low level is told against that instead.
  public static func remarks(
    on evidence: LegEvidence, leg: Side?, map: ChannelMap, hasMaximum: Bool = false
  ) -> [String] {
    let name = leg.map { "\($0.rawValue.capitalized) leg: " } ?? ""
    let level = hasMaximum ? nil : faint(evidence)
    return [order(evidence, leg, map), crosstalk(evidence), level, unproven(evidence)].compactMap(\.self)
      .map { name + $0 }
  }

  private static func order(_ evidence: LegEvidence, _ leg: Side?, _ map: ChannelMap) -> String? {
    switch evidence.order {
    case nil, .mapped: nil
    case .unclear:
      "The signals alone do not show which channel is the glute's: its level against the hamstring's, and the order of "
        + "their bursts, fit either way. Squeeze the glute: the channel that rises is the glute's."
    case .exchanged:
      "Glute and hamstring look swapped: the channel mapped as glute is \(level(evidence)) the other, and the bursts come "
        + "in the order of a hamstring and a glute. Squeeze the glute to find out; if the other channel rises, use "
        + "--map \(swapped(map, leg))."
    }
  }

  private static func level(_ evidence: LegEvidence) -> String {
    let decibels = Double(evidence.level ?? 0)
    let size = SummaryText.number(abs(decibels), 0)
    return decibels < 0 ? "only \(size) dB below" : "\(size) dB above"
  }

  private static func swapped(_ map: ChannelMap, _ leg: Side?) -> String {
    map.entries.map { entry in
      guard entry.role.side == leg || entry.role.side == nil || leg == nil else {
        return "\(entry.role)=\(entry.channel)"
      }
      let role =
        switch entry.role.signal {
        case .muscle(.gluteusMaximus): ChannelRole(.muscle(.hamstrings), side: entry.role.side)
        case .muscle(.hamstrings): ChannelRole(.muscle(.gluteusMaximus), side: entry.role.side)
        default: entry.role
        }
      return "\(role)=\(entry.channel)"
    }.joined(separator: ",")
  }

  private static func crosstalk(_ evidence: LegEvidence) -> String? {
    guard evidence.hasCrosstalk, let part = evidence.crosstalk else { return nil }
    return
      "About \(SummaryText.number(100 * Double(part), 0)) % of the hamstring's signal reaches the glute's electrode "
      + "(crosstalk). It was removed before each verdict. Place the glute's electrodes higher, and 2 cm apart."
  }

  private static func faint(_ evidence: LegEvidence) -> String? {
    guard evidence.isFaint, let level = evidence.level else { return nil }
    return
      "The glute's level is \(SummaryText.number(-Double(level), 0)) dB below the hamstring's; in 14 people it was between 18 dB "
      + "below and 3 dB above. A glute that was off from the start would look like this, and so would a poor electrode: squeeze it "
      + "while you run `glutecue check`, or calibrate."
  }

  private static func unproven(_ evidence: LegEvidence) -> String? {
    let count = evidence.unprovenStrides
    guard count > 0 else { return nil }
    return
      "In \(count == 1 ? "1 silent stride" : "\(count.grouped) silent strides") nothing proves that the glute's "
      + "electrode works: a muscle at rest, or a loose cable. Squeeze the glute while you run `glutecue check` to find out."
  }
}
