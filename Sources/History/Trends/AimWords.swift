import EMGUnits

/// The aims of a leg over the weeks in plain words: which there were, and when most strides first met them.
public struct AimWords {
  /// One sentence an aim, in order of time.
  public let sentences: [String]

  /// Of the sessions of one leg, in order of time.
  public init(_ points: [TrendPoint], leg: String) {
    let own = points.filter { $0.leg == leg && $0.aim != nil }
    var kinds: [String] = []
    for point in own {
      if let kind = point.aim?.kind, !kinds.contains(kind) { kinds.append(kind) }
    }
    sentences = kinds.map { kind in Self.sentence(kind, own.filter { $0.aim?.kind == kind }, leg: leg) }
  }

  private static func sentence(_ kind: String, _ points: [TrendPoint], leg: String) -> String {
    let name = "Aim “\(kind)”" + (leg.isEmpty ? "" : ", \(leg) leg")
    let values = points.compactMap { $0.aim?.value }
    let value =
      values.last.map { last in
        let first = values.first ?? last
        return first == last ? " at \(percent(last))" : ", from \(percent(first)) to \(percent(last))"
      } ?? ""
    let met = points.first { $0.aim?.isMet == true }
    let latest = points.last?.aim?.metShare.map { ", in the latest session \(percent($0)) of the strides" } ?? ""
    guard let met else { return "\(name)\(value): not met yet in most strides of a session\(latest)." }
    return "\(name)\(value): first met in most strides on \(met.startedAt.date)\(latest)."
  }

  private static func percent(_ value: Double) -> String { "\((100 * value).decimals(0)) %" }
}
