import EMGUnits

/// Two sessions side by side for a terminal.
public struct SessionPairText {
  private let pair: SessionPair

  /// Of two sessions.
  public init(_ pair: SessionPair) { self.pair = pair }

  /// Every paragraph; an empty one stands between parts. Tables are lines of their own, at most 80 columns wide.
  public var paragraphs: [String] {
    var lines = ["Before: \(pair.before.facts)", "After:  \(pair.after.facts)"]
    for (side, name) in [(pair.before, "before"), (pair.after, "after")] {
      if let notes = side.notes { lines.append("Notes \(name): \(notes)") }
      if !side.marks.isEmpty { lines.append("Marks \(name): \(side.marks.joined(separator: "; "))") }
    }
    for leg in pair.legs {
      lines += [
        "", (leg.leg.isEmpty ? "" : leg.leg.prefix(1).uppercased() + leg.leg.dropFirst() + " leg. ") + leg.answer, "",
      ]
      lines.append(Self.line("", "before", "after", "change"))
      for row in leg.rows {
        lines.append(Self.line(row.name, row.before, row.after, row.change))
        if !row.meaning.isEmpty { lines.append("    \(row.meaning)") }
      }
    }
    if pair.legs.isEmpty { lines += ["", "The two have no leg in common."] }
    return lines + [""] + pair.cautions + [ComparisonWords.cause]
  }

  private static func line(_ name: String, _ fields: String...) -> String {
    let start = "  " + name + String(repeating: " ", count: max(0, 40 - name.count))
    return start + fields.map { String(repeating: " ", count: max(0, 10 - $0.count)) + $0 }.joined()
  }
}
