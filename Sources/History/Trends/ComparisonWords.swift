import EMGUnits
import Files

/// A comparison in plain words.
public struct ComparisonWords {
  private let comparison: BeforeAfter

  /// Says what `comparison` found.
  public init(_ comparison: BeforeAfter) { self.comparison = comparison }

  /// What is compared.
  public var title: String {
    let leg = comparison.leg.isEmpty ? "" : ", \(comparison.leg) leg"
    let event = comparison.event.map { "“\($0)” (\(comparison.moment.date))" } ?? comparison.moment.date
    return
      "Before and after \(event)\(leg): \(sessions(comparison.sessions[0])) against \(sessions(comparison.sessions[1]))"
  }

  private func sessions(_ count: Int) -> String { count == 1 ? "1 session" : "\(count) sessions" }

  /// Whether there are sessions on both sides.
  public var canCompare: Bool { comparison.sessions.allSatisfy { $0 > 0 } }

  /// `glute share: 46.9 → 49.2 %, difference +2.3 (95 % interval −0.4 … 4.9)`.
  public func line(_ measure: BeforeAfter.Measure) -> String {
    let number = { (value: Double) in value.decimals(measure.decimals) }
    let unit = measure.unit.isEmpty ? "" : " \(measure.unit)"
    let sign = measure.shift.difference > 0 ? "+" : ""
    let interval =
      measure.shift.interval.map { "95 % interval \(number($0.lowerBound)) … \(number($0.upperBound))" }
      ?? "too few for an interval"
    return "\(measure.name): \(number(measure.before)) → \(number(measure.after))\(unit), "
      + "difference \(sign)\(number(measure.shift.difference)) (\(interval))"
  }

  /// What chance has to do with it.
  public func chance(_ measure: BeforeAfter.Measure) -> String {
    let often = Self.often(measure.shift.probability)
    guard let interval = measure.shift.interval else {
      return "With \(measure.counts[0]) and \(measure.counts[1]) values even a large difference may be chance; "
        + "4 or more on each side say more."
    }
    return interval.contains(0)
      ? "Chance alone brings a difference as large \(often): no clear change."
      : "Chance alone brings a difference as large \(often): a change beyond chance, whatever its cause."
  }

  /// The same for each measure in turn, where it was not said of the one before.
  public var chances: [String?] {
    let all = comparison.measures.map(chance)
    return all.indices.map { index in index > 0 && all[index] == all[index - 1] ? nil : all[index] }
  }

  /// `in about 3 of 100 such comparisons`.
  static func often(_ probability: Double) -> String {
    let hundredths = Int(bounded: (100 * probability).rounded())
    switch hundredths {
    case 0: return "in fewer than 1 of 100 such comparisons"
    case 100: return "nearly always"
    default: return "in about \(hundredths) of 100 such comparisons"
    }
  }

  /// What no number here can say.
  public static let caveat =
    "A difference says nothing about its cause: training, shoes, weather and the place of the electrodes change over "
    + "weeks too, and what was already rising may keep rising. Of several measures, one in twenty differs by chance alone. "
    + "These are measurements, not a diagnosis."

  /// The same of two sessions.
  public static let cause =
    "A difference says nothing about its cause: training, shoes, weather, pace and the place of the electrodes change too. "
    + "These are measurements, not a diagnosis."

  /// Sessions that were left out, joined by their reason.
  public var leftOut: [String] { Self.leftOut(comparison.leftOut) }

  static func leftOut(_ sessions: [BeforeAfter.LeftOut]) -> [String] {
    let groups = Dictionary(grouping: sessions, by: \.reason).sorted { $0.key < $1.key }
    return groups.map { reason, sessions in
      let numbers = sessions.map { "\($0.number)" }
      let shown =
        numbers.prefix(8).joined(separator: ", ") + (numbers.count > 8 ? " and \(numbers.count - 8) more" : "")
      return "Left out: \(sessions.count == 1 ? "session" : "sessions") \(shown): \(reason)."
    }
  }
}
